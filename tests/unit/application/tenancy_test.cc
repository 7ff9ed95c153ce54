// What belongs to one buyer or one enterprise: who sees it and who may change it.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/application/assess_reservation.h"
#include "lib/application/caller.h"
#include "lib/application/enterprise_document.h"
#include "lib/application/find_consortia.h"
#include "lib/application/suggest_partners.h"
#include "lib/application/tender_queries.h"
#include "lib/base/error.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/application/review_fixture.h"

namespace sambyd::application {
namespace {

using sambyd::testing::NoticeText;
using ::testing::ContainsRegex;
using ::testing::Not;
using testing_support::IsError;
using testing_support::IsOk;

constexpr char kOwnNumber[] = "29189846";  // the buyer of NoticeText
constexpr char kEnterprise[] = "enterprises/DK24256790";

const Caller kBuyer{.buyer = kOwnNumber};
const Caller kOtherBuyer{.buyer = "55133018"};
const Caller kRegistrar{.keeps_register = true};
const Caller kPublic{};

v1::Tender TenderOf(const std::string& number, const std::string& country = "DNK") {
  v1::Tender tender;
  v1::Organization& buyer = *tender.add_buyers();
  buyer.set_registration_id(number);
  buyer.set_country(country);
  return tender;
}

TEST(CallerTest, ABuyerIsKnownByItsNumberHoweverANoticeWritesIt) {
  for (const char* number : {"29189846", "DK29189846", "DK-29 18 98 46", "CVR 29189846"}) {
    EXPECT_TRUE(ActsForBuyer(kBuyer, TenderOf(number))) << number;
    EXPECT_FALSE(ActsForBuyer(kOtherBuyer, TenderOf(number))) << number;
  }
  for (const char* number : {"", "2918984", "129189846", "29189846 55133018"}) {
    EXPECT_FALSE(ActsForBuyer(kBuyer, TenderOf(number))) << number;
  }
}

TEST(CallerTest, TheSameDigitsInAnotherCountryAreAnotherBuyer) {
  EXPECT_FALSE(ActsForBuyer(kBuyer, TenderOf("2918984-6", "FIN")));
  EXPECT_TRUE(ActsForBuyer({.buyer = "2918984-6"}, TenderOf("2918984-6", "FIN")));
}

TEST(CallerTest, WhoActsForNobodyIsNoBuyerOfATenderWithoutANumber) {
  EXPECT_FALSE(ActsForBuyer(kPublic, TenderOf("")));
  EXPECT_FALSE(ActsForBuyer(kRegistrar, TenderOf("29189846")));
}

class TenancyTest : public ReviewFixture {
 protected:
  absl::StatusOr<v1::IngestNoticeResponse> Bring(const sambyd::testing::NoticeSpec& spec,
                                                 const Caller& caller) {
    v1::IngestNoticeRequest request;
    request.set_content(NoticeText(spec));
    return world_.ingester->Ingest(request, caller);
  }
  absl::StatusOr<v1::ReviewLotResponse> Reject(int number, const Caller& caller,
                                               const std::string& request_id = "") {
    v1::ReviewLotRequest request;
    request.set_name(Name(number));
    request.set_request_id(request_id);
    request.mutable_reject();
    auto written = ReviewLot(world_.log(), request, caller);
    if (!written.ok()) return written.status();
    return written->response;
  }
  const storage::Snapshot& Snapshot() const { return *world_.Now()->snapshot; }
  absl::StatusOr<v1::ListLotsResponse> List(const Caller& caller, bool show_rejected) const {
    v1::ListLotsRequest request;
    request.set_parent(kTender);
    request.set_show_rejected(show_rejected);
    return ListLots(Snapshot(), request, caller);
  }
};

const auto kNotYours = IsError(absl::StatusCode::kPermissionDenied, Reason::kNotYours);
const auto kMissing = IsError(absl::StatusCode::kNotFound, Reason::kNotFound);

TEST_F(TenancyTest, ALotIsReviewedByItsBuyerAlone) {
  Ingest(kThreeTasks);
  for (const Caller& caller : {kOtherBuyer, kRegistrar, kPublic}) {
    EXPECT_THAT(Reject(1, caller), kNotYours);
  }
  EXPECT_EQ(Child(1).set_aside(), v1::Lot::SET_ASIDE_UNSPECIFIED);
  EXPECT_THAT(Reject(1, kBuyer), IsOk());
  EXPECT_EQ(Child(1).set_aside(), v1::Lot::SET_ASIDE_REJECTED);
}

TEST_F(TenancyTest, ADecisionIsNotReplayedForAnotherBuyer) {
  constexpr char kId[] = "2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d";
  Ingest(kThreeTasks);
  const auto first = Reject(1, kBuyer, kId);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(Reject(1, kBuyer, kId)->SerializeAsString(), first->SerializeAsString());
  EXPECT_FALSE(Reject(1, kOtherBuyer, kId).ok());
}

TEST_F(TenancyTest, WhatABuyerDecidedIsSeenByItAlone) {
  Ingest(kThreeTasks);
  ASSERT_THAT(Reject(1, kBuyer), IsOk());
  ASSERT_THAT(Retitle(2, "Vinduer på rådhuset"), IsOk());
  EXPECT_EQ(GetLot(Snapshot(), Name(1), kBuyer)->review().decision(),
            v1::LotReview::DECISION_REJECTED);
  EXPECT_TRUE(GetLot(Snapshot(), Name(2), kBuyer)->review().has_proposed());
  EXPECT_EQ(List(kBuyer, true)->lots_size(), List(kBuyer, false)->lots_size() + 1);
  for (const Caller& caller : {kOtherBuyer, kRegistrar, kPublic}) {
    EXPECT_THAT(GetLot(Snapshot(), Name(1), caller), kMissing);
    const auto edited = GetLot(Snapshot(), Name(2), caller);
    ASSERT_THAT(edited, IsOk());
    EXPECT_FALSE(edited->has_review());
    EXPECT_EQ(edited->titles(0).text(), "Vinduer på rådhuset");
    const auto listed = List(caller, true);
    ASSERT_THAT(listed, IsOk());
    EXPECT_EQ(listed->SerializeAsString(), List(caller, false)->SerializeAsString());
    for (const v1::Lot& lot : listed->lots()) {
      EXPECT_FALSE(lot.has_review());
      EXPECT_NE(lot.name(), Name(1));
    }
    v1::FindConsortiaRequest match;
    match.set_lot(Name(1));
    EXPECT_THAT(FindConsortia(*world_.Now(), match, world_.Unhurried(caller)), kMissing);
    v1::AssessReservationRequest assess;
    assess.set_lot(Name(1));
    EXPECT_THAT(
        AssessReservation(*world_.Now(), assess, *world_.ingester, world_.Unhurried(caller)),
        kMissing);
  }
}

TEST_F(TenancyTest, NoSentenceSpeaksOfTheBuyersDecisions) {
  Ingest(kThreeTasks);
  ASSERT_THAT(Reject(1, kBuyer), IsOk());
  ASSERT_THAT(Retitle(2, "Vinduer på rådhuset"), IsOk());
  ASSERT_THAT(Merge(2, {3}), IsOk());
  const auto listed = List(kPublic, false);
  ASSERT_THAT(listed, IsOk());
  ASSERT_GT(listed->lots_size(), 1);
  for (const v1::Lot& lot : listed->lots()) {
    for (const v1::LocalizedText& reason : lot.derivation().reasons()) {
      EXPECT_THAT(reason.text(), Not(ContainsRegex("øber|uyer"))) << lot.name();
    }
  }
}

TEST_F(TenancyTest, AnAcceptedLotIsTheSameToOthersAsBefore) {
  Ingest(kThreeTasks);
  const auto before = GetLot(Snapshot(), Name(1), kPublic);
  const auto parent = GetLot(Snapshot(), kLot, kPublic);
  ASSERT_THAT(Accept(1), IsOk());
  EXPECT_EQ(GetLot(Snapshot(), Name(1), kPublic)->SerializeAsString(), before->SerializeAsString());
  EXPECT_EQ(GetLot(Snapshot(), kLot, kPublic)->SerializeAsString(), parent->SerializeAsString());
}

TEST_F(TenancyTest, ThatABuyerRejectedEveryPartIsItsOwnAffair) {
  Ingest(kThreeTasks);
  for (const int number : {1, 2, 3}) ASSERT_THAT(Reject(number, kBuyer), IsOk());
  EXPECT_EQ(GetLot(Snapshot(), kLot, kBuyer)->no_split().code(), "REJECTED");
  EXPECT_FALSE(GetLot(Snapshot(), kLot, kPublic)->has_no_split());
  EXPECT_FALSE(List(kPublic, true)->lots(0).has_no_split());
}

TEST_F(TenancyTest, StaleDecisionsAreCountedForTheBuyerAlone) {
  Ingest(kThreeTasks);
  ASSERT_THAT(Accept(1), IsOk());
  sambyd::testing::NoticeSpec changed{.version = "02"};
  changed.lots[0].description = "Levering af kontormøbler, borde og stole.";
  const auto brought = Bring(changed, kRegistrar);
  ASSERT_THAT(brought, IsOk());
  EXPECT_EQ(brought->stale_reviews(), 0);
  changed.version = "03";
  EXPECT_EQ(Bring(changed, kBuyer)->stale_reviews(), 1);
  const auto listed = List(kPublic, true);
  for (const v1::Lot& lot : listed->lots()) {
    EXPECT_EQ(lot.set_aside(), v1::Lot::SET_ASIDE_UNSPECIFIED);
  }
}

TEST_F(TenancyTest, ABuyerBringsItsOwnNoticesAndARegistrarAny) {
  EXPECT_THAT(Bring({}, kOtherBuyer), kNotYours);
  EXPECT_THAT(Bring({}, kPublic), kNotYours);
  EXPECT_EQ(world_.Now()->position(), 0);
  EXPECT_THAT(Bring({}, kBuyer), IsOk());
  EXPECT_THAT(Bring({.version = "02"}, kRegistrar), IsOk());
}

TEST_F(TenancyTest, ABuyerDoesNotTakeOverATenderByNamingItself) {
  ASSERT_THAT(Bring({}, kBuyer), IsOk());
  const auto stored = GetTender(Snapshot(), kTender, kPublic);
  EXPECT_THAT(Bring({.version = "02", .title = "Mit udbud", .buyer_id = "55133018"}, kOtherBuyer),
              kNotYours);
  EXPECT_EQ(GetTender(Snapshot(), kTender, kPublic)->SerializeAsString(),
            stored->SerializeAsString());
}

TEST_F(TenancyTest, ADraftIsSeenByItsBuyerAloneUntilItIsPublished) {
  const sambyd::testing::NoticeSpec draft{.published = false};
  ASSERT_THAT(Bring(draft, kBuyer), IsOk());
  EXPECT_THAT(GetTender(Snapshot(), kTender, kBuyer), IsOk());
  EXPECT_EQ(ListTenders(Snapshot(), {}, kBuyer)->tenders_size(), 1);
  world_.Register("24256790", "Den Rene Vej", 8, 12);
  v1::SuggestPartnersRequest partners;
  partners.set_enterprise(kEnterprise);
  const auto offered = [&](const Caller& caller) {
    return SuggestPartners(*world_.Now(), partners, world_.Unhurried(caller))->lots_size();
  };
  EXPECT_EQ(offered(kBuyer), 1);
  for (const Caller& caller : {kOtherBuyer, kRegistrar, kPublic}) {
    EXPECT_THAT(GetTender(Snapshot(), kTender, caller), kMissing);
    EXPECT_THAT(GetLot(Snapshot(), kLot, caller), kMissing);
    EXPECT_THAT(List(caller, false), kMissing);
    EXPECT_EQ(ListTenders(Snapshot(), {}, caller)->tenders_size(), 0);
    EXPECT_THAT(Reject(1, caller), kMissing);
    v1::FindConsortiaRequest match;
    match.set_lot(kLot);
    EXPECT_THAT(FindConsortia(*world_.Now(), match, world_.Unhurried(caller)), kMissing);
    v1::AssessReservationRequest assess;
    assess.set_tender(kTender);
    EXPECT_THAT(
        AssessReservation(*world_.Now(), assess, *world_.ingester, world_.Unhurried(caller)),
        kMissing);
    EXPECT_EQ(offered(caller), 0);
  }
  ASSERT_THAT(Bring({.version = "02"}, kBuyer), IsOk());
  EXPECT_THAT(GetTender(Snapshot(), kTender, kPublic), IsOk());
  EXPECT_EQ(offered(kPublic), 1);
}

// What others assess of an enterprise decides who is ranked first.
class OwnProfileTest : public ::testing::Test {
 protected:
  OwnProfileTest() {
    world_.Register("24256790", "Den Rene Vej", 8, 12);
    EXPECT_THAT(Change(kRegistrar,
                       [](v1::Enterprise& profile) {
                         profile.set_delivery_reliability(300);
                         profile.mutable_capabilities(0)->set_quality(200);
                         profile.mutable_registration()->mutable_checked_on()->set_year(2026);
                         profile.mutable_registration()->mutable_checked_on()->set_month(1);
                         profile.mutable_registration()->mutable_checked_on()->set_day(2);
                         profile.mutable_main_aim()->set_evidence_level(
                             v1::MainAim::EVIDENCE_LEVEL_AUDITED);
                       }),
                IsOk());
  }

  // Sends the stored profile back with this edit.
  template <class Edit>
  absl::Status Change(const Caller& caller, const Edit& edit) {
    v1::UpdateEnterpriseRequest request;
    *request.mutable_enterprise() = *StoredProfile(*world_.Now()->snapshot, "DK24256790").value();
    edit(*request.mutable_enterprise());
    return world_.commands->Update(request, caller).status();
  }

  const Caller self_{.enterprise = kEnterprise};
  sambyd::testing::World world_;
};

TEST_F(OwnProfileTest, AnEnterpriseTellsWhatItDoes) {
  EXPECT_THAT(Change(self_,
                     [](v1::Enterprise& profile) {
                       profile.set_display_name("Den Renere Vej");
                       v1::Capability& laundry = *profile.add_capabilities();
                       laundry.set_cpv("98310000");
                       laundry.add_service_areas("DK042");
                     }),
              IsOk());
  EXPECT_THAT(Change(self_,
                     [](v1::Enterprise& profile) {
                       profile.mutable_main_aim()->set_evidence_level(
                           v1::MainAim::EVIDENCE_LEVEL_MANAGEMENT_SIGNED);
                     }),
              IsOk());
}

TEST_F(OwnProfileTest, AnEnterpriseDoesNotAssessItself) {
  const std::vector<std::pair<const char*, std::function<void(v1::Enterprise&)>>> edits = {
      {"enterprise.delivery_reliability",
       [](v1::Enterprise& profile) { profile.set_delivery_reliability(1000); }},
      {"enterprise.delivery_reliability",
       [](v1::Enterprise& profile) { profile.clear_delivery_reliability(); }},
      {"enterprise.capabilities[0].quality",
       [](v1::Enterprise& profile) { profile.mutable_capabilities(0)->set_quality(1000); }},
      {"enterprise.capabilities[0].quality",
       [](v1::Enterprise& profile) { profile.mutable_capabilities(0)->clear_quality(); }},
      {"enterprise.capabilities[1].quality",
       [](v1::Enterprise& profile) {
         *profile.add_capabilities() = profile.capabilities(0);
         profile.mutable_capabilities(1)->set_cpv("90911300");
       }},
      {"enterprise.capabilities",
       [](v1::Enterprise& profile) {
         profile.mutable_capabilities(0)->set_cpv("98310000");
         profile.mutable_capabilities(0)->clear_quality();
       }},
      {"enterprise.capabilities[0].quality",
       [](v1::Enterprise& profile) { profile.mutable_capabilities(0)->set_cpv("98310000"); }},
      {"enterprise.capabilities[0].quality",
       [](v1::Enterprise& profile) {
         profile.mutable_capabilities(0)->set_cpv("90900000");
         profile.mutable_capabilities(0)->clear_quality();
       }},
      {"enterprise.capabilities[1].quality",
       [](v1::Enterprise& profile) { *profile.add_capabilities() = profile.capabilities(0); }},
      {"enterprise.capabilities[1].quality",
       [](v1::Enterprise& profile) {
         *profile.add_capabilities() = profile.capabilities(0);
         profile.mutable_capabilities(1)->set_cpv("90911200");
         profile.mutable_capabilities(1)->clear_quality();
       }},
      {"enterprise.registration", [](v1::Enterprise& profile) { profile.clear_registration(); }},
      {"enterprise.main_aim.evidence_level",
       [](v1::Enterprise& profile) { profile.mutable_main_aim()->set_integration(false); }}};
  for (const auto& [field, edit] : edits) {
    const absl::Status refused = Change(self_, edit);
    EXPECT_THAT(refused, kNotYours) << field;
    ASSERT_TRUE(RefusalOf(refused)) << field;
    EXPECT_EQ(RefusalOf(refused)->violations.at(0).field, field);
    EXPECT_THAT(Change(kRegistrar, [](v1::Enterprise&) {}), IsOk());
  }
}

TEST_F(OwnProfileTest, AnEnterpriseDoesNotAuditItself) {
  v1::SubmitWorkforceStatementRequest request;
  request.set_parent(kEnterprise);
  *request.mutable_workforce_statement() = sambyd::testing::Statement(8, 12);
  request.mutable_workforce_statement()->set_evidence_level(
      v1::WorkforceStatement::EVIDENCE_LEVEL_AUDITED);
  EXPECT_THAT(world_.commands->SubmitStatement(request, self_), kNotYours);
  EXPECT_THAT(world_.commands->SubmitStatement(request, kRegistrar), IsOk());
  request.mutable_workforce_statement()->set_evidence_level(
      v1::WorkforceStatement::EVIDENCE_LEVEL_MANAGEMENT_SIGNED);
  EXPECT_THAT(world_.commands->SubmitStatement(request, self_), IsOk());
}

}  // namespace
}  // namespace sambyd::application
