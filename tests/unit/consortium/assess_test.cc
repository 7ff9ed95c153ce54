#include "lib/consortium/assess.h"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "lib/consortium/candidates.h"
#include "lib/consortium/evaluate.h"
#include "lib/consortium/subproblem.h"
#include "tests/unit/consortium/lot_fixture.h"

namespace sambyd::consortium {
namespace {

using domain::ThresholdPolicy;

std::vector<ReadingOutlook> Assess(std::vector<market::Enterprise> rows, const LotQuery& query) {
  auto outlooks = AssessReservation(market::View::Build(std::move(rows)), query, {});
  EXPECT_TRUE(outlooks.ok()) << outlooks.status();
  return *std::move(outlooks);
}

constexpr std::size_t kAggregate = 0;
constexpr std::size_t kPerMember = 1;
constexpr std::size_t kOpen = 3;

TEST(AssessTest, ReservationCanLeaveOneConsortiumWhereTheOpenLotHasMany) {
  const auto outlooks =
      Assess({Firm("social", {10, 5}, {{kCleaning, 100}}), Firm("x", {10, 0}, {{kCleaning, 100}}),
              Firm("y", {10, 0}, {{kCleaning, 100}})},
             Lot({{kCleaning, 100}}, ThresholdPolicy::kNone));
  ASSERT_EQ(outlooks.size(), 4);
  EXPECT_EQ(outlooks[kPerMember].outlook, Outlook::kSingleConsortium);
  EXPECT_EQ(outlooks[kPerMember].disjoint_bound, 1);
  EXPECT_EQ(outlooks[kPerMember].consortia, 1);
  EXPECT_TRUE(outlooks[kPerMember].all_counted);
  EXPECT_EQ(outlooks[kPerMember].candidates, 1);
  EXPECT_EQ(outlooks[kOpen].candidates, 3);
  EXPECT_EQ(outlooks[kOpen].outlook, Outlook::kCompetitionLikely);
  EXPECT_EQ(outlooks[kOpen].disjoint.size(), 3);
  EXPECT_EQ(outlooks[kOpen].disjoint_bound, 3);
}

TEST(AssessTest, ALeafThatNobodyDoesIsNotCoveredAndTheBottleneck) {
  LotQuery query = Lot({{kCleaning, 100}, {kGardening, 100}}, ThresholdPolicy::kAggregate);
  auto gardener = Firm("b", {10, 5}, {{kGardening, 100}});
  gardener.capabilities[0].places = {At("DK01")};
  const auto outlooks = Assess({Firm("a", {10, 5}, {{kCleaning, 100}}), gardener}, query);
  const ReadingOutlook& aggregate = outlooks[kAggregate];
  EXPECT_EQ(aggregate.outlook, Outlook::kNotCovered);
  EXPECT_EQ(aggregate.bottleneck, 1);
  EXPECT_EQ(aggregate.leaves[1].able, 0);
  EXPECT_EQ(aggregate.leaves[1].able_anywhere, 1);
  EXPECT_EQ(aggregate.disjoint_bound, 0);
}

TEST(AssessTest, AnUnknownValueStaysUnknown) {
  const auto outlooks =
      Assess({Firm("a", {10, 5}, {{kCleaning, 100}}), Firm("b", {10, 5}, {{kCleaning, 100}})},
             Lot({{kCleaning, {}}}, ThresholdPolicy::kAggregate));
  EXPECT_EQ(outlooks[kAggregate].disjoint.size(), 2);
  EXPECT_EQ(outlooks[kAggregate].outlook, Outlook::kUnknown);
}

TEST(AssessTest, UnknownCapacitiesAreNoCompetition) {
  auto vague = Firm("b", {10, 5}, {{kCleaning, 100}});
  vague.capabilities[0].yearly = market::Capacity::Unknown();
  const auto outlooks = Assess({Firm("a", {10, 5}, {{kCleaning, 100}}), vague},
                               Lot({{kCleaning, 100}}, ThresholdPolicy::kAggregate));
  EXPECT_EQ(outlooks[kAggregate].disjoint.size(), 2);
  EXPECT_EQ(outlooks[kAggregate].outlook, Outlook::kUnknown);
}

TEST(AssessTest, SpecialistsAreTakenFirstWhereTheBestWouldUseUpWhoIsScarce) {
  // Best first takes `both` alone, which leaves a gardener without a cleaner.
  LotQuery query = Lot({{kCleaning, 100}, {kGardening, 100}}, ThresholdPolicy::kNone);
  const auto outlooks = Assess(
      {Firm("both", {10, 5}, {{kCleaning, 200, 900}, {kGardening, 200}}),
       Firm("c", {10, 5}, {{kCleaning, 100, 1000}}), Firm("g", {10, 5}, {{kGardening, 100, 0}})},
      query);
  EXPECT_EQ(outlooks[kOpen].disjoint.size(), 2);
  EXPECT_EQ(outlooks[kOpen].outlook, Outlook::kCompetitionLikely);
}

// Whoever is taken first: a and b together do the lot and leave c and d too little.
std::vector<market::Enterprise> TwoLargeAndTwoSmall() {
  return {Firm("a", {10, 5}, {{kCleaning, 60}}), Firm("b", {10, 5}, {{kCleaning, 60}}),
          Firm("c", {10, 5}, {{kCleaning, 40}}), Firm("d", {10, 5}, {{kCleaning, 40}})};
}

TEST(AssessTest, TwoConsortiaThatShareNobodyAreNeverASingleOne) {
  const auto outlooks =
      Assess(TwoLargeAndTwoSmall(), Lot({{kCleaning, 100}}, ThresholdPolicy::kNone));
  for (const ReadingOutlook& reading : outlooks) {
    EXPECT_EQ(reading.outlook, Outlook::kCompetitionLikely);
    EXPECT_EQ(reading.disjoint.size(), 2);
  }
}

TEST(AssessTest, ASingleConsortiumIsNotClaimedFromALimitOfOne) {
  AssessmentLimits one;
  one.disjoint = 1;
  for (const int listed : {1, 50}) {
    one.consortia = listed;
    const auto outlooks = *AssessReservation(market::View::Build(TwoLargeAndTwoSmall()),
                                             Lot({{kCleaning, 100}}, ThresholdPolicy::kNone), one);
    EXPECT_EQ(outlooks[kOpen].outlook, Outlook::kUnknown);
    EXPECT_EQ(outlooks[kOpen].disjoint.size(), 1);
  }
}

TEST(AssessTest, ASearchThatEndsEarlySaysUnknownOrTheTruth) {
  constexpr unsigned kSeed = 3;
  AssessmentLimits stopped;
  stopped.search.stop = [] { return true; };
  stopped.search.max_nodes = 0;
  for (unsigned round = 0; round < 20; ++round) {
    std::mt19937 random(kSeed + round);
    const auto view = market::View::Build(testing::RandomMarket(kSeed + round, 200, 8));
    const LotQuery query = RandomLot(random, 8, 3);
    const auto truth = *AssessReservation(view, query, {});
    const auto early = *AssessReservation(view, query, stopped);
    for (std::size_t i = 0; i < truth.size(); ++i) {
      if (early[i].outlook == Outlook::kUnknown) continue;
      EXPECT_EQ(early[i].outlook, truth[i].outlook) << "seed " << kSeed + round;
    }
  }
}

// The largest number of disjoint feasible groups of up to two members.
std::size_t MostDisjointPairs(const Problem& problem) {
  std::vector<std::vector<std::uint32_t>> groups;
  const auto size = static_cast<std::uint32_t>(problem.candidates.size());
  for (std::uint32_t a = 0; a < size; ++a) {
    if (Evaluate(problem, std::vector{a})) groups.push_back({a});
    for (std::uint32_t b = a + 1; b < size; ++b) {
      if (Evaluate(problem, std::vector{a, b})) groups.push_back({a, b});
    }
  }
  std::size_t most = 0;
  const auto extend = [&](auto&& self, std::size_t from, std::set<std::uint32_t> used,
                          std::size_t count) -> void {
    most = std::max(most, count);
    for (std::size_t i = from; i < groups.size() && most < 5; ++i) {
      if (std::ranges::any_of(groups[i], [&](auto m) { return used.contains(m); })) continue;
      std::set<std::uint32_t> more = used;
      more.insert(groups[i].begin(), groups[i].end());
      self(self, i + 1, std::move(more), count + 1);
    }
  };
  extend(extend, 0, {}, 0);
  return std::min<std::size_t>(most, 5);
}

TEST(AssessTest, TheTrueNumberOfDisjointConsortiaLiesBetweenFoundAndBound) {
  constexpr unsigned kSeed = 1234;
  constexpr std::size_t kCodes = 10;
  int exact = 0;
  int readings = 0;
  for (unsigned round = 0; round < 40; ++round) {
    std::mt19937 random(kSeed + round);
    LotQuery query = RandomLot(random, kCodes, 2);
    query.max_members = 2;
    const auto view = market::View::Build(testing::RandomMarket(kSeed + round, 60, kCodes));
    const auto outlooks = *AssessReservation(view, query, {});
    for (const ReadingOutlook& reading : outlooks) {
      LotQuery read = query;
      read.policy = reading.policy;
      const Pool pool = *BuildPool(view, read);
      if (pool.problem.candidates.size() > 14) continue;
      const std::size_t most = MostDisjointPairs(pool.problem);
      EXPECT_LE(reading.disjoint.size(), most) << "seed " << kSeed + round;
      EXPECT_GE(static_cast<std::size_t>(reading.disjoint_bound), most) << "seed " << kSeed + round;
      std::set<std::string> members;
      for (const DisjointGroup& group : reading.disjoint) {
        for (const std::string& id : group.members) EXPECT_TRUE(members.insert(id).second);
      }
      exact += reading.disjoint.size() == most ? 1 : 0;
      ++readings;
    }
  }
  EXPECT_GT(readings, 60);
  EXPECT_GT(10 * exact, 9 * readings);  // one after the other is nearly always the most
}

TEST(AssessTest, TheOutlookOfScarceCapacitiesIsThatOfEnumeration) {
  constexpr unsigned kSeed = 77;
  int single = 0;
  for (unsigned round = 0; round < 200; ++round) {
    std::mt19937 random(kSeed + round);
    std::vector<market::Enterprise> rows;
    for (const char* id : {"a", "b", "c", "d", "e"}) {
      const auto yearly = static_cast<std::int64_t>(5 + random() % 70);
      rows.push_back(Firm(id, {10, 5}, {{kCleaning, yearly, static_cast<int>(random() % 1001)}}));
    }
    LotQuery query = Lot({{kCleaning, 100}}, ThresholdPolicy::kNone);
    query.max_members = 2;
    const auto view = market::View::Build(std::move(rows));
    const ReadingOutlook open = (*AssessReservation(view, query, {}))[kOpen];
    const std::size_t most = MostDisjointPairs(BuildPool(view, query)->problem);
    const Outlook truth = most == 0   ? Outlook::kNotCovered
                          : most == 1 ? Outlook::kSingleConsortium
                                      : Outlook::kCompetitionLikely;
    EXPECT_EQ(open.outlook, truth) << "seed " << kSeed + round;
    single += most == 1 ? 1 : 0;
  }
  EXPECT_GT(single, 20);
}

}  // namespace
}  // namespace sambyd::consortium
