#include "lib/application/assess_reservation.h"

#include <set>

#include <gtest/gtest.h>

#include "lib/application/find_consortia.h"
#include "tests/support/notice_text.h"
#include "tests/support/status_matchers.h"
#include "tests/support/world.h"

namespace sambyd::application {
namespace {

using sambyd::testing::LotSpec;
using sambyd::testing::NoticeText;
using sambyd::testing::Trusted;
using sambyd::testing::World;
using testing_support::IsError;
using testing_support::IsOk;

// Two social cleaners and three ordinary ones in Aarhus, each with 2 million kroner a year.
class AssessReservationTest : public ::testing::Test {
 protected:
  AssessReservationTest() {
    world_.Register("24256790", "Den Rene Vej", 4, 6);
    world_.Register("25313763", "Huset", 12, 8);
    world_.Register("13585628", "Blank og Co.", 30, 0);
    world_.Register("29189846", "Rent og Pænt", 30, 0);
    world_.Register("25313771", "Gulv og Glas", 30, 0);
  }

  // A year's cleaning for so many kroner.
  static LotSpec Cleaning(const std::string& id, const std::string& value) {
    return {.id = id, .value_dkk = value, .reserved = "res-ws", .months = "12"};
  }

  std::string Store(const std::vector<LotSpec>& lots) {
    v1::IngestNoticeRequest notice;
    notice.set_content(NoticeText({.lots = lots}));
    const auto ingested = world_.ingester->Ingest(notice, Trusted());
    EXPECT_THAT(ingested, IsOk());
    return ingested->tender();
  }

  absl::StatusOr<v1::AssessReservationResponse> Assess() {
    return AssessReservation(*world_.Now(), request_, *world_.ingester, world_.Unhurried());
  }

  World world_;
  v1::AssessReservationRequest request_;
};

TEST_F(AssessReservationTest, EachReadingAndTheOpenLotHaveTheirOutlook) {
  request_.set_lot(Store({Cleaning("LOT-0001", "1900000")}) + "/lots/LOT-0001");
  const auto response = Assess();
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->lots_size(), 1);
  const v1::LotAssessment& lot = response->lots(0);
  EXPECT_TRUE(lot.reserved());
  EXPECT_EQ(lot.values_known(), v1::VERDICT_PASS);
  EXPECT_EQ(lot.leaves(0).candidates(), 5);
  ASSERT_EQ(lot.readings_size(), 4);
  EXPECT_EQ(lot.readings(0).policy(), v1::THRESHOLD_POLICY_AGGREGATE);
  EXPECT_EQ(lot.readings(1).policy(), v1::THRESHOLD_POLICY_PER_MEMBER);
  EXPECT_EQ(lot.readings(2).policy(), v1::THRESHOLD_POLICY_LEAD_ONLY);
  EXPECT_EQ(lot.readings(3).policy(), v1::THRESHOLD_POLICY_NONE);
  for (const v1::ReadingAssessment& reading : lot.readings()) {
    EXPECT_EQ(reading.outlook(), v1::OUTLOOK_COMPETITION_LIKELY) << reading.ShortDebugString();
    EXPECT_TRUE(reading.all_consortia_counted());
  }
  EXPECT_EQ(lot.readings(1).leaves(0).able(), 2);
  EXPECT_EQ(lot.readings(1).disjoint_size(), 2);
  EXPECT_EQ(lot.readings(1).disjoint_bound(), 2);
  EXPECT_EQ(lot.readings(3).disjoint_size(), 5);
}

TEST_F(AssessReservationTest, WhereAllSocialFirmsAreNeededThereIsOneConsortium) {
  request_.set_lot(Store({Cleaning("LOT-0001", "3900000")}) + "/lots/LOT-0001");
  const auto response = Assess();
  ASSERT_THAT(response, IsOk());
  const v1::ReadingAssessment& per_member = response->lots(0).readings(1);
  EXPECT_EQ(per_member.outlook(), v1::OUTLOOK_SINGLE_CONSORTIUM);
  ASSERT_EQ(per_member.disjoint_size(), 1);
  EXPECT_EQ(per_member.disjoint(0).members_size(), 2);
  EXPECT_EQ(per_member.disjoint(0).members(0).display_name(), "Den Rene Vej");
  EXPECT_EQ(response->lots(0).readings(3).outlook(), v1::OUTLOOK_COMPETITION_LIKELY);
}

TEST_F(AssessReservationTest, DisjointConsortiaShareNobodyAndEachIsFeasible) {
  request_.set_lot(Store({Cleaning("LOT-0001", "3900000")}) + "/lots/LOT-0001");
  const auto response = Assess();
  ASSERT_THAT(response, IsOk());
  for (const v1::ReadingAssessment& reading : response->lots(0).readings()) {
    std::set<std::string> seen;
    for (const v1::DisjointConsortium& consortium : reading.disjoint()) {
      v1::EvaluateConsortiumRequest evaluate;
      evaluate.set_lot(request_.lot());
      evaluate.mutable_options()->set_policy(reading.policy());
      for (const v1::EnterpriseReference& member : consortium.members()) {
        EXPECT_TRUE(seen.insert(member.enterprise()).second) << member.enterprise();
        evaluate.add_enterprises(member.enterprise());
      }
      EXPECT_EQ(EvaluateConsortium(*world_.Now(), evaluate, world_.Unhurried())->feasible(),
                v1::VERDICT_PASS);
    }
  }
}

TEST_F(AssessReservationTest, WorkThatNobodyDoesThereIsNotCoveredAndTheBottleneckIsThePlace) {
  LotSpec far = Cleaning("LOT-0001", "1000000");
  far.nuts = "DK014";
  request_.set_lot(Store({far}) + "/lots/LOT-0001");
  const auto response = Assess();
  ASSERT_THAT(response, IsOk());
  const v1::ReadingAssessment& aggregate = response->lots(0).readings(0);
  EXPECT_EQ(aggregate.outlook(), v1::OUTLOOK_NOT_COVERED);
  EXPECT_EQ(aggregate.leaves(0).able(), 0);
  EXPECT_EQ(aggregate.leaves(0).able_anywhere(), 5);
  EXPECT_EQ(aggregate.bottleneck_leaf(), request_.lot());
  EXPECT_EQ(aggregate.disjoint_bound(), 0);
}

TEST_F(AssessReservationTest, AnUnknownValueStaysUnknown) {
  request_.set_tender(Store({Cleaning("LOT-0001", "")}));
  const auto response = Assess();
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->lots(0).values_known(), v1::VERDICT_UNKNOWN);
  EXPECT_EQ(response->above_threshold(), v1::VERDICT_UNKNOWN);
  for (const v1::ReadingAssessment& reading : response->lots(0).readings()) {
    EXPECT_EQ(reading.outlook(), v1::OUTLOOK_UNKNOWN);
  }
}

TEST_F(AssessReservationTest, ATenderIsAssessedLotByLotAndMeasuredAgainstTheThreshold) {
  // Goods and services of municipalities from 1,611,360 kroner on.
  request_.set_tender(Store({Cleaning("LOT-0001", "1000000"), Cleaning("LOT-0002", "611360")}));
  auto response = Assess();
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->lots_size(), 2);
  EXPECT_EQ(response->lots(0).lot(), request_.tender() + "/lots/LOT-0001");
  EXPECT_EQ(response->lots(1).lot(), request_.tender() + "/lots/LOT-0002");
  EXPECT_EQ(response->above_threshold(), v1::VERDICT_PASS);
  EXPECT_EQ(response->position(), world_.Now()->position());
  request_.set_notice(
      NoticeText({.lots = {Cleaning("LOT-0001", "1000000"), Cleaning("LOT-0002", "611359")}}));
  response = Assess();
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->above_threshold(), v1::VERDICT_FAIL);
}

TEST_F(AssessReservationTest, CanteensAreMeasuredByTheThresholdOfTheLightRegime) {
  const auto above = [&](const std::string& cpv, const std::string& value) {
    request_.set_notice(NoticeText({.cpv = cpv, .lots = {Cleaning("LOT-0001", value)}}));
    return Assess()->above_threshold();
  };
  EXPECT_EQ(above("55510000", "3000000"), v1::VERDICT_FAIL);
  EXPECT_EQ(above("55510000", "5594999"), v1::VERDICT_FAIL);
  EXPECT_EQ(above("55510000", "5595000"), v1::VERDICT_PASS);
  // Canteens and catering: the light regime names what is below, not the code.
  EXPECT_EQ(above("55500000", "1611359"), v1::VERDICT_FAIL);
  EXPECT_EQ(above("55500000", "3000000"), v1::VERDICT_UNKNOWN);
  EXPECT_EQ(above("55500000", "5595000"), v1::VERDICT_PASS);
}

TEST_F(AssessReservationTest, ADraftIsAssessedLikeTheStoredTenderAndNotStored) {
  const std::vector<LotSpec> lots = {Cleaning("LOT-0001", "1900000")};
  request_.set_notice(NoticeText({.lots = lots}));
  const auto draft = Assess();
  ASSERT_THAT(draft, IsOk());
  EXPECT_EQ(world_.Now()->snapshot->Count<v1::Tender>(), 0);
  request_.set_tender(Store(lots));
  auto stored = Assess();
  ASSERT_THAT(stored, IsOk());
  stored->set_position(draft->position());
  EXPECT_EQ(stored->SerializeAsString(), draft->SerializeAsString());
}

TEST_F(AssessReservationTest, TheLimitsOfCountingAreStated) {
  request_.set_lot(Store({Cleaning("LOT-0001", "1900000")}) + "/lots/LOT-0001");
  request_.set_max_consortia(2);
  request_.set_max_disjoint(1);
  const auto response = Assess();
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->max_consortia(), 2);
  EXPECT_EQ(response->max_disjoint(), 1);
  const v1::ReadingAssessment& open = response->lots(0).readings(3);
  EXPECT_EQ(open.consortia(), 2);
  EXPECT_FALSE(open.all_consortia_counted());
  EXPECT_EQ(open.disjoint_bound(), 1);
}

TEST_F(AssessReservationTest, LotsThatTimeRanOutForAreNamed) {
  request_.set_tender(Store({Cleaning("LOT-0001", "1000000"), Cleaning("LOT-0002", "611360")}));
  Circumstances hurried = world_.Unhurried();
  hurried.stop = [] { return true; };
  const auto response = AssessReservation(*world_.Now(), request_, *world_.ingester, hurried);
  ASSERT_THAT(response, IsOk());
  EXPECT_TRUE(response->out_of_time());
  EXPECT_EQ(response->lots_size(), 0);
  ASSERT_EQ(response->unassessed_lots_size(), 2);
  EXPECT_EQ(response->unassessed_lots(0).lot(), request_.tender() + "/lots/LOT-0001");
  EXPECT_EQ(response->unassessed_lots(0).cause(), v1::UnassessedLot::CAUSE_DEADLINE);
}

TEST_F(AssessReservationTest, BadRequestsAreRefused) {
  const auto refused = [&](absl::StatusCode code, Reason reason) {
    EXPECT_THAT(Assess(), IsError(code, reason));
  };
  refused(absl::StatusCode::kInvalidArgument, Reason::kFieldRequired);
  request_.set_tender("tenders/none");
  refused(absl::StatusCode::kNotFound, Reason::kNotFound);
  request_.set_lot("tenders/none/lots/LOT-0001");
  refused(absl::StatusCode::kNotFound, Reason::kNotFound);
  request_.set_lot("LOT-0001");
  refused(absl::StatusCode::kInvalidArgument, Reason::kNameInvalid);
  request_.set_notice("a tender");
  refused(absl::StatusCode::kInvalidArgument, Reason::kNoticeNotXml);
  request_.set_max_consortia(201);
  refused(absl::StatusCode::kInvalidArgument, Reason::kFieldOutOfRange);
}

}  // namespace
}  // namespace sambyd::application
