#include "lib/application/suggest_changes.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "lib/application/find_consortia.h"
#include "tests/support/status_matchers.h"
#include "tests/support/world.h"

namespace sambyd::application {
namespace {

using sambyd::testing::CleaningLot;
using sambyd::testing::kBlank;
using sambyd::testing::kHus;
using sambyd::testing::kVej;
using sambyd::testing::World;
using testing_support::IsError;
using testing_support::IsOk;

// Cleaners of Aarhus, each with 2 of the lot's 3 million kroner a year.
class SuggestChangesTest : public ::testing::Test {
 protected:
  SuggestChangesTest() {
    world_.Register("24256790", "Den Rene Vej", 8, 12);
    world_.Register("13585628", "Blank og Co.", 45, 5);
    world_.Register("25313763", "Huset", 12, 18);
    *request_.mutable_inline_lot() = CleaningLot();
  }

  v1::SuggestChangesResponse Suggest(const Caller& caller = {.reads_workforce = true}) {
    auto response = SuggestChanges(*world_.Now(), request_, world_.Unhurried(caller));
    EXPECT_THAT(response, IsOk());
    return *std::move(response);
  }

  // Whether EvaluateConsortium finds the group feasible, asked by itself.
  v1::Verdict Feasible(const v1::Consortium& consortium, v1::ThresholdPolicy policy) {
    v1::EvaluateConsortiumRequest request;
    *request.mutable_inline_lot() = request_.inline_lot();
    request.mutable_options()->set_policy(policy);
    for (const v1::Member& member : consortium.members()) {
      request.add_enterprises(member.enterprise());
    }
    return EvaluateConsortium(*world_.Now(), request, world_.Unhurried())->feasible();
  }

  static const v1::Change* Find(const v1::GroupSuggestions& group, v1::Change::Kind kind) {
    const auto found = std::ranges::find(group.changes(), kind, &v1::Change::kind);
    return found == group.changes().end() ? nullptr : &*found;
  }

  World world_;
  v1::SuggestChangesRequest request_;
};

TEST_F(SuggestChangesTest, AShareTooSmallIsToldWithWhatWouldMendIt) {
  request_.add_enterprises(kVej);
  request_.add_enterprises(kBlank);
  const auto response = Suggest();
  ASSERT_EQ(response.groups_size(), 1);
  const v1::GroupSuggestions& group = response.groups(0);
  EXPECT_EQ(group.members(0).display_name(), "Blank og Co.");
  EXPECT_EQ(group.feasible(), v1::VERDICT_FAIL);
  EXPECT_EQ(std::ranges::count(group.conflict().obstacles(), v1::Obstacle::REQUIREMENT_THRESHOLD,
                               &v1::Obstacle::requirement),
            1)
      << group.conflict().ShortDebugString();

  // 17 of 70: with six more it is 23 of 76.
  const v1::Change* hire = Find(group, v1::Change::KIND_HIRE_SPECIAL);
  ASSERT_NE(hire, nullptr);
  ASSERT_EQ(hire->hires_size(), 1);
  EXPECT_EQ(hire->hires(0).special(), 6);
  std::int64_t special = 0;
  for (const v1::Member& member : hire->consortium().members()) {
    special += member.workforce().special();
  }
  EXPECT_EQ(special, 23);
  EXPECT_EQ(hire->consortium().readings().aggregate().verdict(), v1::VERDICT_PASS);

  const v1::Change* reading = Find(group, v1::Change::KIND_OTHER_READING);
  ASSERT_NE(reading, nullptr);
  EXPECT_EQ(reading->reading(), v1::THRESHOLD_POLICY_LEAD_ONLY);

  const v1::Change* replace = Find(group, v1::Change::KIND_REPLACE_MEMBER);
  ASSERT_NE(replace, nullptr);
  EXPECT_EQ(replace->leaves().enterprise(), kBlank);
  EXPECT_EQ(replace->joins().enterprise(), kHus);
  EXPECT_EQ(replace->joins().display_name(), "Huset");
}

TEST_F(SuggestChangesTest, EveryChangeOfMembersOrReadingPassesWhenItIsEvaluatedByItself) {
  request_.add_enterprises(kVej);
  request_.add_enterprises(kBlank);
  int evaluated = 0;
  const auto response = Suggest();
  for (const v1::Change& change : response.groups(0).changes()) {
    if (change.hires_size() > 0) continue;
    const auto policy = change.kind() == v1::Change::KIND_OTHER_READING
                            ? change.reading()
                            : v1::THRESHOLD_POLICY_AGGREGATE;
    EXPECT_EQ(Feasible(change.consortium(), policy), v1::VERDICT_PASS) << change.ShortDebugString();
    ++evaluated;
  }
  EXPECT_GE(evaluated, 3);
}

TEST_F(SuggestChangesTest, AMissingCapacityIsNamedWithItsAmount) {
  request_.add_enterprises(kVej);
  const auto group = Suggest().groups(0);
  const v1::Change* raise = Find(group, v1::Change::KIND_RAISE_CAPACITY);
  ASSERT_NE(raise, nullptr);
  EXPECT_EQ(raise->member().enterprise(), kVej);
  ASSERT_EQ(raise->raises_size(), 1);
  EXPECT_EQ(raise->raises(0).leaf(), "rengøring");
  EXPECT_EQ(raise->raises(0).needed_ore_per_year(), 300'000'000);
  EXPECT_EQ(raise->raises(0).missing_ore_per_year(), 100'000'000);
  EXPECT_EQ(raise->consortium().capacity(), v1::VERDICT_PASS);
}

TEST_F(SuggestChangesTest, ALeafNobodyOfTheGroupDoesIsMovedOutOfIt) {
  v1::InlineLeaf& gardening = *request_.mutable_inline_lot()->add_leaves();
  gardening.set_key("have");
  gardening.set_cpv("77310000");
  gardening.add_places("0751");
  gardening.set_ore_per_year(10'000'000);
  world_.Register("29189846", "Gartneriet", 1, 3, "77310000");
  request_.add_enterprises(kVej);
  request_.add_enterprises(kHus);
  const auto group = Suggest().groups(0);
  const v1::Change* move = Find(group, v1::Change::KIND_MOVE_LEAF);
  ASSERT_NE(move, nullptr);
  EXPECT_EQ(move->leaf(), "have");
  EXPECT_EQ(move->joins().display_name(), "Gartneriet");
  for (const v1::Member& member : move->consortium().members()) {
    for (const v1::Allocation& part : member.allocations()) EXPECT_EQ(part.leaf(), "rengøring");
  }
}

TEST_F(SuggestChangesTest, CallersWithoutTheRoleLearnWhoMustHireButNotHowMany) {
  request_.add_enterprises(kVej);
  request_.add_enterprises(kBlank);
  const auto response = Suggest({});
  const v1::Change* hire = Find(response.groups(0), v1::Change::KIND_HIRE_SPECIAL);
  ASSERT_NE(hire, nullptr);
  ASSERT_EQ(hire->hires_size(), 1);
  EXPECT_FALSE(hire->hires(0).has_special());
  EXPECT_FALSE(hire->hires(0).has_ordinary_to_replace());
  for (const v1::Change& change : response.groups(0).changes()) {
    EXPECT_FALSE(change.consortium().readings().has_totals());
    EXPECT_FALSE(change.consortium().readings().aggregate().has_ordinary_to_spare());
    for (const v1::Member& member : change.consortium().members()) {
      EXPECT_FALSE(member.has_workforce());
    }
  }
}

TEST_F(SuggestChangesTest, AGroupThatPassesNeedsNoChange) {
  request_.add_enterprises(kVej);
  request_.add_enterprises(kHus);
  const auto response = Suggest();
  EXPECT_EQ(response.groups(0).feasible(), v1::VERDICT_PASS);
  EXPECT_EQ(response.groups(0).changes_size(), 0);
  EXPECT_FALSE(response.groups(0).has_conflict());
}

TEST_F(SuggestChangesTest, AMemberThatCanDoNoneOfTheWorkIsNamedAndLetGo) {
  world_.Register("29189846", "Gartneriet", 1, 3, "77310000");
  request_.add_enterprises(kVej);
  request_.add_enterprises("enterprises/DK29189846");
  const auto response = Suggest();
  const v1::GroupSuggestions& group = response.groups(0);
  EXPECT_EQ(group.feasible(), v1::VERDICT_FAIL);
  ASSERT_EQ(group.conflict().idle_enterprises_size(), 1);
  EXPECT_EQ(group.conflict().idle_enterprises(0), "enterprises/DK29189846");
  ASSERT_EQ(group.barred_members_size(), 1);
  EXPECT_EQ(group.barred_members(0).display_name(), "Gartneriet");
  ASSERT_EQ(group.changes_size(), 1);
  EXPECT_EQ(group.changes(0).kind(), v1::Change::KIND_REPLACE_MEMBER);
  EXPECT_EQ(group.changes(0).leaves().display_name(), "Gartneriet");
  EXPECT_EQ(group.changes(0).joins().enterprise(), kHus);
  EXPECT_EQ(Feasible(group.changes(0).consortium(), v1::THRESHOLD_POLICY_AGGREGATE),
            v1::VERDICT_PASS);
}

TEST_F(SuggestChangesTest, WithoutAGroupThoseThatFailByLittleAreFound) {
  request_.mutable_options()->set_policy(v1::THRESHOLD_POLICY_PER_MEMBER);
  request_.mutable_options()->set_max_members(2);
  request_.mutable_inline_lot()->mutable_leaves(0)->set_ore_per_year(390'000'000);
  const auto response = Suggest();
  ASSERT_GE(response.groups_size(), 1);
  EXPECT_LE(response.groups_size(), 3);
  for (const v1::GroupSuggestions& group : response.groups()) {
    EXPECT_EQ(group.feasible(), v1::VERDICT_FAIL);
    EXPECT_TRUE(group.has_conflict());
  }
  EXPECT_FALSE(response.out_of_time());
}

TEST_F(SuggestChangesTest, AnAnswerCutShortSaysSo) {
  Circumstances hurried = world_.Unhurried();
  hurried.stop = [] { return true; };
  request_.add_enterprises(kVej);
  const auto response = SuggestChanges(*world_.Now(), request_, hurried);
  ASSERT_THAT(response, IsOk());
  EXPECT_TRUE(response->out_of_time());
  EXPECT_GE(response->groups(0).changes_size(), 1);  // what needs no search over the market
}

TEST_F(SuggestChangesTest, TheOrderOfTheGroupChangesNothing) {
  request_.add_enterprises(kVej);
  request_.add_enterprises(kBlank);
  const std::string one = Suggest().SerializeAsString();
  request_.mutable_enterprises()->SwapElements(0, 1);
  EXPECT_EQ(Suggest().SerializeAsString(), one);
}

TEST_F(SuggestChangesTest, BadRequestsAreRefused) {
  const auto refused = [&](absl::StatusCode code, Reason reason) {
    EXPECT_THAT(SuggestChanges(*world_.Now(), request_, world_.Unhurried()), IsError(code, reason));
  };
  request_.add_enterprises("enterprises/DK11111111");
  refused(absl::StatusCode::kNotFound, Reason::kNotFound);
  request_.set_enterprises(0, kVej);
  request_.add_enterprises(kVej);
  refused(absl::StatusCode::kInvalidArgument, Reason::kFieldInvalid);
  request_.clear_enterprises();
  request_.set_max_joining(11);
  refused(absl::StatusCode::kInvalidArgument, Reason::kFieldOutOfRange);
  request_.set_max_joining(0);
  request_.set_max_groups(-1);
  refused(absl::StatusCode::kInvalidArgument, Reason::kFieldOutOfRange);
  request_.set_max_groups(0);
  request_.set_node_budget(-1);
  refused(absl::StatusCode::kInvalidArgument, Reason::kFieldOutOfRange);
}

}  // namespace
}  // namespace sambyd::application
