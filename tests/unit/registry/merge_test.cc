#include "lib/registry/merge.h"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "tests/unit/registry/sample.h"

namespace sambyd::registry {
namespace {

using google::protobuf::FieldMask;
using google::protobuf::util::MessageDifferencer;

FieldMask Mask(std::initializer_list<const char*> paths) {
  FieldMask mask;
  for (const char* path : paths) mask.add_paths(path);
  return mask;
}

Reason RefusalReason(const absl::Status& status) { return RefusalOf(status).value().reason; }

TEST(MergeTest, OnlyTheFieldsOfTheMaskChange) {
  v1::Enterprise update;
  update.set_display_name("Nyt navn");
  update.set_home_place("0101");
  const auto merged = MergeEnterprise(SampleEnterprise(), update, Mask({"display_name"}));
  v1::Enterprise expected = SampleEnterprise();
  expected.set_display_name("Nyt navn");
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*merged, expected));
}

TEST(MergeTest, AFieldOfTheMaskThatIsNotSetIsCleared) {
  const auto merged =
      MergeEnterprise(SampleEnterprise(), v1::Enterprise(),
                      Mask({"delivery_reliability", "capabilities", "contact", "contact"}));
  v1::Enterprise expected = SampleEnterprise();
  expected.clear_delivery_reliability();
  expected.clear_capabilities();
  expected.clear_contact();
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_TRUE(MessageDifferencer::Equals(*merged, expected));
}

TEST(MergeTest, AZeroThatIsSetIsKept) {
  v1::Enterprise update;
  update.set_delivery_reliability(0);
  const auto merged = MergeEnterprise(SampleEnterprise(), update, Mask({"delivery_reliability"}));
  ASSERT_TRUE(merged.ok());
  EXPECT_TRUE(merged->has_delivery_reliability());
  EXPECT_EQ(merged->delivery_reliability(), 0);
}

TEST(MergeTest, ListsAndMessagesAreReplacedWhole) {
  v1::Enterprise update;
  update.add_capabilities()->set_cpv("55510000");
  update.mutable_contact()->set_phone("70 10 20 30");
  const auto merged =
      MergeEnterprise(SampleEnterprise(), update, Mask({"capabilities", "contact"}));
  ASSERT_TRUE(merged.ok());
  ASSERT_EQ(merged->capabilities_size(), 1);
  EXPECT_EQ(merged->capabilities(0).cpv(), "55510000");
  EXPECT_EQ(merged->contact().email(), "");
}

TEST(MergeTest, AnEmptyMaskAndAStarReplaceTheWholeProfile) {
  v1::Enterprise stored = SampleEnterprise();
  stored.set_etag("1");
  stored.mutable_workforce()->set_meets_share(v1::VERDICT_PASS);
  v1::Enterprise update;
  update.set_display_name("Nyt navn");
  update.set_home_place("0101");
  update.set_etag("2");
  v1::Enterprise expected;
  expected.set_name(stored.name());
  *expected.mutable_national_id() = stored.national_id();
  expected.set_etag("1");
  *expected.mutable_workforce() = stored.workforce();
  expected.set_display_name("Nyt navn");
  expected.set_home_place("0101");
  for (const FieldMask& mask : {Mask({}), Mask({"*"})}) {
    const auto merged = MergeEnterprise(stored, update, mask);
    ASSERT_TRUE(merged.ok()) << merged.status();
    EXPECT_TRUE(MessageDifferencer::Equals(*merged, expected)) << merged->DebugString();
  }
}

TEST(MergeTest, EveryFieldOfAnEnterpriseCanChangeOrIsRefused) {
  const auto* descriptor = v1::Enterprise::descriptor();
  std::string immutable;
  for (int i = 0; i < descriptor->field_count(); ++i) {
    const std::string name(descriptor->field(i)->name());
    const auto merged = MergeEnterprise(SampleEnterprise(), {}, Mask({name.c_str()}));
    if (merged.ok()) continue;
    EXPECT_EQ(RefusalReason(merged.status()), Reason::kFieldImmutable);
    immutable += name + " ";
  }
  EXPECT_EQ(immutable,
            "name etag national_id workforce profile_confirm_time create_time update_time "
            "update_position ");
}

TEST(MergeTest, UnknownAndNestedPathsAreRefused) {
  for (const auto* path : {"displayName", "contact.email", "", "* ", "capabilities[0]"}) {
    const auto merged = MergeEnterprise(SampleEnterprise(), {}, Mask({"as_of", path}));
    EXPECT_EQ(Violations(merged.status()), std::string("update_mask.paths[1]: ") + path);
    EXPECT_EQ(RefusalReason(merged.status()), Reason::kFieldInvalid);
  }
}

TEST(MergeTest, AnotherNumberIsAnotherEnterprise) {
  v1::Enterprise update = SampleEnterprise();
  update.mutable_national_id()->set_value("13585628");
  const auto merged = MergeEnterprise(SampleEnterprise(), update, Mask({"display_name"}));
  EXPECT_EQ(RefusalReason(merged.status()), Reason::kFieldImmutable);
}

}  // namespace
}  // namespace sambyd::registry
