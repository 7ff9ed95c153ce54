#include "lib/consortium/partners.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "lib/consortium/candidates.h"
#include "lib/consortium/subproblem.h"
#include "tests/unit/consortium/lot_fixture.h"

namespace sambyd::consortium {
namespace {

using domain::ThresholdPolicy;

TEST(PartnersTest, TheEnterpriseIsInEveryGroupThoughOthersAreBetter) {
  const auto view = market::View::Build({Firm("me", {10, 0}, {{kCleaning, 100, 1}}),
                                         Firm("rival", {10, 5}, {{kCleaning, 100, 1000}}),
                                         Firm("social", {10, 6}, {{kGardening, 100}})});
  std::vector<LotQuery> lots = {
      Lot({{kCleaning, 100}, {kGardening, 100}}, ThresholdPolicy::kAggregate),
      Lot({{kGardening, 100}}, ThresholdPolicy::kAggregate)};
  lots[0].max_members = 2;
  const auto found = SuggestPartners(view, "me", lots, {.top = 5});
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->size(), 2);
  EXPECT_EQ((*found)[0].own_leaves, std::vector<std::uint8_t>{0});
  EXPECT_EQ((*found)[0].status, SolveStatus::kOptimal);
  ASSERT_GE((*found)[0].groups.size(), 1);
  EXPECT_EQ((*found)[0].groups[0].members, (std::vector<std::string>{"me", "social"}));
  EXPECT_TRUE((*found)[1].own_leaves.empty());
  EXPECT_TRUE((*found)[1].groups.empty());
}

TEST(PartnersTest, AnInvalidLotIsNamed) {
  EXPECT_FALSE(SuggestPartners(market::View::Build({}), "me", {LotQuery()}, {}).ok());
}

// The best consortium with the enterprise among all groups of up to three.
std::optional<std::int64_t> BestWith(const Pool& pool, std::uint32_t own) {
  std::optional<std::int64_t> best;
  const auto look = [&](std::vector<std::uint32_t> members) {
    const auto found = Evaluate(pool.problem, members);
    if (found) best = std::max(best.value_or(found->objective), found->objective);
  };
  const auto size = static_cast<std::uint32_t>(pool.problem.candidates.size());
  look({own});
  for (std::uint32_t a = 0; a < size; ++a) {
    if (a == own) continue;
    look({own, a});
    for (std::uint32_t b = a + 1; b < size; ++b) {
      if (b != own) look({own, a, b});
    }
  }
  return best;
}

TEST(PartnersTest, TheFirstGroupIsTheBestOfAllWithTheEnterprise) {
  constexpr unsigned kSeed = 8;
  constexpr std::size_t kCodes = 10;
  int compared = 0;
  for (unsigned round = 0; round < 100; ++round) {
    std::mt19937 random(kSeed + round);
    LotQuery query = RandomLot(random, kCodes, 3);
    query.max_members = 3;
    const auto view = market::View::Build(testing::RandomMarket(kSeed + round, 90, kCodes));
    const Pool pool = *BuildPool(view, query);
    if (pool.problem.candidates.size() == 0) continue;
    const auto own = static_cast<std::uint32_t>(random() % pool.problem.candidates.size());
    const auto found = *SuggestPartners(view, pool.problem.candidates.ids[own], {query}, {});
    const auto best = BestWith(pool, own);
    ASSERT_EQ(found[0].groups.empty(), !best.has_value()) << "seed " << kSeed + round;
    if (!best) continue;
    EXPECT_EQ(found[0].groups[0].objective, *best) << "seed " << kSeed + round;
    ++compared;
  }
  EXPECT_GT(compared, 15);
}

}  // namespace
}  // namespace sambyd::consortium
