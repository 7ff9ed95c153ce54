#include "lib/application/names.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace sambyd::application {
namespace {

using testing_support::IsError;

TEST(NamesTest, OddIdentifiersAreEncodedSoThatNamesParseBack) {
  EXPECT_EQ(EncodeSegment("LOT-0001"), "LOT-0001");
  EXPECT_EQ(EncodeSegment("Los 5"), "Los%205");
  EXPECT_EQ(EncodeSegment("A.1/2"), "A%2E1%2F2");
  const auto name = ParseLotName(LotNameOf("abc", EncodeSegment("Los 5/ø")));
  ASSERT_TRUE(name.ok());
  EXPECT_EQ(name->lot, "Los%205%2F%C3%B8");
}

TEST(NamesTest, ADerivedLotKeepsItsNumber) {
  const auto name = ParseLotName("tenders/abc/lots/LOT-0001.12");
  ASSERT_TRUE(name.ok());
  EXPECT_EQ(name->tender, "abc");
  EXPECT_EQ(name->lot, "LOT-0001.12");
}

TEST(NamesTest, OtherFormsAreRefusedWithTheFieldNamed) {
  for (const auto* bad :
       {"", "tenders/", "tender/abc", "tenders/a b", "tenders/a/b", "abc", "tenders/%",
        "tenders/%2", "tenders/%zz", "tenders/%2f", "tenders/%41", "tenders/a.b"}) {
    EXPECT_THAT(ParseTenderName(bad),
                IsError(absl::StatusCode::kInvalidArgument, Reason::kNameInvalid))
        << bad;
  }
  for (const auto* bad :
       {"tenders/a", "tenders/a/lots/", "tenders//lots/b", "tenders/a/lots/b/c", "tenders/%/lots/b",
        "tenders/a/lots/b%", "tenders/a/lots/.1", "tenders/a/lots/b.", "tenders/a/lots/b..1",
        "tenders/a/lots/b.01", "tenders/a/lots/b.c"}) {
    EXPECT_THAT(ParseLotName(bad),
                IsError(absl::StatusCode::kInvalidArgument, Reason::kNameInvalid))
        << bad;
  }
}

}  // namespace
}  // namespace sambyd::application
