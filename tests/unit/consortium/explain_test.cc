#include "lib/consortium/explain.h"

#include <random>

#include <gtest/gtest.h>

#include "lib/consortium/solver.h"
#include "tests/unit/consortium/lot_fixture.h"

namespace sambyd::consortium {
namespace {

using domain::ThresholdPolicy;
using testing::kToday;

struct Answer {
  LotQuery query;
  Pool pool;
  Solution solution;

  Explanation Explained(std::size_t place = 0,
                        const std::vector<DeclaredConsortium>& declared = {}) const {
    return Explain(pool, query, solution.top.at(place), declared);
  }
};

Answer Ask(std::vector<market::Enterprise> rows, const LotQuery& query, int top = 1) {
  Answer answer;
  answer.query = query;
  answer.pool = *BuildPool(market::View::Build(std::move(rows)), query);
  answer.solution = Solve(answer.pool.problem, {.top = top});
  return answer;
}

// Two that need each other: `a` cleans, `b` gardens.
std::vector<market::Enterprise> CleanerAndGardener() {
  return {Firm("a", {10, 4}, {{kCleaning, 1000, 800}}),
          Firm("b", {20, 5}, {{kGardening, 1000, 600}})};
}

LotQuery CleaningAndGardening(ThresholdPolicy policy) {
  return Lot({{kCleaning, 300}, {kGardening, 700}}, policy);
}

std::vector<FlagKind> Kinds(const Explanation& explanation) {
  std::vector<FlagKind> kinds;
  for (const Flag& flag : explanation.flags) kinds.push_back(flag.kind);
  return kinds;
}

TEST(ExplainTest, SaysWhoDoesWhatForHowMuch) {
  const Answer answer =
      Ask(CleanerAndGardener(), CleaningAndGardening(ThresholdPolicy::kAggregate));
  const Explanation explanation = answer.Explained();
  ASSERT_EQ(explanation.members.size(), 2);
  const MemberExplanation& cleaner = explanation.members[0];
  EXPECT_EQ(cleaner.id, "a");
  ASSERT_EQ(cleaner.roles.size(), 1);
  EXPECT_EQ(cleaner.roles[0].leaf, 0);
  EXPECT_EQ(cleaner.roles[0].amount, 300);
  EXPECT_EQ(cleaner.roles[0].parts,
            (market::MeritParts{
                .cpv_fit = 1000, .quality = 800, .delivery_reliability = 500, .proximity = 1000}));
  EXPECT_EQ(cleaner.roles[0].merit, 850);  // (40·1000 + 25·800 + 20·500 + 15·1000) / 100
  EXPECT_EQ(cleaner.roles[0].offered, Cpv(kCleaning));
  EXPECT_EQ(explanation.merit.quality, 660);  // (300·800 + 700·600) / 1000
  EXPECT_EQ(explanation.total_volume, 1000);
  EXPECT_EQ(explanation.coordination_cost, 25 * 1000);
  EXPECT_EQ(explanation.objective, 300 * 850 + 700 * 800 - 25 * 1000);
  EXPECT_EQ(explanation.capacity, Verdict::kPass);
}

TEST(ExplainTest, TheLargestAmountLeadsButWithLeadOnlyAmongThoseThatQualify) {
  for (const auto policy : {ThresholdPolicy::kNone, ThresholdPolicy::kAggregate}) {
    const Explanation explanation =
        Ask(CleanerAndGardener(), CleaningAndGardening(policy)).Explained();
    EXPECT_FALSE(explanation.members[0].leads);
    EXPECT_TRUE(explanation.members[1].leads);
  }
  const Explanation lead_only =
      Ask(CleanerAndGardener(), CleaningAndGardening(ThresholdPolicy::kLeadOnly)).Explained();
  EXPECT_TRUE(lead_only.members[0].leads);  // 4 of 10; the other has 5 of 20
  EXPECT_EQ(lead_only.members[1].meets_share, Verdict::kFail);
}

TEST(ExplainTest, OfEqualAmountsTheSmallestIdLeads) {
  const Explanation explanation =
      Ask(CleanerAndGardener(),
          Lot({{kCleaning, 500}, {kGardening, 500}}, ThresholdPolicy::kAggregate))
          .Explained();
  EXPECT_TRUE(explanation.members[0].leads);
}

TEST(ExplainTest, AllReadingsAreGivenWhicheverWasAskedFor) {
  const Explanation explanation =
      Ask(CleanerAndGardener(), CleaningAndGardening(ThresholdPolicy::kAggregate)).Explained();
  EXPECT_EQ(explanation.threshold.all.headcount, 30);
  EXPECT_EQ(explanation.threshold.all.special, 9);
  EXPECT_EQ(explanation.threshold.aggregate.verdict, Verdict::kPass);
  EXPECT_EQ(explanation.threshold.per_member.verdict, Verdict::kFail);
  EXPECT_EQ(explanation.threshold.lead_only.verdict, Verdict::kPass);
}

TEST(ExplainTest, TheMainAimIsThatOfAll) {
  auto rows = CleanerAndGardener();
  LotQuery query = CleaningAndGardening(ThresholdPolicy::kAggregate);
  query.require_main_aim = false;
  EXPECT_TRUE(Ask(rows, query).Explained().main_aim);
  rows[1].main_aim = false;
  EXPECT_FALSE(Ask(rows, query).Explained().main_aim);
}

TEST(ExplainTest, CapacityThatIsNotKnownIsNeverAPass) {
  auto rows = CleanerAndGardener();
  rows[1].capabilities[0].yearly = market::Capacity::Unknown();
  EXPECT_EQ(Ask(rows, CleaningAndGardening(ThresholdPolicy::kNone)).Explained().capacity,
            Verdict::kUnknown);
  const Explanation no_value =
      Ask(CleanerAndGardener(), Lot({{kCleaning, 300}, {kGardening, {}}}, ThresholdPolicy::kNone))
          .Explained();
  EXPECT_EQ(no_value.capacity, Verdict::kUnknown);
  EXPECT_EQ(no_value.unknown_volumes, (std::vector<std::uint8_t>{1}));
}

TEST(ExplainTest, TheFirstStatementToLapseInThePeriodIsNamed) {
  auto rows = CleanerAndGardener();
  rows[0].workforce_valid_until = kToday + std::chrono::days(100);
  LotQuery query = CleaningAndGardening(ThresholdPolicy::kAggregate);
  EXPECT_FALSE(Ask(rows, query).Explained().evidence_lapses.has_value());
  query.leaves[1].period = {kToday, kToday + std::chrono::days(101)};
  EXPECT_EQ(Ask(rows, query).Explained().evidence_lapses, kToday + std::chrono::days(101));
  query.leaves[1].period = {kToday, kToday + std::chrono::days(100)};
  EXPECT_FALSE(Ask(rows, query).Explained().evidence_lapses.has_value());
}

TEST(FlagsTest, ComplementaryMembersRaiseNoFlag) {
  const Answer answer =
      Ask(CleanerAndGardener(), CleaningAndGardening(ThresholdPolicy::kAggregate));
  EXPECT_TRUE(answer.Explained().flags.empty());
}

TEST(FlagsTest, AMemberWithCapacityForTheWholeLotIsFlaggedWhateverItsShare) {
  auto rows = CleanerAndGardener();
  rows[1] = Firm("b", {20, 5}, {{kGardening, 1000}, {kCleaning, 300}});
  const Answer answer = Ask(rows, CleaningAndGardening(ThresholdPolicy::kAggregate));
  const Explanation explanation = answer.Explained();
  ASSERT_EQ(Kinds(explanation),
            (std::vector{FlagKind::kMemberCanBidWhole, FlagKind::kHorizontalOverlap}));
  EXPECT_EQ(explanation.flags[0].members, std::vector<std::string>{"b"});
  EXPECT_EQ(explanation.flags[1].members, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(explanation.flags[1].leaves, std::vector<std::uint8_t>{0});
}

TEST(FlagsTest, CapacityThatIsNotKnownIsFlaggedAsNotKnown) {
  std::vector<market::Enterprise> rows = {Firm("a", {10, 5}, {{kCleaning, 100}}),
                                          Firm("b", {10, 5}, {{kCleaning, 100}})};
  const LotQuery query = Lot({{kCleaning, 100}}, ThresholdPolicy::kNone);
  const auto known = [](const Pool& pool, const LotQuery& asked) {
    const Consortium both{.objective = 0, .members = {0, 1}, .amounts = {{0, 0, 50}, {1, 0, 50}}};
    std::vector<bool> capacities;
    for (const Flag& flag : FindFlags(pool, asked, both, {})) {
      if (flag.kind > FlagKind::kCompetingOnLot) continue;
      capacities.push_back(flag.capacity_known);
    }
    return capacities;  // of a alone, of b alone, of both competing
  };
  EXPECT_EQ(known(*BuildPool(market::View::Build(rows), query), query),
            (std::vector{true, true, true}));
  rows[1].capabilities[0].yearly = market::Capacity::Unknown();
  EXPECT_EQ(known(*BuildPool(market::View::Build(rows), query), query),
            (std::vector{true, false, false}));
  rows[1].capabilities[0].yearly = market::Capacity::Of(100);
  rows[1].yearly = market::Capacity::Unknown();
  EXPECT_EQ(known(*BuildPool(market::View::Build(rows), query), query),
            (std::vector{true, false, false}));
  const LotQuery unvalued = Lot({{kCleaning, {}}}, ThresholdPolicy::kNone);
  EXPECT_EQ(known(*BuildPool(market::View::Build(rows), unvalued), unvalued),
            (std::vector{false, false, false}));
}

TEST(FlagsTest, OneOreTooLittleOverAllIsNoCapacityForTheWhole) {
  auto rows = CleanerAndGardener();
  rows[1] = Firm("b", {20, 5}, {{kGardening, 1000}, {kCleaning, 300}});
  rows[1].yearly = market::Capacity::Of(999);
  const Explanation explanation =
      Ask(rows, CleaningAndGardening(ThresholdPolicy::kAggregate)).Explained();
  EXPECT_EQ(Kinds(explanation), std::vector{FlagKind::kHorizontalOverlap});
}

TEST(FlagsTest, MembersThatCouldBidForDifferentLotsAloneCompete) {
  LotQuery query = CleaningAndGardening(ThresholdPolicy::kAggregate);
  query.leaves[1].biddable_lot = 1;
  const Explanation explanation = Ask(CleanerAndGardener(), query).Explained();
  ASSERT_EQ(Kinds(explanation), std::vector{FlagKind::kCompetingOnLot});
  EXPECT_FALSE(explanation.flags[0].high);
  EXPECT_EQ(explanation.flags[0].members, (std::vector<std::string>{"a", "b"}));
}

TEST(FlagsTest, MembersThatCouldBidForTheSameLotAloneCompeteHighly) {
  // Both can do it all, but only together do they meet the share.
  const Explanation explanation = Ask({Firm("a", {10, 10}, {{kCleaning, 1000}, {kGardening, 100}}),
                                       Firm("b", {20, 0}, {{kCleaning, 1000}, {kGardening, 1000}})},
                                      CleaningAndGardening(ThresholdPolicy::kAggregate))
                                      .Explained();
  ASSERT_GE(explanation.flags.size(), 1);
  EXPECT_EQ(explanation.flags[0].kind, FlagKind::kMemberCanBidWhole);
  LotQuery apart = CleaningAndGardening(ThresholdPolicy::kAggregate);
  apart.leaves[1].biddable_lot = 1;
  const Explanation competing = Ask({Firm("a", {10, 10}, {{kCleaning, 1000}, {kGardening, 100}}),
                                     Firm("b", {20, 0}, {{kCleaning, 1000}, {kGardening, 1000}})},
                                    apart)
                                    .Explained();
  const auto flag = std::ranges::find(competing.flags, FlagKind::kCompetingOnLot, &Flag::kind);
  ASSERT_NE(flag, competing.flags.end());
  EXPECT_TRUE(flag->high);
  EXPECT_EQ(flag->leaves, std::vector<std::uint8_t>{0});
}

TEST(FlagsTest, AMemberTheOthersCanDoWithoutIsSurplus) {
  // `b` makes the pair better, but `a` could bid alone.
  const Explanation explanation =
      Ask({Firm("a", {10, 4}, {{kCleaning, 1000, 0}, {kGardening, 1000, 0}}),
           Firm("b", {10, 0}, {{kGardening, 1000, 1000}})},
          CleaningAndGardening(ThresholdPolicy::kLeadOnly))
          .Explained();
  ASSERT_EQ(explanation.members.size(), 2);
  const auto flag = std::ranges::find(explanation.flags, FlagKind::kSurplusMember, &Flag::kind);
  ASSERT_NE(flag, explanation.flags.end());
  EXPECT_EQ(flag->members, std::vector<std::string>{"b"});
}

TEST(FlagsTest, TakingPartInAnotherConsortiumIsFlaggedButNotInTheSameOne) {
  const Answer answer =
      Ask(CleanerAndGardener(), CleaningAndGardening(ThresholdPolicy::kAggregate));
  const Explanation explanation = answer.Explained(
      0, {{"consortia/1", {"b", "c"}}, {"consortia/2", {"b", "a"}}, {"consortia/3", {"c", "d"}}});
  ASSERT_EQ(Kinds(explanation), std::vector{FlagKind::kCrossParticipation});
  EXPECT_EQ(explanation.flags[0].members, std::vector<std::string>{"b"});
  EXPECT_EQ(explanation.flags[0].other_consortium, "consortia/1");
}

TEST(ExplainTest, RandomExplanationsAddUp) {
  constexpr unsigned kSeed = 99;
  constexpr std::size_t kCodes = 25;
  int explained = 0;
  for (unsigned round = 0; round < 60; ++round) {
    std::mt19937 random(kSeed + round);
    const Answer answer =
        Ask(testing::RandomMarket(kSeed + round, 200, kCodes), RandomLot(random, kCodes, 4), 3);
    for (std::size_t place = 0; place < answer.solution.top.size(); ++place) {
      const Explanation e = answer.Explained(place);
      std::vector<std::int64_t> done(answer.query.leaves.size());
      std::int64_t gain = 0;
      int leads = 0;
      for (const MemberExplanation& member : e.members) {
        std::int64_t amount = 0;
        for (const Role& role : member.roles) {
          EXPECT_EQ(role.merit, market::Blend(answer.query.weights, role.parts));
          done[role.leaf] += role.amount;
          gain += role.amount * role.merit;
          amount += role.amount;
        }
        EXPECT_EQ(amount, member.amount);
        leads += member.leads ? 1 : 0;
      }
      EXPECT_EQ(leads, 1);
      EXPECT_EQ(done, answer.pool.problem.volumes) << "seed " << kSeed + round;
      EXPECT_EQ(e.objective, gain - e.coordination_cost) << "seed " << kSeed + round;
      EXPECT_EQ(ReadingOf(e.threshold, answer.query.policy).verdict, Verdict::kPass);
      ++explained;
    }
  }
  EXPECT_GT(explained, 20);
}

}  // namespace
}  // namespace sambyd::consortium
