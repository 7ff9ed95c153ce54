#include "lib/consortium/suggest.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "lib/consortium/shortfall.h"
#include "lib/consortium/subproblem.h"
#include "tests/unit/consortium/lot_fixture.h"

namespace sambyd::consortium {
namespace {

using domain::ThresholdPolicy;

Suggestions Suggest(std::vector<market::Enterprise> rows, const LotQuery& query,
                    const std::vector<std::string>& members) {
  auto suggestions =
      SuggestChanges(market::View::Build(std::move(rows)), query, members, 3, nullptr);
  EXPECT_TRUE(suggestions.ok()) << suggestions.status();
  return *std::move(suggestions);
}

const Change* Find(const Suggestions& suggestions, ChangeKind kind) {
  const auto found = std::ranges::find(suggestions.changes, kind, &Change::kind);
  return found == suggestions.changes.end() ? nullptr : &*found;
}

std::string Id(const Suggestions& suggestions, std::optional<std::uint32_t> candidate) {
  return std::string(suggestions.pool.problem.candidates.ids.at(candidate.value()));
}

// 20 of 73 is 27.4 %.
std::vector<market::Enterprise> NearMiss() {
  return {Firm("a", {40, 14}, {{kCleaning, 100}}), Firm("b", {33, 6}, {{kGardening, 100}}),
          Firm("c", {10, 6}, {{kGardening, 100}}), Firm("d", {10, 10}, {{kGardening, 10}})};
}

LotQuery CleaningAndGardening(ThresholdPolicy policy) {
  return Lot({{kCleaning, 100}, {kGardening, 100}}, policy);
}

TEST(SuggestTest, AGroupThatPassesNeedsNothing) {
  const Suggestions suggestions =
      Suggest(NearMiss(), CleaningAndGardening(ThresholdPolicy::kAggregate), {"a", "c"});
  EXPECT_TRUE(suggestions.passes);
  EXPECT_TRUE(suggestions.changes.empty());
}

TEST(SuggestTest, AShareJustBelowIsMendedInEachWay) {
  const Suggestions suggestions =
      Suggest(NearMiss(), CleaningAndGardening(ThresholdPolicy::kAggregate), {"b", "a"});
  ASSERT_FALSE(suggestions.passes);

  const Change* reading = Find(suggestions, ChangeKind::kOtherReading);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->reading, ThresholdPolicy::kLeadOnly);

  const Change* hire = Find(suggestions, ChangeKind::kHireSpecial);
  ASSERT_NE(hire, nullptr);
  ASSERT_EQ(hire->hires.size(), 1);
  EXPECT_EQ(hire->hires[0].special, 3);
  EXPECT_EQ(hire->hires[0].or_replace, 2);

  const Change* add = Find(suggestions, ChangeKind::kAddMember);
  ASSERT_NE(add, nullptr);
  EXPECT_EQ(IdsOf(suggestions.pool.problem, add->group.members).size(), 3);

  const Change* replace = Find(suggestions, ChangeKind::kReplaceMember);
  ASSERT_NE(replace, nullptr);
  EXPECT_EQ(Id(suggestions, replace->who), "b");
  EXPECT_EQ(Id(suggestions, replace->joins), "c");
  EXPECT_TRUE(std::ranges::is_sorted(suggestions.changes, {}, &Change::kind));
}

TEST(SuggestTest, WithPerMemberEachFailingMemberHires) {
  const Suggestions suggestions =
      Suggest({Firm("a", {10, 2}, {{kCleaning, 100}}), Firm("b", {7, 2}, {{kGardening, 100}})},
              CleaningAndGardening(ThresholdPolicy::kPerMember), {"a", "b"});
  const Change* hire = Find(suggestions, ChangeKind::kHireSpecial);
  ASSERT_NE(hire, nullptr);
  ASSERT_EQ(hire->hires.size(), 2);
  EXPECT_EQ(hire->hires[0].special, 2);  // 10·2 − 3·10 = −10, 7 for each
  EXPECT_EQ(hire->hires[1].special, 1);
  EXPECT_EQ(hire->size, 3);
}

TEST(SuggestTest, WithLeadOnlyTheNearestMemberHires) {
  const Suggestions suggestions =
      Suggest({Firm("a", {100, 2}, {{kCleaning, 100}}), Firm("b", {7, 2}, {{kGardening, 100}})},
              CleaningAndGardening(ThresholdPolicy::kLeadOnly), {"a", "b"});
  const Change* hire = Find(suggestions, ChangeKind::kHireSpecial);
  ASSERT_NE(hire, nullptr);
  ASSERT_EQ(hire->hires.size(), 1);
  EXPECT_EQ(Id(suggestions, hire->hires[0].member), "b");
}

TEST(SuggestTest, CapacityIsRaisedByWhatIsMissing) {
  auto rows = NearMiss();
  rows[0] = Firm("a", {40, 14}, {{kCleaning, 88}});
  rows[0].yearly = market::Capacity::Of(95);
  const Suggestions suggestions =
      Suggest(rows, CleaningAndGardening(ThresholdPolicy::kAggregate), {"a", "c"});
  const Change* raise = Find(suggestions, ChangeKind::kRaiseCapacity);
  ASSERT_NE(raise, nullptr);
  EXPECT_EQ(Id(suggestions, raise->who), "a");
  ASSERT_EQ(raise->raises.size(), 2);
  EXPECT_EQ(raise->raises[0].leaf, 0);
  EXPECT_EQ(raise->raises[0].from, 88);
  EXPECT_EQ(raise->raises[0].to, 100);
  EXPECT_FALSE(raise->raises[1].leaf.has_value());
  EXPECT_EQ(raise->raises[1].from, 95);
  EXPECT_EQ(raise->size, 12 + 5);
}

TEST(SuggestTest, ALeafTheGroupCannotDoIsMovedToOneWhoCan) {
  const Suggestions suggestions =
      Suggest(NearMiss(), CleaningAndGardening(ThresholdPolicy::kAggregate), {"a"});
  const Change* move = Find(suggestions, ChangeKind::kMoveLeaf);
  ASSERT_NE(move, nullptr);
  EXPECT_EQ(move->leaf, 1);
  EXPECT_EQ(move->size, 100);
  EXPECT_NE(Id(suggestions, move->joins), "d");  // has capacity for a tenth of it
  ASSERT_EQ(move->group.amounts.size(), 1);
  EXPECT_EQ(move->group.amounts[0].leaf, 0);
}

TEST(SuggestTest, AMemberInTheWayLeaves) {
  auto rows = NearMiss();
  rows.push_back(Firm("e", {100, 0}, {{kCleaning, 100}}));
  const Suggestions suggestions =
      Suggest(rows, CleaningAndGardening(ThresholdPolicy::kAggregate), {"a", "c", "e"});
  const Change* remove = Find(suggestions, ChangeKind::kRemoveMember);
  ASSERT_NE(remove, nullptr);
  EXPECT_EQ(Id(suggestions, remove->who), "e");
}

TEST(SuggestTest, WhoIsNoCandidateIsRefused) {
  const auto view = market::View::Build(NearMiss());
  const LotQuery query = CleaningAndGardening(ThresholdPolicy::kAggregate);
  EXPECT_FALSE(SuggestChanges(view, query, {"a", "x"}, 3, nullptr).ok());
  EXPECT_FALSE(SuggestChanges(view, query, {"a", "a"}, 3, nullptr).ok());
  EXPECT_FALSE(SuggestChanges(view, query, {}, 3, nullptr).ok());
}

std::vector<std::vector<std::string>> ToMend(std::vector<market::Enterprise> rows,
                                             const LotQuery& query) {
  return *FindGroupsToMend(market::View::Build(std::move(rows)), query, {.top = 2});
}

TEST(SuggestTest, TheGroupNearestToTheRuleIsMendedFirst) {
  const std::vector<market::Enterprise> rows = {Firm("a", {40, 11}, {{kCleaning, 100}}),
                                                Firm("b", {33, 6}, {{kGardening, 100, 0}}),
                                                Firm("c", {90, 0}, {{kGardening, 100, 900}})};
  const auto groups = ToMend(rows, CleaningAndGardening(ThresholdPolicy::kAggregate));
  EXPECT_EQ(groups, (std::vector<std::vector<std::string>>{{"a", "b"}, {"a", "c"}}));
}

TEST(SuggestTest, WhereNobodyHasTheCapacityTheBestWithoutLimitsAreMended) {
  const std::vector<market::Enterprise> rows = {Firm("a", {10, 4}, {{kCleaning, 90}})};
  const LotQuery query = Lot({{kCleaning, 100}}, ThresholdPolicy::kAggregate);
  const auto groups = ToMend(rows, query);
  ASSERT_EQ(groups, (std::vector<std::vector<std::string>>{{"a"}}));
  const Suggestions suggestions = Suggest(rows, query, groups[0]);
  ASSERT_NE(Find(suggestions, ChangeKind::kRaiseCapacity), nullptr);
  EXPECT_EQ(Find(suggestions, ChangeKind::kRaiseCapacity)->size, 10);
}

// Makes the change in the problem and looks whether the group then passes.
bool Passes(const Suggestions& suggestions, const Change& change) {
  Problem problem = suggestions.pool.problem;
  if (change.kind == ChangeKind::kOtherReading) problem.policy = change.reading;
  for (const Hire& hire : change.hires) {
    problem.candidates.workforce[hire.member].headcount += hire.special;
    problem.candidates.workforce[hire.member].special += hire.special;
  }
  for (const Raise& raise : change.raises) {
    if (!raise.leaf) problem.candidates.capacity[*change.who] = raise.to;
    for (auto i = problem.candidates.first_offer[*change.who];
         i < problem.candidates.first_offer[*change.who + 1]; ++i) {
      Offer& offer = problem.candidates.offers[i];
      if (raise.leaf == offer.leaf) offer.capacity = raise.to;
    }
  }
  const auto group = Evaluate(problem, change.group.members);
  return group.has_value() && group->objective == change.group.objective;
}

TEST(SuggestTest, EverySuggestionForARandomNearMissPasses) {
  constexpr unsigned kSeed = 606;
  constexpr std::size_t kCodes = 12;
  std::map<ChangeKind, int> seen;
  for (unsigned round = 0; round < 80; ++round) {
    std::mt19937 random(kSeed + round);
    LotQuery query = RandomLot(random, kCodes, 3);
    query.policy = static_cast<ThresholdPolicy>(1 + random() % 3);
    const auto view = market::View::Build(testing::RandomMarket(kSeed + round, 150, kCodes));
    const Pool pool = *BuildPool(view, query);
    for (const Consortium& miss : FindNearMisses(pool.problem, 2, SearchAll({}))) {
      const auto suggestions =
          *SuggestChanges(view, query, IdsOf(pool.problem, miss.members), 2, nullptr);
      for (const Change& change : suggestions.changes) {
        ++seen[change.kind];
        if (change.kind == ChangeKind::kMoveLeaf) continue;
        EXPECT_TRUE(Passes(suggestions, change))
            << "seed " << kSeed + round << " kind " << static_cast<int>(change.kind);
      }
    }
  }
  EXPECT_GT(seen[ChangeKind::kOtherReading], 0);
  EXPECT_GT(seen[ChangeKind::kHireSpecial], 0);
  EXPECT_GT(seen[ChangeKind::kAddMember], 0);
  EXPECT_GT(seen[ChangeKind::kReplaceMember], 0);
}

}  // namespace
}  // namespace sambyd::consortium
