#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "tests/unit/notice/tiny_notice.h"

namespace sambyd::notice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Reserved(const std::string& codes) {
  return absl::StrCat("<cac:TendererQualificationRequest>", codes,
                      "</cac:TendererQualificationRequest>");
}

std::string Requirement(const std::string& list, const std::string& code) {
  return absl::StrCat(
      "<cac:SpecificTendererRequirement><cbc:TendererRequirementTypeCode listName='", list, "'>",
      code, "</cbc:TendererRequirementTypeCode></cac:SpecificTendererRequirement>");
}

std::string Objective(const std::string& list, const std::string& code) {
  return absl::StrCat("<cac:ProcurementAdditionalType><cbc:ProcurementTypeCode listName='", list,
                      "'>", code, "</cbc:ProcurementTypeCode></cac:ProcurementAdditionalType>");
}

TEST(LotTermsTest, ReservedParticipationIsReadByItsListName) {
  const v1::Lot lot =
      ParseLot({.terms = Reserved(Requirement("missing-info-submission", "late-some") +
                                  Requirement("reserved-procurement", "res-ws") +
                                  Requirement("reserved-procurement", "res-pub-ser") +
                                  Requirement("reserved-procurement", "res-ws"))});
  EXPECT_THAT(lot.reservations(), ElementsAre(v1::RESERVATION_SHELTERED_WORKSHOP,
                                              v1::RESERVATION_PUBLIC_SERVICE_MISSION));
}

TEST(LotTermsTest, NotReservedIsNotTheSameAsNotGiven) {
  EXPECT_THAT(
      ParseLot({.terms = Reserved(Requirement("reserved-procurement", "none"))}).reservations(),
      ElementsAre(v1::RESERVATION_NONE));
  EXPECT_THAT(ParseLot({}).reservations(), IsEmpty());
}

TEST(LotTermsTest, NoneBesideAReservationGivesWayToIt) {
  TinyNotice tiny;
  tiny.lots = TinyLot{.terms = Reserved(Requirement("reserved-procurement", "none") +
                                        Requirement("reserved-procurement", "res-ws") +
                                        Requirement("reserved-procurement", "res-zoo"))}
                  .Xml();
  const absl::StatusOr<v1::Notice> notice = tiny.Parse();
  ASSERT_TRUE(notice.ok()) << notice.status();
  EXPECT_THAT(notice->lots(0).reservations(), ElementsAre(v1::RESERVATION_SHELTERED_WORKSHOP));
  ASSERT_EQ(notice->tender().warnings_size(), 2);
  EXPECT_EQ(notice->tender().warnings(0).got(), "res-zoo");
  EXPECT_EQ(notice->tender().warnings(1).got(), "none");
}

TEST(LotTermsTest, ReservedExecutionHasThreeAnswersAndAbsence) {
  const auto execution = [](const std::string& code) {
    return ParseLot({.terms = absl::StrCat("<cac:ContractExecutionRequirement>"
                                           "<cbc:ExecutionRequirementCode listName='nda'>true"
                                           "</cbc:ExecutionRequirementCode>"
                                           "</cac:ContractExecutionRequirement>"
                                           "<cac:ContractExecutionRequirement>"
                                           "<cbc:ExecutionRequirementCode "
                                           "listName='reserved-execution'>",
                                           code,
                                           "</cbc:ExecutionRequirementCode>"
                                           "</cac:ContractExecutionRequirement>")})
        .reserved_execution();
  };
  EXPECT_EQ(execution("yes"), v1::RESERVED_EXECUTION_YES);
  EXPECT_EQ(execution("no"), v1::RESERVED_EXECUTION_NO);
  EXPECT_EQ(execution("not-known"), v1::RESERVED_EXECUTION_NOT_KNOWN);
  EXPECT_EQ(execution("maybe"), v1::RESERVED_EXECUTION_UNSPECIFIED);
  EXPECT_EQ(execution(""), v1::RESERVED_EXECUTION_UNSPECIFIED);
}

TEST(LotTermsTest, ObjectivesAreToldApartByTheirListName) {
  const v1::Lot lot = ParseLot({.project = Objective("strategic-procurement", "soc-obj") +
                                           Objective("strategic-procurement", "env-imp") +
                                           Objective("strategic-procurement", "soc-obj") +
                                           Objective("social-objective", "opp") +
                                           Objective("environmental-impact", "circ-econ") +
                                           Objective("accessibility", "n-inc")});
  EXPECT_THAT(lot.strategic_procurement(), ElementsAre("soc-obj", "env-imp"));
  EXPECT_THAT(lot.social_objectives(), ElementsAre("opp"));
  EXPECT_THAT(lot.environmental_impacts(), ElementsAre("circ-econ"));
}

TEST(LotTermsTest, SubcontractingSharesAreBasisPoints) {
  const v1::Lot lot = ParseLot(
      {.terms = absl::StrCat(
           InExtension("<efac:TenderSubcontractingRequirements>"
                       "<efbc:TenderSubcontractingRequirementsCode>subc-oblig"
                       "</efbc:TenderSubcontractingRequirementsCode>"
                       "</efac:TenderSubcontractingRequirements>"),
           "<cac:AllowedSubcontractTerms><cbc:SubcontractingConditionsCode "
           "listName='subcontracting-obligation'>subc-min</cbc:SubcontractingConditionsCode>"
           "<cbc:MinimumPercent>12.5</cbc:MinimumPercent><cbc:MaximumPercent>30"
           "</cbc:MaximumPercent></cac:AllowedSubcontractTerms>")});
  EXPECT_EQ(lot.subcontracting().obligation(), "subc-min");
  EXPECT_EQ(lot.subcontracting().minimum_bp(), 1250);
  EXPECT_EQ(lot.subcontracting().maximum_bp(), 3000);
  EXPECT_THAT(lot.subcontracting().indications(), ElementsAre("subc-oblig"));
}

TEST(LotTermsTest, NoSubcontractingTermsAreNoMessage) {
  EXPECT_FALSE(ParseLot({}).has_subcontracting());
}

TEST(LotTermsTest, AShareAboveTheWholeIsRefused) {
  TinyNotice tiny;
  tiny.lots = TinyLot{.terms =
                          "<cac:AllowedSubcontractTerms><cbc:SubcontractingConditionsCode "
                          "listName='subcontracting-obligation'>subc-min"
                          "</cbc:SubcontractingConditionsCode><cbc:MinimumPercent>101"
                          "</cbc:MinimumPercent></cac:AllowedSubcontractTerms>"}
                  .Xml();
  ExpectRefused(tiny.Parse(), Reason::kFieldOutOfRange, "lots[LOT-0001].subcontracting.minimum");
}

TEST(LotTermsTest, OlderSelectionCriteriaMarkedAsNotUsedAreLeftOut) {
  const auto criterion = [](const std::string& type, const std::string& usage) {
    return absl::StrCat("<efac:SelectionCriteria><cbc:CriterionTypeCode>", type,
                        "</cbc:CriterionTypeCode>",
                        usage.empty() ? ""
                                      : "<cbc:"
                                        "CalculationExpressionCode listName='usage'>",
                        usage, usage.empty() ? "" : "</cbc:CalculationExpressionCode>",
                        "<cbc:Name languageID='DAN'>Navn</cbc:Name>"
                        "<cbc:Description languageID='DAN'>Tekst</cbc:Description>"
                        "</efac:SelectionCriteria>");
  };
  const v1::Lot lot = ParseLot(
      {.terms = InExtension(criterion("tp-abil", "used") + criterion("ef-stand", "n-used") +
                            criterion("sui-act", "nyk") + criterion("other", ""))});
  ASSERT_EQ(lot.selection_criteria_size(), 2);
  EXPECT_EQ(lot.selection_criteria(0).code(), "tp-abil");
  EXPECT_EQ(lot.selection_criteria(0).names(0).text(), "Navn");
  EXPECT_EQ(lot.selection_criteria(0).descriptions(0).text(), "Tekst");
  EXPECT_EQ(lot.selection_criteria(1).code(), "other");
}

TEST(LotTermsTest, NewerSelectionCriteriaHaveACodeAndASource) {
  const v1::Lot lot = ParseLot(
      {.terms = InExtension("<efac:SelectionCriteria><cbc:TendererRequirementTypeCode>"
                            "slc-abil-ref-services</cbc:TendererRequirementTypeCode>"
                            "<cbc:Description languageID='DAN'>Tre referencer</cbc:Description>"
                            "</efac:SelectionCriteria>") +
                Reserved(Requirement("selection-criteria-source", "epo-notice"))},
      "eforms-sdk-1.13");
  ASSERT_EQ(lot.selection_criteria_size(), 1);
  EXPECT_EQ(lot.selection_criteria(0).code(), "slc-abil-ref-services");
  EXPECT_EQ(lot.selection_criteria(0).descriptions(0).text(), "Tre referencer");
  EXPECT_THAT(lot.selection_criteria_sources(), ElementsAre("epo-notice"));
  EXPECT_THAT(lot.reservations(), IsEmpty());
}

TEST(LotTermsTest, DocumentLinksAreListedOnce) {
  const auto link = [](const std::string& uri) {
    return absl::StrCat(
        "<cac:CallForTendersDocumentReference><cac:Attachment>"
        "<cac:ExternalReference><cbc:URI>",
        uri,
        "</cbc:URI></cac:ExternalReference></cac:Attachment>"
        "</cac:CallForTendersDocumentReference>");
  };
  EXPECT_THAT(ParseLot({.terms = link("https://a.example") + link("https://b.example") +
                                 link("https://a.example")})
                  .document_links(),
              ElementsAre("https://a.example", "https://b.example"));
}

TEST(LotTermsTest, SuitableForSmallEnterprisesIsReadInBothSpellings) {
  const auto suitable = [](const std::string& value) {
    return ParseLot({.project = absl::StrCat("<cbc:SMESuitableIndicator>", value,
                                             "</cbc:SMESuitableIndicator>")})
        .sme_suitable();
  };
  EXPECT_TRUE(suitable("true"));
  EXPECT_TRUE(suitable("1"));
  EXPECT_FALSE(suitable("false"));
}

}  // namespace
}  // namespace sambyd::notice
