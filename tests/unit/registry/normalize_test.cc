#include "lib/registry/normalize.h"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "lib/registry/validate.h"
#include "tests/unit/registry/sample.h"

namespace sambyd::registry {
namespace {

using google::protobuf::util::MessageDifferencer;

TEST(NormalizeTest, WhatIsNormalStaysAsItIs) {
  v1::Enterprise enterprise = SampleEnterprise();
  Normalize(enterprise);
  EXPECT_TRUE(MessageDifferencer::Equals(enterprise, SampleEnterprise()));
}

TEST(NormalizeTest, OutputOnlyFieldsAreCleared) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.set_etag("x");
  enterprise.set_update_position(7);
  enterprise.mutable_workforce()->mutable_totals()->set_special(3);
  enterprise.mutable_create_time();
  enterprise.mutable_update_time();
  enterprise.mutable_profile_confirm_time();
  Normalize(enterprise);
  EXPECT_TRUE(MessageDifferencer::Equals(enterprise, SampleEnterprise()));
}

TEST(NormalizeTest, TheSameSaidOtherwiseBecomesTheSame) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.set_display_name("  Værkstedet\tpå\r\n Æblevej ");
  v1::Capability& capability = *enterprise.mutable_capabilities(0);
  capability.set_cpv("90911000-6");
  capability.clear_service_areas();
  for (const auto* area : {"DK042", "0751", "DK042"}) capability.add_service_areas(area);
  capability.set_description("Rengøring\naf skoler\n");
  enterprise.mutable_certificates()->SwapElements(0, 1);
  Normalize(enterprise);
  EXPECT_TRUE(MessageDifferencer::Equals(enterprise, SampleEnterprise()));
}

TEST(NormalizeTest, WhatCannotBeTidiedIsLeftToTheValidator) {
  v1::Enterprise enterprise = SampleEnterprise();
  enterprise.mutable_capabilities(0)->set_cpv("rengøring");
  enterprise.set_display_name("\xF8\xFF");
  Normalize(enterprise);
  EXPECT_EQ(Violations(ValidateEnterprise(enterprise, kToday)),
            "display_name: other bytes at offset 0; capabilities[0].cpv: rengøring");
}

TEST(NormalizeTest, CountsStandInTheOrderOfTheirCategories) {
  v1::WorkforceStatement statement = SampleStatement();
  statement.set_name("something");
  statement.mutable_counts()->SwapElements(0, 2);
  Normalize(statement);
  EXPECT_TRUE(MessageDifferencer::Equals(statement, SampleStatement()));
}

}  // namespace
}  // namespace sambyd::registry
