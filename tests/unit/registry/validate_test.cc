#include "lib/registry/validate.h"

#include <limits>

#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "tests/unit/registry/sample.h"

namespace sambyd::registry {
namespace {

std::string Wrong(const v1::Enterprise& enterprise) {
  return Violations(ValidateEnterprise(enterprise, kToday));
}

std::string Wrong(const v1::WorkforceStatement& statement) {
  return Violations(ValidateWorkforceStatement(statement, kToday));
}

TEST(ValidateEnterpriseTest, AFullDocumentIsValid) {
  EXPECT_EQ(ValidateEnterprise(SampleEnterprise(), kToday), absl::OkStatus());
}

TEST(ValidateEnterpriseTest, IdNameAndHomeAreEnough) {
  v1::Enterprise enterprise;
  *enterprise.mutable_national_id() = SampleEnterprise().national_id();
  enterprise.set_display_name("A");
  enterprise.set_home_place("DK");
  EXPECT_EQ(ValidateEnterprise(enterprise, kToday), absl::OkStatus());
}

TEST(ValidateEnterpriseTest, EverythingMissingIsToldAtOnce) {
  const absl::Status status = ValidateEnterprise(v1::Enterprise(), kToday);
  EXPECT_EQ(Violations(status),
            "national_id.scheme: ; national_id.value: ; display_name: ; home_place: ");
  EXPECT_EQ(RefusalOf(status)->reason, Reason::kFieldRequired);
}

TEST(ValidateEnterpriseTest, ACvrNumberMustPassModulus11) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.clear_name();
  for (const auto value : {"24256791", "2425679", "242567900", "2425679O", "00000000"}) {
    enterprise.mutable_national_id()->set_value(value);
    EXPECT_EQ(Wrong(enterprise), std::string("national_id.value: ") + value);
  }
}

TEST(ValidateEnterpriseTest, OtherRegistersNeedAFormAlone) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.clear_name();
  enterprise.mutable_national_id()->set_scheme("SE:ORGNR");
  enterprise.mutable_national_id()->set_value("5566778899");
  EXPECT_EQ(Wrong(enterprise), "");
  enterprise.mutable_national_id()->set_value("556677-8899");
  EXPECT_EQ(Wrong(enterprise), "national_id.value: 556677-8899");
  for (const auto scheme : {"SE", "SE:", "se:orgnr", "SE-ORGNR", "S:ORGNR", "SE:ORG NR"}) {
    enterprise.mutable_national_id()->set_scheme(scheme);
    enterprise.mutable_national_id()->set_value("5566778899");
    EXPECT_EQ(Wrong(enterprise), std::string("national_id.scheme: ") + scheme);
  }
}

TEST(ValidateEnterpriseTest, TheNameFollowsFromTheNumber) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.set_name("enterprises/DK13585628");
  EXPECT_EQ(Wrong(enterprise), "name: enterprises/DK13585628");
}

TEST(ValidateEnterpriseTest, ANameIsOneLineOfUtf8) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.set_display_name(
      "R\xF8"
      "dgr\xF8"
      "d");
  EXPECT_EQ(Wrong(enterprise), "display_name: other bytes at offset 1");
  for (const auto name : {"A\nB", "A\x7F",
                          "A\xC2\x85"
                          "B",
                          "\x1B[31mA"}) {
    enterprise.set_display_name(name);
    EXPECT_EQ(Wrong(enterprise), "display_name: a control character");
  }
  enterprise.set_display_name(std::string(201, 'a'));
  EXPECT_EQ(Wrong(enterprise), "display_name: 201 bytes");
  enterprise.set_display_name(std::string(200, 'a'));
  EXPECT_EQ(Wrong(enterprise), "");
}

TEST(ValidateEnterpriseTest, CodesMustBeListed) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.set_home_place("0999");
  enterprise.mutable_capabilities(0)->set_cpv("99999999");
  enterprise.mutable_capabilities(1)->set_cpv("90911000-6");
  enterprise.mutable_capabilities(1)->set_service_areas(0, "DK9");
  EXPECT_EQ(Wrong(enterprise),
            "home_place: 0999; capabilities[0].cpv: 99999999; capabilities[1].cpv: 90911000-6; "
            "capabilities[1].service_areas[0]: DK9");
}

TEST(ValidateEnterpriseTest, ACapabilityNeedsCodeAndPlace) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.add_capabilities();
  EXPECT_EQ(Wrong(enterprise), "capabilities[2].cpv: ; capabilities[2].service_areas: ");
}

TEST(ValidateEnterpriseTest, AmountsHaveLimits) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.mutable_yearly_capacity()->set_ore_per_year(-1);
  enterprise.set_delivery_reliability(1001);
  enterprise.mutable_capabilities(0)->mutable_yearly_capacity()->set_ore_per_year(std::int64_t{1}
                                                                                  << 53);
  enterprise.mutable_capabilities(0)->set_quality(-1);
  EXPECT_EQ(Wrong(enterprise),
            "capabilities[0].yearly_capacity.ore_per_year: 9007199254740992; "
            "capabilities[0].quality: -1; yearly_capacity.ore_per_year: -1; "
            "delivery_reliability: 1001");
}

TEST(ValidateEnterpriseTest, TheLargestAmountsAreValid) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.mutable_yearly_capacity()->set_ore_per_year((std::int64_t{1} << 53) - 1);
  enterprise.set_delivery_reliability(1000);
  enterprise.mutable_capabilities(0)->set_quality(0);
  EXPECT_EQ(Wrong(enterprise), "");
}

TEST(ValidateEnterpriseTest, ListsHaveLimitsAndStopBeingReadThere) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.clear_certificates();
  const v1::Capability capability = enterprise.capabilities(0);
  while (enterprise.capabilities_size() < 64) *enterprise.add_capabilities() = capability;
  for (int i = 0; i < 128 - 2; ++i) enterprise.mutable_capabilities(0)->add_service_areas("DK");
  EXPECT_EQ(Wrong(enterprise), "");
  enterprise.add_capabilities();
  enterprise.mutable_capabilities(0)->add_service_areas("nowhere");
  for (int i = 0; i < 33; ++i) enterprise.add_certificates()->set_code("C" + std::to_string(i));
  EXPECT_EQ(Wrong(enterprise),
            "capabilities: 65 entries; capabilities[0].service_areas: 129 entries; "
            "certificates: 33 entries");
}

TEST(ValidateEnterpriseTest, CertificatesHaveCodesOnceAndDaysThatExist) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.mutable_certificates(0)->set_code("iso 9001");
  *enterprise.mutable_certificates(0)->mutable_valid_until() = DateOf(2027, 2, 29);
  enterprise.add_certificates()->set_code("SVANEMAERKET");
  EXPECT_EQ(Wrong(enterprise),
            "certificates[0].code: iso 9001; certificates[0].valid_until: 2027-02-29; "
            "certificates[2].code: SVANEMAERKET");
}

TEST(ValidateEnterpriseTest, SharesOfRevenueSumToAtMostTheWhole) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.mutable_revenue_mix()->set_other_bp(1);
  EXPECT_EQ(Wrong(enterprise), "revenue_mix: 10001");
  enterprise.mutable_revenue_mix()->set_other_bp(-1);
  enterprise.mutable_revenue_mix()->set_largest_customer_bp(10001);
  EXPECT_EQ(Wrong(enterprise), "revenue_mix.other_bp: -1; revenue_mix.largest_customer_bp: 10001");
}

TEST(ValidateEnterpriseTest, SharesOfAnySizeDoNotOverflow) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.mutable_revenue_mix()->set_market_bp(std::numeric_limits<int>::max());
  enterprise.mutable_revenue_mix()->set_other_bp(std::numeric_limits<int>::max());
  EXPECT_EQ(Wrong(enterprise),
            "revenue_mix.market_bp: 2147483647; revenue_mix.other_bp: 2147483647; "
            "revenue_mix: 4294970294");
}

TEST(ValidateEnterpriseTest, WhatWasTrueLiesNotInTheFuture) {
  v1::Enterprise enterprise = SampleEnterprise();
  *enterprise.mutable_as_of() = DateOf(2026, 11, 21);
  EXPECT_EQ(Wrong(enterprise), "");
  *enterprise.mutable_as_of() = DateOf(2026, 11, 22);
  *enterprise.mutable_main_aim()->mutable_as_of() = DateOf(2027, 1, 1);
  *enterprise.mutable_registration()->mutable_registered_on() = DateOf(2027, 1, 1);
  EXPECT_EQ(Wrong(enterprise),
            "main_aim.as_of: 2027-01-01; registration.registered_on: 2027-01-01; as_of: "
            "2026-11-22");
}

TEST(ValidateEnterpriseTest, OneIsTakenOutOfTheRegisterAfterEntry) {
  v1::Enterprise enterprise = SampleEnterprise();
  *enterprise.mutable_registration()->mutable_deregistered_on() = DateOf(2019, 5, 1);
  EXPECT_EQ(Wrong(enterprise), "registration.deregistered_on: 2019-05-01");
  *enterprise.mutable_registration()->mutable_deregistered_on() = DateOf(2019, 5, 2);
  EXPECT_EQ(Wrong(enterprise), "");
  enterprise.mutable_registration()->clear_registered_on();
  EXPECT_EQ(Wrong(enterprise), "registration.deregistered_on: 2019-05-02");
}

TEST(ValidateEnterpriseTest, ContactsAreCheckedAndNotRepeated) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.mutable_contact()->set_phone("ring til Anna");
  for (const auto email : {"anna", "@example.dk", "anna@", "a@b@c", "anna b@example.dk"}) {
    enterprise.mutable_contact()->set_email(email);
    EXPECT_EQ(Wrong(enterprise), "contact.email: another text; contact.phone: another text");
  }
}

TEST(ValidateEnterpriseTest, UnknownEnumValuesAreRefused) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.mutable_main_aim()->set_evidence_level(static_cast<v1::MainAim::EvidenceLevel>(9));
  EXPECT_EQ(Wrong(enterprise), "main_aim.evidence_level: 9");
}

TEST(ValidateWorkforceStatementTest, CountsOnADayAreValid) {
  EXPECT_EQ(ValidateWorkforceStatement(SampleStatement(), kToday), absl::OkStatus());
}

TEST(ValidateWorkforceStatementTest, DayAndCountsAreRequired) {
  EXPECT_EQ(Wrong(v1::WorkforceStatement()), "as_of: ; counts: ");
}

TEST(ValidateWorkforceStatementTest, TheDayExistsAndLiesNotInTheFuture) {
  v1::WorkforceStatement statement = SampleStatement();
  *statement.mutable_as_of() = DateOf(2026, 11, 31);
  EXPECT_EQ(Wrong(statement), "as_of: 2026-11-31");
  *statement.mutable_as_of() = DateOf(2026, 11, 22);
  EXPECT_EQ(Wrong(statement), "as_of: 2026-11-22");
}

TEST(ValidateWorkforceStatementTest, ACategoryIsListedAndStandsOnce) {
  v1::WorkforceStatement statement = SampleStatement();
  statement.mutable_counts(0)->set_category(v1::WORKFORCE_CATEGORY_STU);
  statement.add_counts()->set_category(static_cast<v1::WorkforceCategory>(99));
  statement.add_counts();
  EXPECT_EQ(Wrong(statement),
            "counts[2].category: WORKFORCE_CATEGORY_STU; counts[3].category: 99; "
            "counts[4].category: 0");
}

TEST(ValidateWorkforceStatementTest, ACountIsNeverRepeatedInTheError) {
  v1::WorkforceStatement statement = SampleStatement();
  statement.mutable_counts(0)->set_heads(-31337);
  statement.mutable_counts(1)->set_heads(1000001);
  const absl::Status status = ValidateWorkforceStatement(statement, kToday);
  EXPECT_EQ(Violations(status), "counts[0].heads: a number; counts[1].heads: a number");
  EXPECT_EQ(status.ToString().find("31337"), std::string::npos);
  EXPECT_EQ(status.ToString().find("1000001"), std::string::npos);
}

}  // namespace
}  // namespace sambyd::registry
