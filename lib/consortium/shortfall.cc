#include "lib/consortium/shortfall.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <utility>

#include "lib/consortium/evaluate.h"
#include "lib/consortium/requirement.h"

namespace sambyd::consortium {
namespace {

constexpr int kNearMisses = 20;

// The sum of the `count` largest.
std::int64_t SumOfLargest(std::vector<std::int64_t> amounts, std::size_t count) {
  count = std::min(count, amounts.size());
  std::ranges::partial_sort(amounts, amounts.begin() + static_cast<std::ptrdiff_t>(count),
                            std::greater<>());
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += amounts[i];
  return sum;
}

// A bound that needs no search: what the largest capacities at one leaf, or over all leaves that
// must be done, leave open.
std::int64_t LeastShortfall(const Problem& problem, const std::vector<std::uint8_t>& leaves) {
  const Candidates& candidates = problem.candidates;
  const auto members = static_cast<std::size_t>(problem.max_members);
  std::vector<std::vector<std::int64_t>> at_leaf(problem.volumes.size());
  std::vector<std::int64_t> over_all;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    std::int64_t whole = 0;
    for (const Offer& offer : candidates.offers_of(c)) {
      if (!std::ranges::count(leaves, offer.leaf)) continue;
      const std::int64_t most =
          std::min({offer.capacity, problem.volumes[offer.leaf], candidates.capacity[c]});
      at_leaf[offer.leaf].push_back(most);
      whole += most;
    }
    over_all.push_back(std::min(whole, candidates.capacity[c]));
  }
  std::int64_t shortfall = -SumOfLargest(std::move(over_all), members);
  std::int64_t at_worst_leaf = 0;
  for (const std::uint8_t leaf : leaves) {
    const std::int64_t volume = problem.volumes[leaf];
    shortfall += volume;
    at_worst_leaf =
        std::max(at_worst_leaf, volume - SumOfLargest(std::move(at_leaf[leaf]), members));
  }
  return std::max(shortfall, at_worst_leaf);
}

// The problem with a filler for every leaf: what the best answer leaves to it of `leaves` is what
// the others are short of.
Problem WithFiller(const Problem& problem, const std::vector<std::uint8_t>& leaves) {
  Problem filled = problem;
  filled.role_min_bp = 0;
  filled.member_cost = 0;
  std::vector<std::uint8_t> all(problem.volumes.size());
  std::iota(all.begin(), all.end(), std::uint8_t{0});
  AddFiller(filled, all);
  const std::size_t fillers_first = problem.candidates.offers.size();
  for (std::size_t i = 0; i < filled.candidates.offers.size(); ++i) {
    Offer& offer = filled.candidates.offers[i];
    const bool missed = i >= fillers_first && std::ranges::count(leaves, offer.leaf) > 0;
    offer.merit = missed ? 0 : kMaxMerit;
  }
  return filled;
}

// A member that carries nothing would be of no use.
bool EveryMemberWorks(const Problem& problem) {
  return problem.role_min_bp <= 1 && problem.certificates_any == 0 &&
         (problem.policy == domain::ThresholdPolicy::kNone ||
          problem.policy == domain::ThresholdPolicy::kPerMember);
}

// The same lot, each candidate being as good as its share of special terms.
Problem RankedByShare(const Problem& problem) {
  Problem ranked = problem;
  for (std::size_t c = 0; c < problem.candidates.size(); ++c) {
    const domain::Workforce workforce = problem.candidates.workforce[c];
    const auto merit =
        static_cast<std::int16_t>(kMaxMerit * workforce.special / workforce.headcount);
    for (std::uint32_t i = problem.candidates.first_offer[c];
         i < problem.candidates.first_offer[c + 1]; ++i) {
      ranked.candidates.offers[i].merit = merit;
    }
  }
  return ranked;
}

ShareShortfall ShortfallOf(const Problem& problem, const Consortium& group) {
  ShareShortfall shortfall;
  std::vector<domain::Workforce> workforce;
  for (const std::uint32_t member : group.members) {
    workforce.push_back(problem.candidates.workforce[member]);
    shortfall.members.emplace_back(problem.candidates.ids[member]);
  }
  const ThresholdReading threshold = ExplainThreshold(workforce);
  shortfall.all = threshold.all;
  shortfall.reading = ReadingOf(threshold, problem.policy);
  return shortfall;
}

}  // namespace

std::optional<CapacityShortfall> MeasureCapacity(const Problem& problem,
                                                 const std::vector<std::uint8_t>& leaves,
                                                 const SolveFunction& solve) {
  CapacityShortfall shortfall{.oere = LeastShortfall(problem, leaves)};
  if (problem.max_members < kMaxMembers) {
    const Solution solution = solve(WithFiller(problem, leaves), 1, /*ties=*/false);
    if (solution.bound) {
      const std::int64_t carried = *solution.bound / kMaxMerit;
      shortfall.oere = std::max(shortfall.oere, TotalVolume(problem) - carried);
      shortfall.exact = solution.status == SolveStatus::kOptimal && EveryMemberWorks(problem);
    }
  }
  if (shortfall.oere <= 0) return std::nullopt;
  return shortfall;
}

std::vector<Consortium> FindNearMisses(const Problem& problem, int top,
                                       const SolveFunction& solve) {
  Problem open = problem;
  open.policy = domain::ThresholdPolicy::kNone;
  std::vector<Consortium> groups = solve(open, top, /*ties=*/true).top;
  for (const Consortium& found : solve(RankedByShare(open), top, /*ties=*/true).top) {
    if (std::ranges::find(groups, found.members, &Consortium::members) != groups.end()) continue;
    if (auto group = Evaluate(open, found.members)) groups.push_back(*std::move(group));
  }
  return groups;
}

std::optional<ShareShortfall> MeasureShare(const Problem& problem, const SolveFunction& solve) {
  std::optional<ShareShortfall> nearest;
  for (const Consortium& group : FindNearMisses(problem, kNearMisses, solve)) {
    ShareShortfall shortfall = ShortfallOf(problem, group);
    if (!nearest || shortfall.reading.special_to_hire < nearest->reading.special_to_hire) {
      nearest = std::move(shortfall);
    }
  }
  return nearest;
}

}  // namespace sambyd::consortium
