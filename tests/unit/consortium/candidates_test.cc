#include "lib/consortium/candidates.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "lib/consortium/solver.h"
#include "tests/unit/consortium/lot_fixture.h"

namespace sambyd::consortium {
namespace {

using domain::ThresholdPolicy;

Pool PoolOf(std::vector<market::Enterprise> rows, const LotQuery& query) {
  auto pool = BuildPool(market::View::Build(std::move(rows)), query);
  EXPECT_TRUE(pool.ok()) << pool.status();
  EXPECT_TRUE(Validate(pool->problem).ok()) << Validate(pool->problem);
  return *std::move(pool);
}

TEST(CandidatesTest, AnInvalidQueryIsRefused) {
  EXPECT_FALSE(BuildPool(market::View::Build({}), LotQuery()).ok());
}

TEST(CandidatesTest, AnEmptyMarketGivesAProblemWithoutCandidates) {
  const Pool pool = PoolOf({}, Lot({{kCleaning, 100}}, ThresholdPolicy::kAggregate));
  EXPECT_EQ(pool.problem.candidates.size(), 0);
  EXPECT_EQ(Solve(pool.problem, {}).status, SolveStatus::kInfeasible);
}

TEST(CandidatesTest, UnknownWorkforceIsACandidateWhereNothingIsReservedOnly) {
  const std::vector<market::Enterprise> rows = {Firm("a", {}, {{kCleaning, 1000}}),
                                                Firm("b", {10, 3}, {{kCleaning, 1000}})};
  const Pool open = PoolOf(rows, Lot({{kCleaning, 100}}, ThresholdPolicy::kNone));
  ASSERT_EQ(open.problem.candidates.size(), 2);
  EXPECT_EQ(open.matches.matches[0].workforce.headcount, 0);
  for (const auto policy :
       {ThresholdPolicy::kAggregate, ThresholdPolicy::kPerMember, ThresholdPolicy::kLeadOnly}) {
    const Pool reserved = PoolOf(rows, Lot({{kCleaning, 100}}, policy));
    ASSERT_EQ(reserved.problem.candidates.size(), 1);
    EXPECT_EQ(reserved.problem.candidates.ids[0], "b");
  }
}

TEST(CandidatesTest, MainAimIsAskedForInReservedLotsOnly) {
  market::Enterprise row = Firm("a", {10, 3}, {{kCleaning, 1000}});
  row.main_aim = false;
  LotQuery query = Lot({{kCleaning, 100}}, ThresholdPolicy::kPerMember);
  EXPECT_EQ(PoolOf({row}, query).problem.candidates.size(), 0);
  query.require_main_aim = false;
  EXPECT_EQ(PoolOf({row}, query).problem.candidates.size(), 1);
  EXPECT_EQ(
      PoolOf({row}, Lot({{kCleaning, 100}}, ThresholdPolicy::kNone)).problem.candidates.size(), 1);
}

TEST(CandidatesTest, CapacitiesAreTestedWhereTheVolumeIsKnown) {
  market::Enterprise row = Firm("a", {10, 3}, {{kCleaning, 10}, {kGardening, 20}});
  row.yearly = market::Capacity::Of(25);
  LotQuery query = Lot({{kCleaning, 100}, {kGardening, 100}}, ThresholdPolicy::kNone);
  Pool pool = PoolOf({row}, query);
  EXPECT_EQ(pool.problem.candidates.capacity[0], 25);
  EXPECT_EQ(pool.problem.candidates.offers[0].capacity, 10);
  EXPECT_EQ(pool.problem.candidates.offers[1].capacity, 20);
  query.leaves[1].yearly_volume.reset();
  pool = PoolOf({row}, query);
  EXPECT_EQ(pool.problem.candidates.capacity[0], kUnlimited);
  EXPECT_EQ(pool.problem.candidates.offers[0].capacity, 10);
  EXPECT_EQ(pool.problem.candidates.offers[1].capacity, kUnlimited);
  EXPECT_EQ(pool.volume_known, (std::vector<bool>{true, false}));
}

TEST(CandidatesTest, UnknownCapacityCountsAsUnlimited) {
  market::Enterprise row = Firm("a", {10, 3}, {{kCleaning, 10}});
  row.yearly = market::Capacity::Unknown();
  row.capabilities[0].yearly = market::Capacity::Unknown();
  const Pool pool = PoolOf({row}, Lot({{kCleaning, 100}}, ThresholdPolicy::kNone));
  EXPECT_EQ(pool.problem.candidates.capacity[0], kUnlimited);
  EXPECT_EQ(pool.problem.candidates.offers[0].capacity, kUnlimited);
}

TEST(CandidatesTest, CertificatesOfEveryMemberSiftTheOthersAreBits) {
  market::Enterprise with_all = Firm("a", {10, 3}, {{kCleaning, 1000}});
  with_all.certificates = {{"ISO 9001"}, {"APV"}};
  market::Enterprise lapsed = Firm("b", {10, 3}, {{kCleaning, 1000}});
  lapsed.certificates = {{"ISO 9001", testing::kToday - std::chrono::days(1)}};
  LotQuery query = Lot({{kCleaning, 100}}, ThresholdPolicy::kNone);
  query.certificates_all = {"ISO 9001"};
  query.certificates_any = {"Svanemærket", "APV"};
  const Pool pool = PoolOf({with_all, lapsed}, query);
  ASSERT_EQ(pool.problem.candidates.size(), 1);
  EXPECT_EQ(pool.problem.candidates.certificates[0], 0b10);
  EXPECT_EQ(pool.problem.certificates_any, 0b11);
}

TEST(CandidatesTest, RandomPoolsAreValidAndDoNotDependOnTheOrderOfRows) {
  constexpr unsigned kSeed = 4711;
  constexpr std::size_t kCodes = 60;
  for (unsigned round = 0; round < 40; ++round) {
    std::mt19937 random(kSeed + round);
    std::vector<market::Enterprise> rows = testing::RandomMarket(kSeed + round, 500, kCodes);
    const LotQuery query = RandomLot(random, kCodes, 16);
    const Pool pool = PoolOf(rows, query);
    std::ranges::shuffle(rows, random);
    const Pool again = PoolOf(rows, query);
    EXPECT_EQ(pool.problem.candidates.ids, again.problem.candidates.ids) << kSeed + round;
    EXPECT_EQ(pool.problem.candidates.first_offer, again.problem.candidates.first_offer);
    EXPECT_TRUE(std::ranges::is_sorted(pool.problem.candidates.ids));
    for (std::size_t i = 0; i < pool.matches.offers.size(); ++i) {
      EXPECT_EQ(pool.problem.candidates.offers[i].leaf, pool.matches.offers[i].need);
      EXPECT_EQ(pool.problem.candidates.offers[i].merit, pool.matches.offers[i].merit);
      EXPECT_EQ(pool.problem.candidates.offers[i].merit, again.problem.candidates.offers[i].merit);
    }
  }
}

}  // namespace
}  // namespace sambyd::consortium
