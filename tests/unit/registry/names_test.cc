#include "lib/registry/names.h"

#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "tests/unit/registry/sample.h"

namespace sambyd::registry {
namespace {

v1::NationalId Id(const std::string& scheme, const std::string& value) {
  v1::NationalId id;
  id.set_scheme(scheme);
  id.set_value(value);
  return id;
}

TEST(NamesTest, TheIdentifierFollowsFromTheNationalId) {
  EXPECT_EQ(EnterpriseId(Id("DK:CVR", "24256790")), "DK24256790");
  EXPECT_EQ(EnterpriseId(Id("SE:ORGNR", "5566778899")), "SE-ORGNR-5566778899");
  EXPECT_EQ(EnterpriseId(Id("DK:SE", "24256790")), "DK-SE-24256790");
}

TEST(NamesTest, ANameIsReadBack) {
  for (const auto* id : {"DK24256790", "SE-ORGNR-5566778899"}) {
    const auto parsed = ParseEnterpriseName(EnterpriseName(id));
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(*parsed, id);
  }
}

TEST(NamesTest, TheLongestValidIdHasAName) {
  const auto id = Id("SE:" + std::string(16, 'A'), std::string(20, '9'));
  EXPECT_TRUE(ParseEnterpriseName(EnterpriseName(EnterpriseId(id))).ok());
}

TEST(NamesTest, OtherTextIsNoName) {
  for (const std::string name :
       {"DK24256790", "enterprises/", "enterprises/DK", "enterprises/dk24256790",
        "enterprises/24256790", "enterprises/DK24256790/", "enterprises/DK2425/6790",
        "tenders/DK24256790", "/enterprises/DK24256790", "enterprises/DK 24256790"}) {
    const auto parsed = ParseEnterpriseName(name, "parent");
    EXPECT_EQ(Violations(parsed.status()), "parent: " + name);
    EXPECT_EQ(RefusalOf(parsed.status())->reason, Reason::kNameInvalid);
  }
  EXPECT_FALSE(ParseEnterpriseName("enterprises/DK" + std::string(60, '1')).ok());
  EXPECT_EQ(RefusalOf(ParseEnterpriseName("").status())->reason, Reason::kFieldRequired);
}

TEST(NamesTest, AStatementIsNamedByItsDay) {
  EXPECT_EQ(WorkforceStatementName("DK24256790", kToday),
            "enterprises/DK24256790/workforceStatements/2026-11-21");
}

}  // namespace
}  // namespace sambyd::registry
