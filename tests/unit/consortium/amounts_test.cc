#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "lib/consortium/evaluate.h"
#include "tests/unit/consortium/enumerate.h"
#include "tests/unit/consortium/random_problem.h"

namespace sambyd::consortium {
namespace {

using Table = std::vector<std::int64_t>;  // amounts by member in byte order of ids, then by leaf

std::vector<std::uint32_t> AllById(const Problem& problem) {
  std::vector<std::uint32_t> members(problem.candidates.size());
  std::iota(members.begin(), members.end(), 0U);
  std::ranges::sort(members, {}, [&](std::uint32_t e) { return problem.candidates.ids[e]; });
  return members;
}

const Offer* OfferOf(const Problem& problem, std::uint32_t e, std::size_t leaf) {
  for (const Offer& offer : problem.candidates.offers_of(e)) {
    if (offer.leaf == leaf) return &offer;
  }
  return nullptr;
}

// The best full table with the given leaf order, by trying them all.
class TryAll {
 public:
  TryAll(const Problem& problem, std::vector<std::size_t> leaf_order)
      : problem_(problem),
        members_(AllById(problem)),
        order_(std::move(leaf_order)),
        table_(members_.size() * order_.size()),
        left_(problem.volumes) {}

  // Gain and table; the table is empty when nothing is feasible.
  std::pair<std::int64_t, Table> Run() {
    Fill(0, 0);
    return {best_gain_, best_};
  }

 private:
  // Cells are tried from large to small amounts: the first best table is the largest.
  void Fill(std::size_t cell, std::int64_t gain) {
    const std::size_t leaves = order_.size();
    if (cell % leaves == 0 && cell > 0) {
      const auto row = table_.begin() + static_cast<std::ptrdiff_t>(cell - leaves);
      const std::int64_t load =
          std::accumulate(row, row + static_cast<std::ptrdiff_t>(leaves), std::int64_t{0});
      if (load < RoleMinimum(problem_)) return;
      if (load > problem_.candidates.capacity[members_[cell / leaves - 1]]) return;
    }
    if (cell == table_.size()) {
      if (std::ranges::any_of(left_, [](std::int64_t x) { return x > 0; })) return;
      if (best_.empty() || gain > best_gain_) {
        best_ = table_;
        best_gain_ = gain;
      }
      return;
    }
    const std::size_t leaf = order_[cell % leaves];
    const Offer* offer = OfferOf(problem_, members_[cell / leaves], leaf);
    const std::int64_t most = offer == nullptr ? 0 : std::min(offer->capacity, left_[leaf]);
    for (std::int64_t amount = most; amount >= 0; --amount) {
      table_[cell] = amount;
      left_[leaf] -= amount;
      Fill(cell + 1, gain + amount * (offer == nullptr ? 0 : offer->merit));
      left_[leaf] += amount;
    }
  }

  const Problem& problem_;
  std::vector<std::uint32_t> members_;
  std::vector<std::size_t> order_;
  Table table_;
  std::vector<std::int64_t> left_;
  Table best_;
  std::int64_t best_gain_ = 0;
};

// Few members, few leaves of a few units, merits that tie.
Problem TinyProblem(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Problem problem;
  problem.max_members = 3;
  problem.role_min_bp = seed % 3 == 0 ? 2000 : 0;
  const std::int64_t leaves = Draw(random, 1, 3);
  for (std::int64_t p = 0; p < leaves; ++p) problem.volumes.push_back(Draw(random, 1, 3));
  for (const std::string_view id : {"B", "A", "C"}) {
    for (std::uint8_t p = 0; p < leaves; ++p) {
      if (Draw(random, 0, 4) == 0) continue;
      problem.candidates.offers.push_back(
          {.capacity = Draw(random, 0, 3),
           .merit = static_cast<std::int16_t>(Draw(random, 1, 2) * 100),
           .leaf = p});
    }
    problem.candidates.Add(id, {.headcount = 1}, Draw(random, 1, 6), 0);
  }
  return problem;
}

// Leaves in the order the tie rule names; none where two leaves are alike but for what they are
// called.
std::vector<std::size_t> LeavesInOrder(const Problem& problem) {
  const auto key = [&](std::size_t leaf) {
    std::vector<std::int64_t> content = {problem.volumes[leaf]};
    for (const std::uint32_t e : AllById(problem)) {
      const Offer* offer = OfferOf(problem, e, leaf);
      const std::int64_t limit =
          offer == nullptr
              ? 0
              : std::min({offer->capacity, problem.candidates.capacity[e], problem.volumes[leaf]});
      content.push_back(offer == nullptr ? 0 : offer->merit);
      content.push_back(limit);
    }
    return content;
  };
  std::vector<std::size_t> order(problem.volumes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, key);
  return order;
}

TEST(AmountsTest, AreTheBestAndOfTheseTheLexicographicallyLargest) {
  int feasible = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const Problem problem = TinyProblem(seed);
    const std::vector<std::size_t> order = LeavesInOrder(problem);
    const auto [gain, table] = TryAll(problem, order).Run();
    const auto found = BestAmounts(problem, std::vector<std::uint32_t>{2, 0, 1});
    ASSERT_EQ(found.has_value(), !table.empty()) << "seed " << seed << '\n' << Describe(problem);
    if (!found) continue;
    ++feasible;
    EXPECT_EQ(found->objective, gain) << "seed " << seed;
    Table got(table.size());
    for (const Amount& part : found->amounts) {
      const auto row = std::ranges::find(found->members, part.candidate) - found->members.begin();
      const auto column = std::ranges::find(order, std::size_t{part.leaf}) - order.begin();
      got[static_cast<std::size_t>(row) * order.size() + static_cast<std::size_t>(column)] =
          part.amount;
    }
    EXPECT_EQ(got, table) << "seed " << seed << '\n' << Describe(problem);
  }
  EXPECT_GT(feasible, 200);
}

TEST(AmountsTest, EvaluateAgreesWithTheModelOnSetsOfEverySize) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    Problem problem = RandomProblem(seed, {.max_leaves = 16, .max_candidates = 8});
    problem.max_members = kMaxMembers;
    const std::vector<std::uint32_t> members = AllById(problem);
    const auto found = Evaluate(problem, members);
    const auto model = ModelObjective(problem, members);
    ASSERT_EQ(found.has_value(), model.has_value()) << "seed " << seed;
    if (!found) continue;
    EXPECT_EQ(found->objective, *model) << "seed " << seed;
  }
}

}  // namespace
}  // namespace sambyd::consortium
