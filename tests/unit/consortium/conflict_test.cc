#include "lib/consortium/conflict.h"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "tests/unit/consortium/lot_fixture.h"

namespace sambyd::consortium {
namespace {

using domain::ThresholdPolicy;
using Kind = Requirement::Kind;

std::optional<Conflict> ConflictOf(std::vector<market::Enterprise> rows, const LotQuery& query) {
  auto conflict = FindConflict(market::View::Build(std::move(rows)), query, {});
  EXPECT_TRUE(conflict.ok()) << conflict.status();
  return *std::move(conflict);
}

std::vector<Requirement> Requirements(const Conflict& conflict) {
  std::vector<Requirement> all;
  for (const Obstacle& obstacle : conflict.obstacles) all.push_back(obstacle.requirement);
  return all;
}

TEST(ConflictTest, ALotThatCanBeDoneHasNone) {
  EXPECT_FALSE(ConflictOf({Firm("a", {10, 3}, {{kCleaning, 100}})},
                          Lot({{kCleaning, 100}}, ThresholdPolicy::kAggregate))
                   .has_value());
}

TEST(ConflictTest, AnInvalidQueryIsRefused) {
  EXPECT_FALSE(FindConflict(market::View::Build({}), LotQuery(), {}).ok());
}

TEST(ConflictTest, NobodyDoesTheWork) {
  const auto conflict =
      ConflictOf({Firm("a", {10, 3}, {{kCleaning, {}}})},
                 Lot({{kCleaning, 100}, {kGardening, 100}}, ThresholdPolicy::kAggregate));
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(Requirements(*conflict), (std::vector<Requirement>{{.kind = Kind::kWork, .leaf = 1}}));
  EXPECT_EQ(conflict->obstacles[0].able, 0);
  EXPECT_TRUE(conflict->minimal);
}

TEST(ConflictTest, TheWorkIsDoneElsewhereOnly) {
  LotQuery query = Lot({{kCleaning, 100}}, ThresholdPolicy::kAggregate);
  query.leaves[0].places = {At("DK01")};
  const auto conflict = ConflictOf(
      {Firm("a", {10, 3}, {{kCleaning, {}}}), Firm("b", {10, 3}, {{kCleaning, {}}})}, query);
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(Requirements(*conflict),
            (std::vector<Requirement>{{.kind = Kind::kPlace}, {.kind = Kind::kWork}}));
  EXPECT_EQ(conflict->obstacles[0].able, 0);
  EXPECT_EQ(conflict->obstacles[0].able_without, 2);
}

TEST(ConflictTest, CapacityIsShortByAnExactAmount) {
  LotQuery query = Lot({{kCleaning, 1000}}, ThresholdPolicy::kNone);
  query.max_members = 2;
  const auto conflict =
      ConflictOf({Firm("a", {10, 3}, {{kCleaning, 400}}), Firm("b", {10, 3}, {{kCleaning, 350}}),
                  Firm("c", {10, 3}, {{kCleaning, 100}})},
                 query);
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(Requirements(*conflict),
            (std::vector<Requirement>{{.kind = Kind::kLeafCapacity}, {.kind = Kind::kWork}}));
  ASSERT_TRUE(conflict->capacity.has_value());
  EXPECT_EQ(conflict->capacity->oere, 150);  // with any number of members up to the limit of 8
  EXPECT_FALSE(conflict->share.has_value());
}

TEST(ConflictTest, TheMemberLimitIsNamedWhereMoreMembersWouldDo) {
  LotQuery query = Lot({{kCleaning, 1000}}, ThresholdPolicy::kNone);
  query.max_members = 2;
  query.role_min_bp = 100;
  const auto conflict =
      ConflictOf({Firm("a", {10, 3}, {{kCleaning, 400}}), Firm("b", {10, 3}, {{kCleaning, 350}}),
                  Firm("c", {10, 3}, {{kCleaning, 300}})},
                 query);
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(Requirements(*conflict), (std::vector<Requirement>{{.kind = Kind::kLeafCapacity},
                                                               {.kind = Kind::kMemberLimit},
                                                               {.kind = Kind::kWork}}));
  ASSERT_TRUE(conflict->capacity.has_value());
  EXPECT_EQ(conflict->capacity->oere, 250);
  EXPECT_TRUE(conflict->capacity->exact);
}

TEST(ConflictTest, TheShareIsShortByACountOfEmployees) {
  // 20 of 73 is 27.4 %: one hired on special terms makes 21 of 74, 28.4 %; three make 23 of 76.
  const auto conflict =
      ConflictOf({Firm("a", {40, 14}, {{kCleaning, {}}}), Firm("b", {33, 6}, {{kGardening, {}}})},
                 Lot({{kCleaning, 100}, {kGardening, 100}}, ThresholdPolicy::kAggregate));
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(Requirements(*conflict),
            (std::vector<Requirement>{{.kind = Kind::kPolicy}, {.kind = Kind::kWork, .leaf = 1}}));
  ASSERT_TRUE(conflict->share.has_value());
  EXPECT_EQ(conflict->share->members, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(conflict->share->all.headcount, 73);
  EXPECT_EQ(conflict->share->all.special, 20);
  EXPECT_EQ(conflict->share->reading.special_to_hire, 3);
  EXPECT_EQ(conflict->share->reading.ordinary_to_replace, 2);
}

TEST(ConflictTest, ALapsedStatementIsNamedBeforeTheRule) {
  auto row = Firm("a", {10, 3}, {{kCleaning, {}}});
  row.workforce_valid_until = testing::kToday - std::chrono::days(1);
  const auto conflict = ConflictOf({row}, Lot({{kCleaning, 100}}, ThresholdPolicy::kPerMember));
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(Requirements(*conflict),
            (std::vector<Requirement>{{.kind = Kind::kEvidence}, {.kind = Kind::kWork}}));
  EXPECT_EQ(conflict->obstacles[0].able_without, 1);
}

TEST(ConflictTest, AMissingMainAimOrCertificateIsNamed) {
  auto row = Firm("a", {10, 3}, {{kCleaning, {}}});
  row.main_aim = false;
  LotQuery query = Lot({{kCleaning, 100}}, ThresholdPolicy::kPerMember);
  EXPECT_EQ(Requirements(*ConflictOf({row}, query)),
            (std::vector<Requirement>{{.kind = Kind::kMainAim}, {.kind = Kind::kWork}}));
  row.main_aim = true;
  query.certificates_all = {"ISO 9001"};
  EXPECT_EQ(Requirements(*ConflictOf({row}, query)),
            (std::vector<Requirement>{{.kind = Kind::kCertificateAll, .certificate = "ISO 9001"},
                                      {.kind = Kind::kWork}}));
  query.certificates_all.clear();
  query.certificates_any = {"APV"};
  EXPECT_EQ(Requirements(*ConflictOf({row}, query)),
            (std::vector<Requirement>{{.kind = Kind::kCertificateAny, .certificate = "APV"},
                                      {.kind = Kind::kWork}}));
}

std::vector<market::Enterprise> ThreeFirms() {
  return {Firm("a", {40, 14}, {{kCleaning, 100}}), Firm("b", {33, 6}, {{kGardening, 60}}),
          Firm("other", {10, 10}, {{kCleaning, {}}, {kGardening, {}}})};
}

std::optional<Conflict> GroupConflict(const LotQuery& query,
                                      const std::vector<std::string>& members) {
  auto conflict = FindGroupConflict(*market::View::Build(ThreeFirms()), query, members);
  EXPECT_TRUE(conflict.ok()) << conflict.status();
  return *std::move(conflict);
}

TEST(GroupConflictTest, OnlyTheGivenMembersAreLookedAt) {
  const auto both = Lot({{kCleaning, 100}, {kGardening, 60}}, ThresholdPolicy::kAggregate);
  EXPECT_FALSE(GroupConflict(both, {"other"}).has_value());
  EXPECT_FALSE(GroupConflict(both, {"a", "other"}).has_value());
  const auto conflict = GroupConflict(both, {"b", "a"});
  ASSERT_TRUE(conflict.has_value());
  ASSERT_TRUE(conflict->share.has_value());
  EXPECT_EQ(conflict->share->members, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(conflict->share->reading.special_to_hire, 3);
}

TEST(GroupConflictTest, TheShortCapacityOfAGroupIsExact) {
  const auto conflict =
      GroupConflict(Lot({{kCleaning, 100}, {kGardening, 77}}, ThresholdPolicy::kNone), {"a", "b"});
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(Requirements(*conflict),
            (std::vector<Requirement>{{.kind = Kind::kLeafCapacity, .leaf = 1},
                                      {.kind = Kind::kWork, .leaf = 1}}));
  ASSERT_TRUE(conflict->capacity.has_value());
  EXPECT_EQ(conflict->capacity->oere, 17);
  EXPECT_TRUE(conflict->capacity->exact);
}

TEST(GroupConflictTest, AMemberThatOffersNothingIsNamed) {
  const auto conflict = GroupConflict(Lot({{kGardening, 10}}, ThresholdPolicy::kNone), {"b", "a"});
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(conflict->offer_nothing, std::vector<std::string>{"a"});
}

TEST(GroupConflictTest, AnUnknownEnterpriseIsRefused) {
  EXPECT_FALSE(FindGroupConflict(*market::View::Build(ThreeFirms()),
                                 Lot({{kGardening, 10}}, ThresholdPolicy::kNone), {"x"})
                   .ok());
}

bool CanBeDone(const std::shared_ptr<const market::View>& view, const LotQuery& query,
               const std::set<Requirement>& lifted) {
  const auto leaves = std::ranges::count(lifted, Kind::kWork, &Requirement::kind);
  if (static_cast<std::size_t>(leaves) == query.leaves.size()) return true;
  return !Solve(RelaxPool(view, query, lifted).problem, {}).top.empty();
}

TEST(ConflictTest, RandomConflictsAreImpossibleAndLoseThatWithAnyOneRequirement) {
  constexpr unsigned kSeed = 5150;
  constexpr std::size_t kCodes = 40;
  int conflicts = 0;
  for (unsigned round = 0; round < 120; ++round) {
    std::mt19937 random(kSeed + round);
    const LotQuery query = RandomLot(random, kCodes, 4);
    const auto view = market::View::Build(testing::RandomMarket(kSeed + round, 120, kCodes));
    const auto conflict = *FindConflict(view, query, {});
    if (!conflict) {
      EXPECT_TRUE(CanBeDone(view, query, {})) << "seed " << kSeed + round;
      continue;
    }
    ++conflicts;
    EXPECT_TRUE(conflict->minimal);
    std::set<Requirement> lifted;
    for (const Requirement& requirement : RequirementsOf(query)) lifted.insert(requirement);
    for (const Obstacle& obstacle : conflict->obstacles) lifted.erase(obstacle.requirement);
    EXPECT_FALSE(CanBeDone(view, query, lifted)) << "seed " << kSeed + round;
    for (const Obstacle& obstacle : conflict->obstacles) {
      const bool needs_small_roles = obstacle.requirement.kind == Kind::kWork;
      if (needs_small_roles && !lifted.contains({.kind = Kind::kRoleMinimum})) continue;
      std::set<Requirement> one_more = lifted;
      one_more.insert(obstacle.requirement);
      EXPECT_TRUE(CanBeDone(view, query, one_more))
          << "seed " << kSeed + round << " kind " << static_cast<int>(obstacle.requirement.kind);
    }
  }
  EXPECT_GT(conflicts, 30);
}

}  // namespace
}  // namespace sambyd::consortium
