#include "lib/domain/cpv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sambyd::domain {
namespace {

CpvCode Cpv(std::string_view text) { return CpvCode::Parse(text).value(); }

TEST(CpvTest, TheListHasAll9454Codes) { EXPECT_EQ(AllCpvEntries().size(), 9454U); }

TEST(CpvTest, ACheckDigitIsDroppedAndNotTested) {
  EXPECT_EQ(Cpv("90911000-2"), Cpv("90911000"));
  EXPECT_EQ(Cpv("03300000-2").ToString(), "03300000");
}

TEST(CpvTest, OtherFormsAreNotCodes) {
  for (const auto* text : {"", "9091100", "909110000", "9091100A", "90911000-", "90911000-22"}) {
    EXPECT_FALSE(CpvCode::Parse(text)) << text;
  }
}

TEST(CpvTest, ACodeCoversItselfAndItsPrefixDescendants) {
  EXPECT_TRUE(Cpv("90000000").Covers(Cpv("90911200")));
  EXPECT_TRUE(Cpv("90910000").Covers(Cpv("90911200")));
  EXPECT_TRUE(Cpv("90911200").Covers(Cpv("90911200")));
  EXPECT_FALSE(Cpv("90911200").Covers(Cpv("90910000")));
  EXPECT_FALSE(Cpv("90910000").Covers(Cpv("90920000")));
}

TEST(CpvTest, TheDivisionKeepsItsTwoDigitsEvenWhenOneIsZero) {
  EXPECT_EQ(Cpv("30000000").SignificantDigits(), 2);
  EXPECT_EQ(Cpv("30000000").LastCovered(), 30999999U);
  EXPECT_EQ(Cpv("90911200").Prefix(3), Cpv("90900000"));
}

TEST(CpvTest, AnUnlistedCodeFindsItsNearestListedAncestor) {
  EXPECT_EQ(FindCpv(Cpv("90911299")), nullptr);
  ASSERT_NE(FindNearestCpv(Cpv("90911299")), nullptr);
  EXPECT_EQ(FindNearestCpv(Cpv("90911299"))->code, Cpv("90911200"));
  EXPECT_EQ(FindNearestCpv(Cpv("99999999")), nullptr);
}

TEST(CpvTest, TheLightRegimeFlagIsRead) {
  int flagged = 0;
  for (const CpvEntry& entry : AllCpvEntries()) flagged += entry.light_regime ? 1 : 0;
  EXPECT_EQ(flagged, 115);
}

}  // namespace
}  // namespace sambyd::domain
