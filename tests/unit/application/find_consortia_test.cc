#include "lib/application/find_consortia.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/support/notice_text.h"
#include "tests/support/status_matchers.h"
#include "tests/support/world.h"

namespace sambyd::application {
namespace {

using sambyd::testing::CleaningLot;
using sambyd::testing::NoticeText;
using sambyd::testing::Trusted;
using sambyd::testing::World;
using testing_support::IsError;
using testing_support::IsOk;

// A social and an ordinary cleaner in East Jutland; each can do 2 of the lot's 3 million a year.
class FindConsortiaTest : public ::testing::Test {
 protected:
  FindConsortiaTest() {
    world_.Register("24256790", "Den Rene Vej", 8, 12);
    world_.Register("13585628", "Blank og Co.", 30, 5);
  }

  v1::FindConsortiaRequest Request() const {
    v1::FindConsortiaRequest request;
    *request.mutable_inline_lot() = CleaningLot();
    return request;
  }

  absl::StatusOr<v1::FindConsortiaResponse> Find(const v1::FindConsortiaRequest& request) {
    return FindConsortia(*world_.Now(), request, world_.Unhurried());
  }

  World world_;
};

TEST_F(FindConsortiaTest, TwoFirmsTooSmallAloneDeliverTogether) {
  const auto response = Find(Request());
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->status(), v1::SEARCH_STATUS_OPTIMAL);
  EXPECT_EQ(response->policy(), v1::THRESHOLD_POLICY_AGGREGATE);
  ASSERT_EQ(response->consortia_size(), 1);
  const v1::Consortium& best = response->consortia(0);
  ASSERT_EQ(best.members_size(), 2);
  std::int64_t sum = 0;
  for (const v1::Member& member : best.members()) {
    EXPECT_FALSE(member.display_name().empty());
    for (const v1::Allocation& allocation : member.allocations()) sum += allocation.ore_per_year();
  }
  EXPECT_EQ(sum, 300'000'000);
  // 17 of 55 employees are on special terms.
  EXPECT_EQ(best.readings().aggregate().verdict(), v1::VERDICT_PASS);
  EXPECT_EQ(best.readings().per_member().verdict(), v1::VERDICT_FAIL);
  EXPECT_EQ(best.readings().lead_only().verdict(), v1::VERDICT_PASS);
  EXPECT_EQ(best.readings().aggregate().special_to_spare(), 0);
  EXPECT_EQ(best.members(0).workforce().headcount() + best.members(1).workforce().headcount(), 55);
}

TEST_F(FindConsortiaTest, TheReadingAskedForDecides) {
  v1::FindConsortiaRequest request = Request();
  request.mutable_options()->set_policy(v1::THRESHOLD_POLICY_PER_MEMBER);
  const auto response = Find(request);
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->status(), v1::SEARCH_STATUS_INFEASIBLE);
  EXPECT_EQ(response->consortia_size(), 0);
  // Only the social firm qualifies alone, and it is too small.
  ASSERT_TRUE(response->has_conflict());
  EXPECT_TRUE(response->conflict().minimal());
  EXPECT_GT(response->conflict().obstacles_size(), 0);
}

TEST_F(FindConsortiaTest, AReadingThatNobodyAskedForMakesNobodyEligible) {
  v1::FindConsortiaRequest request = Request();
  auto response = Find(request);
  ASSERT_THAT(response, IsOk());
  EXPECT_TRUE(response->policy_assumed());
  // They pass together and not one by one.
  EXPECT_EQ(response->consortia(0).reserved_status(), v1::RESERVED_STATUS_CONDITIONAL_ASK_BUYER);

  request.mutable_options()->set_policy(v1::THRESHOLD_POLICY_AGGREGATE);
  response = Find(request);
  EXPECT_FALSE(response->policy_assumed());
  EXPECT_EQ(response->consortia(0).reserved_status(), v1::RESERVED_STATUS_ELIGIBLE);

  request.mutable_options()->set_policy(v1::THRESHOLD_POLICY_NONE);
  response = Find(request);
  EXPECT_FALSE(response->policy_assumed());
  EXPECT_EQ(response->consortia(0).reserved_status(), v1::RESERVED_STATUS_UNSPECIFIED);
}

TEST_F(FindConsortiaTest, MembersThatEachMeetTheShareAreEligibleHoweverItIsRead) {
  world_.Register("25313763", "Huset", 10, 10);
  v1::EvaluateConsortiumRequest request;
  *request.mutable_inline_lot() = CleaningLot();
  request.add_enterprises("enterprises/DK25313763");
  request.add_enterprises("enterprises/DK24256790");
  const auto both = EvaluateConsortium(*world_.Now(), request, world_.Unhurried());
  ASSERT_THAT(both, IsOk());
  EXPECT_TRUE(both->policy_assumed());
  EXPECT_EQ(both->consortium().reserved_status(), v1::RESERVED_STATUS_ELIGIBLE);
}

TEST_F(FindConsortiaTest, TheSumAndTheShareOfTwoAreNeverTold) {
  const auto response = Find(Request());
  ASSERT_THAT(response, IsOk());
  EXPECT_FALSE(response->consortia(0).readings().has_totals());
  EXPECT_FALSE(response->consortia(0).readings().has_aggregate_share_bp());
}

TEST_F(FindConsortiaTest, CallersWithoutTheRoleSeeNoCounts) {
  const auto response = FindConsortia(*world_.Now(), Request(), world_.Unhurried({}));
  ASSERT_THAT(response, IsOk());
  const v1::Consortium& best = response->consortia(0);
  EXPECT_FALSE(best.readings().has_totals());
  EXPECT_FALSE(best.readings().aggregate().has_ordinary_to_spare());
  for (const v1::Member& member : best.members()) EXPECT_FALSE(member.has_workforce());
}

TEST_F(FindConsortiaTest, TheSameQuestionOnTheSameStateGivesTheSameBytesAlsoAfterARestart) {
  const auto first = Find(Request());
  ASSERT_THAT(first, IsOk());
  world_.Restart();
  EXPECT_EQ(Find(Request())->SerializeAsString(), first->SerializeAsString());
}

TEST_F(FindConsortiaTest, AnUnknownValueIsFlaggedAndCapacityIsUnknown) {
  v1::FindConsortiaRequest request = Request();
  request.mutable_inline_lot()->mutable_leaves(0)->clear_ore_per_year();
  const auto response = Find(request);
  ASSERT_THAT(response, IsOk());
  EXPECT_TRUE(response->leaves(0).value_unknown());
  ASSERT_GE(response->consortia_size(), 1);
  EXPECT_EQ(response->consortia(0).capacity(), v1::VERDICT_UNKNOWN);
}

TEST_F(FindConsortiaTest, StaleStatementsDoNotCount) {
  v1::FindConsortiaRequest request = Request();
  v1::Date& day = *request.mutable_options()->mutable_as_of();
  day.set_year(2027);
  day.set_month(6);
  day.set_day(1);
  EXPECT_EQ(Find(request)->status(), v1::SEARCH_STATUS_INFEASIBLE);
  day.set_month(5);
  day.set_day(31);
  EXPECT_EQ(Find(request)->status(), v1::SEARCH_STATUS_OPTIMAL);
}

TEST_F(FindConsortiaTest, AStoredLotIsMatchedByItsLeaves) {
  v1::IngestNoticeRequest notice;
  notice.set_content(NoticeText({.lots = {{.value_dkk = "6000000", .months = "24"}}}));
  const auto ingested = world_.ingester->Ingest(notice, Trusted());
  ASSERT_THAT(ingested, IsOk());
  v1::FindConsortiaRequest request;
  request.set_lot(ingested->tender() + "/lots/LOT-0001");
  const auto response = Find(request);
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->policy(), v1::THRESHOLD_POLICY_NONE);
  ASSERT_EQ(response->leaves_size(), 1);
  // 6 million over 720 days.
  EXPECT_EQ(response->leaves(0).ore_per_year(), 600'000'000LL * 365 / 720);
  EXPECT_EQ(response->status(), v1::SEARCH_STATUS_OPTIMAL);
}

TEST_F(FindConsortiaTest, BadRequestsNameTheirField) {
  const auto violates = [&](const v1::FindConsortiaRequest& request, const std::string& field) {
    const auto response = Find(request);
    const auto refusal = RefusalOf(response.status());
    EXPECT_TRUE(refusal.has_value()) << field;
    EXPECT_EQ(refusal ? refusal->violations.at(0).field : "", field);
  };
  violates({}, "lot");
  v1::FindConsortiaRequest request = Request();
  request.mutable_inline_lot()->mutable_leaves(0)->set_cpv("99999999");
  violates(request, "inline_lot.leaves[0].cpv");
  request = Request();
  request.mutable_inline_lot()->mutable_leaves(0)->add_places("DK999");
  violates(request, "inline_lot.leaves[0].places");
  request = Request();
  request.mutable_options()->set_max_members(9);
  violates(request, "options.max_members");
  request = Request();
  request.mutable_options()->set_role_min_bp(50);
  violates(request, "options.role_min_bp");
  request = Request();
  request.set_top(51);
  violates(request, "top");
  request = Request();
  request.set_lot("tenders/none/lots/LOT-0001");
  EXPECT_THAT(Find(request), IsError(absl::StatusCode::kNotFound, Reason::kNotFound));
}

TEST_F(FindConsortiaTest, EvaluatingTellsWhetherGivenMembersCan) {
  v1::EvaluateConsortiumRequest request;
  *request.mutable_inline_lot() = CleaningLot();
  request.add_enterprises("enterprises/DK13585628");
  request.add_enterprises("enterprises/DK24256790");
  const auto both = EvaluateConsortium(*world_.Now(), request, world_.Unhurried());
  ASSERT_THAT(both, IsOk());
  EXPECT_EQ(both->feasible(), v1::VERDICT_PASS);
  request.mutable_options()->set_policy(v1::THRESHOLD_POLICY_PER_MEMBER);
  const auto strict = EvaluateConsortium(*world_.Now(), request, world_.Unhurried());
  ASSERT_THAT(strict, IsOk());
  EXPECT_EQ(strict->feasible(), v1::VERDICT_FAIL);
  EXPECT_EQ(strict->consortium().members_size(), 2);
  EXPECT_EQ(strict->consortium().readings().per_member().verdict(), v1::VERDICT_FAIL);
  EXPECT_EQ(strict->consortium().reserved_status(), v1::RESERVED_STATUS_NOT_ELIGIBLE);
  request.add_enterprises("enterprises/DK11111111");
  EXPECT_THAT(EvaluateConsortium(*world_.Now(), request, world_.Unhurried()),
              IsError(absl::StatusCode::kNotFound, Reason::kNotFound));
}

}  // namespace
}  // namespace sambyd::application
