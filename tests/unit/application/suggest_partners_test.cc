#include "lib/application/suggest_partners.h"

#include <set>

#include <gtest/gtest.h>

#include "lib/application/find_consortia.h"
#include "tests/support/notice_text.h"
#include "tests/support/status_matchers.h"
#include "tests/support/world.h"

namespace sambyd::application {
namespace {

using sambyd::testing::kVej;
using sambyd::testing::LotSpec;
using sambyd::testing::NoticeSpec;
using sambyd::testing::NoticeText;
using sambyd::testing::Trusted;
using sambyd::testing::World;
using testing_support::IsError;
using testing_support::IsOk;

constexpr char kFirst[] = "tenders/10000000-0000-4000-8000-000000000001";
constexpr char kSecond[] = "tenders/10000000-0000-4000-8000-000000000002";

class SuggestPartnersTest : public ::testing::Test {
 protected:
  SuggestPartnersTest() {
    world_.Register("24256790", "Den Rene Vej", 4, 6);
    world_.Register("13585628", "Blank og Co.", 10, 1);
    world_.Register("25313763", "Huset", 12, 8);
    request_.set_enterprise(kVej);
  }

  // A cleaning lot that is too large for one, open until 15 January 2027.
  static LotSpec Cleaning(const std::string& id) {
    return {.id = id, .value_dkk = "3000000", .reserved = "res-ws", .months = "12"};
  }

  void Store(const std::string& tender, const std::vector<LotSpec>& lots) {
    NoticeSpec spec{.lots = lots};
    spec.procedure_id = tender.substr(tender.find('/') + 1);
    spec.notice_id = spec.procedure_id;
    v1::IngestNoticeRequest notice;
    notice.set_content(NoticeText(spec));
    ASSERT_THAT(world_.ingester->Ingest(notice, Trusted()), IsOk());
  }

  absl::StatusOr<v1::SuggestPartnersResponse> Partners() {
    return SuggestPartners(*world_.Now(), request_, world_.Unhurried());
  }

  static std::vector<std::string> NamesOf(const v1::SuggestPartnersResponse& response) {
    std::vector<std::string> names;
    for (const v1::LotPartners& lot : response.lots()) names.push_back(lot.lot());
    return names;
  }

  World world_;
  v1::SuggestPartnersRequest request_;
};

TEST_F(SuggestPartnersTest, AnOpenLotComesWithTheBestGroupsThatTheEnterpriseIsIn) {
  Store(kFirst, {Cleaning("LOT-0001")});
  const auto response = Partners();
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->lots_size(), 1);
  const v1::LotPartners& lot = response->lots(0);
  EXPECT_EQ(lot.status(), v1::SEARCH_STATUS_OPTIMAL);
  EXPECT_EQ(lot.policy(), v1::THRESHOLD_POLICY_AGGREGATE);
  EXPECT_EQ(lot.own_leaves_size(), 1);
  ASSERT_EQ(lot.groups_size(), 2);
  for (const v1::PartnerGroup& group : lot.groups()) {
    v1::EvaluateConsortiumRequest evaluate;
    evaluate.set_lot(lot.lot());
    std::set<std::string> members;
    for (const v1::EnterpriseReference& member : group.members()) {
      members.insert(member.enterprise());
      evaluate.add_enterprises(member.enterprise());
    }
    EXPECT_TRUE(members.contains(kVej));
    const auto evaluated = EvaluateConsortium(*world_.Now(), evaluate, world_.Unhurried());
    ASSERT_THAT(evaluated, IsOk());
    EXPECT_EQ(evaluated->feasible(), v1::VERDICT_PASS);
    EXPECT_EQ(evaluated->consortium().score_milli(), group.score_milli());
  }
  EXPECT_GE(lot.groups(0).score_milli(), lot.groups(1).score_milli());
}

TEST_F(SuggestPartnersTest, LotsWhoseDeadlineHasPassedAreNotOpen) {
  LotSpec over = Cleaning("LOT-0001");
  over.deadline = "2026-11-22";  // 11:00 UTC, an hour before the clock's noon
  LotSpec today = Cleaning("LOT-0002");
  today.deadline = "2026-11-23";
  Store(kFirst, {over, today});
  EXPECT_EQ(NamesOf(*Partners()), (std::vector{std::string(kFirst) + "/lots/LOT-0002"}));
  world_.clock.Advance(std::chrono::hours(23));
  EXPECT_EQ(NamesOf(*Partners()), std::vector<std::string>());
}

TEST_F(SuggestPartnersTest, LotsOfOtherWorkAreLeftOut) {
  LotSpec gardening = Cleaning("LOT-0001");
  gardening.cpv = "77310000";
  Store(kFirst, {gardening, Cleaning("LOT-0002")});
  EXPECT_EQ(NamesOf(*Partners()), (std::vector{std::string(kFirst) + "/lots/LOT-0002"}));
}

TEST_F(SuggestPartnersTest, ALotThatNobodyCanDoWithItHasNoGroups) {
  LotSpec large = Cleaning("LOT-0001");
  large.value_dkk = "90000000";
  Store(kFirst, {large});
  const auto response = Partners();
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->lots(0).status(), v1::SEARCH_STATUS_INFEASIBLE);
  EXPECT_EQ(response->lots(0).groups_size(), 0);
}

TEST_F(SuggestPartnersTest, PagesTogetherAreTheWholeList) {
  Store(kFirst, {Cleaning("LOT-0001"), Cleaning("LOT-0002")});
  Store(kSecond, {Cleaning("LOT-0001"), Cleaning("LOT-0002"), Cleaning("LOT-0003")});
  const auto whole = Partners();
  ASSERT_THAT(whole, IsOk());
  EXPECT_EQ(whole->lots_size(), 5);
  EXPECT_EQ(whole->next_page_token(), "");
  for (int size = 1; size <= 5; ++size) {
    std::vector<std::string> names;
    request_.set_page_size(size);
    request_.clear_page_token();
    do {
      const auto page = Partners();
      ASSERT_THAT(page, IsOk());
      EXPECT_LE(page->lots_size(), size);
      for (const std::string& name : NamesOf(*page)) names.push_back(name);
      request_.set_page_token(page->next_page_token());
    } while (!request_.page_token().empty());
    EXPECT_EQ(names, NamesOf(*whole)) << size;
  }
}

TEST_F(SuggestPartnersTest, APageThatTimeEndsIsGoneOnFrom) {
  Store(kFirst, {Cleaning("LOT-0001"), Cleaning("LOT-0002")});
  const auto whole = NamesOf(*Partners());
  // The first lot is reached and nothing behind it.
  Circumstances hurried = world_.Unhurried();
  int asked = 0;
  hurried.stop = [&] { return ++asked > 2; };
  const auto first = SuggestPartners(*world_.Now(), request_, hurried);
  ASSERT_THAT(first, IsOk());
  EXPECT_TRUE(first->out_of_time());
  ASSERT_NE(first->next_page_token(), "");
  request_.set_page_token(first->next_page_token());
  auto names = NamesOf(*first);
  for (const std::string& name : NamesOf(*Partners())) names.push_back(name);
  EXPECT_EQ(names, whole);
}

TEST_F(SuggestPartnersTest, WithoutTimeForOneLotTheCallIsOutOfTime) {
  Store(kFirst, {Cleaning("LOT-0001")});
  Circumstances hurried = world_.Unhurried();
  hurried.stop = [] { return true; };
  EXPECT_THAT(SuggestPartners(*world_.Now(), request_, hurried),
              IsError(absl::StatusCode::kDeadlineExceeded, Reason::kDeadlineExceeded));
}

TEST_F(SuggestPartnersTest, BadRequestsAreRefused) {
  const auto refused = [&](absl::StatusCode code, Reason reason) {
    EXPECT_THAT(Partners(), IsError(code, reason));
  };
  request_.set_top(11);
  refused(absl::StatusCode::kInvalidArgument, Reason::kFieldOutOfRange);
  request_.set_top(0);
  request_.mutable_options()->set_max_members(9);
  refused(absl::StatusCode::kInvalidArgument, Reason::kFieldOutOfRange);
  request_.clear_options();
  request_.set_page_token("AAAA");
  refused(absl::StatusCode::kInvalidArgument, Reason::kPageTokenInvalid);
  request_.clear_page_token();
  request_.set_enterprise("enterprises/DK11111111");
  refused(absl::StatusCode::kNotFound, Reason::kNotFound);
  request_.set_enterprise("24256790");
  refused(absl::StatusCode::kInvalidArgument, Reason::kNameInvalid);
}

}  // namespace
}  // namespace sambyd::application
