#include "lib/consortium/suggest.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "lib/consortium/changed.h"
#include "lib/consortium/explain.h"
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

LotQuery HundredOfEach(ThresholdPolicy policy) {
  return Lot({{kCleaning, 100}, {kGardening, 100}}, policy);
}

TEST(SuggestTest, AGroupThatPassesNeedsNothing) {
  const Suggestions suggestions =
      Suggest(NearMiss(), HundredOfEach(ThresholdPolicy::kAggregate), {"a", "c"});
  EXPECT_TRUE(suggestions.passes);
  EXPECT_TRUE(suggestions.changes.empty());
}

TEST(SuggestTest, AShareJustBelowIsMendedInEachWay) {
  const Suggestions suggestions =
      Suggest(NearMiss(), HundredOfEach(ThresholdPolicy::kAggregate), {"b", "a"});
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
              HundredOfEach(ThresholdPolicy::kPerMember), {"a", "b"});
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
              HundredOfEach(ThresholdPolicy::kLeadOnly), {"a", "b"});
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
      Suggest(rows, HundredOfEach(ThresholdPolicy::kAggregate), {"a", "c"});
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
      Suggest(NearMiss(), HundredOfEach(ThresholdPolicy::kAggregate), {"a"});
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
      Suggest(rows, HundredOfEach(ThresholdPolicy::kAggregate), {"a", "c", "e"});
  const Change* remove = Find(suggestions, ChangeKind::kRemoveMember);
  ASSERT_NE(remove, nullptr);
  EXPECT_EQ(Id(suggestions, remove->who), "e");
}

TEST(SuggestTest, OneWhoMayNotTakePartIsReplacedOrDispensedWith) {
  auto rows = NearMiss();
  rows.push_back(Firm("x", {50, 0}, {{kGardening, 100}}));
  rows.back().main_aim = false;
  const LotQuery query = HundredOfEach(ThresholdPolicy::kAggregate);
  const Suggestions replaced = Suggest(rows, query, {"a", "x"});
  EXPECT_EQ(replaced.barred, (std::vector<std::string>{"x"}));
  ASSERT_EQ(replaced.changes.size(), 1);
  EXPECT_EQ(replaced.changes[0].kind, ChangeKind::kReplaceMember);
  EXPECT_FALSE(replaced.changes[0].who.has_value());
  EXPECT_EQ(Id(replaced, replaced.changes[0].joins), "c");
  EXPECT_TRUE(MakeChange(replaced.pool, query, replaced.changes[0]).has_value());

  const Suggestions removed = Suggest(rows, query, {"a", "c", "x"});
  ASSERT_EQ(removed.changes.size(), 1);
  EXPECT_EQ(removed.changes[0].kind, ChangeKind::kRemoveMember);
}

TEST(SuggestTest, TwoWhoMayNotTakePartAreTooMany) {
  const Suggestions suggestions =
      Suggest(NearMiss(), HundredOfEach(ThresholdPolicy::kAggregate), {"a", "x", "y"});
  EXPECT_EQ(suggestions.barred.size(), 2);
  EXPECT_FALSE(suggestions.passes);
  EXPECT_TRUE(suggestions.changes.empty());
}

TEST(SuggestTest, AGroupOfNobodyOrOfTheSameTwiceIsRefused) {
  const auto view = market::View::Build(NearMiss());
  const LotQuery query = HundredOfEach(ThresholdPolicy::kAggregate);
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
  const auto groups = ToMend(rows, HundredOfEach(ThresholdPolicy::kAggregate));
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

TEST(SuggestTest, AGroupThatPassesIsNotToBeMended) {
  const std::vector<market::Enterprise> rows = {Firm("a", {10, 4}, {{kCleaning, 100}})};
  EXPECT_TRUE(ToMend(rows, Lot({{kCleaning, 100}}, ThresholdPolicy::kAggregate)).empty());
}

TEST(SuggestTest, AMadeChangeHasItsReadingsAndCapacities) {
  auto rows = NearMiss();
  rows[1] = Firm("b", {33, 6}, {{kGardening, 90}});
  const LotQuery query = HundredOfEach(ThresholdPolicy::kAggregate);
  const Suggestions hiring = Suggest(NearMiss(), query, {"a", "b"});
  const auto hired =
      MakeChange(hiring.pool, query, *Find(hiring, ChangeKind::kHireSpecial)).value();
  const auto explained = Explain(hired.pool, hired.query, hired.group, {});
  EXPECT_EQ(explained.threshold.all.special, 23);
  EXPECT_EQ(explained.threshold.all.headcount, 76);
  EXPECT_EQ(explained.threshold.aggregate.verdict, Verdict::kPass);

  LotQuery open = query;
  open.policy = ThresholdPolicy::kNone;
  const Suggestions raising = Suggest(rows, open, {"a", "b"});
  const auto raised =
      MakeChange(raising.pool, open, *Find(raising, ChangeKind::kRaiseCapacity)).value();
  EXPECT_EQ(Explain(raised.pool, raised.query, raised.group, {}).capacity, Verdict::kPass);
}

TEST(SuggestTest, AMovedLeafIsGoneFromTheQuestion) {
  const LotQuery query = HundredOfEach(ThresholdPolicy::kAggregate);
  const Suggestions suggestions = Suggest(NearMiss(), query, {"c"});
  const Change* move = Find(suggestions, ChangeKind::kMoveLeaf);
  ASSERT_NE(move, nullptr);
  EXPECT_EQ(move->leaf, 0);
  const auto changed = MakeChange(suggestions.pool, query, *move).value();
  ASSERT_EQ(changed.query.leaves.size(), 1);
  EXPECT_EQ(changed.query.leaves[0].codes[0], Cpv(kGardening));
  EXPECT_EQ(changed.pool.problem.volumes, (std::vector<std::int64_t>{100}));
  ASSERT_EQ(changed.group.amounts.size(), 1);
  EXPECT_EQ(changed.group.amounts[0].leaf, 0);
}

TEST(SuggestTest, OneHiredFewerIsNotEnough) {
  const LotQuery query = HundredOfEach(ThresholdPolicy::kAggregate);
  const Suggestions suggestions = Suggest(NearMiss(), query, {"a", "b"});
  Change change = *Find(suggestions, ChangeKind::kHireSpecial);
  --change.hires[0].special;
  EXPECT_FALSE(MakeChange(suggestions.pool, query, change).has_value());
}

// A near miss, and what is left of it where one member drops out.
std::vector<std::vector<std::string>> FailingGroups(const Pool& pool) {
  std::vector<std::vector<std::string>> groups;
  for (const Consortium& miss : FindNearMisses(pool.problem, 2, SearchAll({}))) {
    groups.push_back(IdsOf(pool.problem, miss.members));
    if (miss.members.size() > 1) {
      groups.push_back(IdsOf(pool.problem, std::span(miss.members).subspan(1)));
    }
  }
  return groups;
}

TEST(SuggestTest, EverySuggestionForARandomFailingGroupMakesItPass) {
  constexpr unsigned kSeed = 606;
  constexpr std::size_t kCodes = 12;
  std::map<ChangeKind, int> seen;
  for (unsigned round = 0; round < 80; ++round) {
    std::mt19937 random(kSeed + round);
    LotQuery query = RandomLot(random, kCodes, 3);
    query.policy = static_cast<ThresholdPolicy>(1 + random() % 3);
    const auto view = market::View::Build(testing::RandomMarket(kSeed + round, 150, kCodes));
    for (const auto& group : FailingGroups(*BuildPool(view, query))) {
      const auto suggestions = *SuggestChanges(view, query, group, 2, nullptr);
      for (const Change& change : suggestions.changes) {
        ++seen[change.kind];
        const auto changed = MakeChange(suggestions.pool, query, change);
        ASSERT_TRUE(changed.has_value())
            << "seed " << kSeed + round << " kind " << static_cast<int>(change.kind);
        EXPECT_EQ(changed->group.objective, change.group.objective) << "seed " << kSeed + round;
      }
    }
  }
  EXPECT_GT(seen[ChangeKind::kOtherReading], 0);
  EXPECT_GT(seen[ChangeKind::kHireSpecial], 0);
  EXPECT_GT(seen[ChangeKind::kMoveLeaf], 0);
  EXPECT_GT(seen[ChangeKind::kAddMember], 0);
  EXPECT_GT(seen[ChangeKind::kReplaceMember], 0);
}

}  // namespace
}  // namespace sambyd::consortium
