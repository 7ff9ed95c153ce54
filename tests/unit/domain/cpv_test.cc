#include "lib/domain/cpv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/domain/codelist.h"

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

TEST(CpvTest, TheLightRegimeIsWiderThanTheServicesOfArticle77) {
  int article77 = 0;
  for (const auto& row : CpvRows()) {
    if (!row[4].starts_with('1')) continue;
    ++article77;
    EXPECT_EQ(IsLightRegime(Cpv(row[0])), true) << row[0];
  }
  EXPECT_EQ(article77, 115);
  // Canteens, school meals, legal advice, guards, post.
  for (const auto* code : {"55510000", "55524000", "79111000", "79713000", "64112000"}) {
    EXPECT_EQ(IsLightRegime(Cpv(code)), true) << code;
  }
}

TEST(CpvTest, CleaningLaundryAndGardeningAreNotLight) {
  for (const auto* code : {"90910000", "98310000", "77310000"}) {
    EXPECT_EQ(IsLightRegime(Cpv(code)), false) << code;
  }
}

TEST(CpvTest, ACodeOfWhichOnlySomeAreLightOrThatIsNotListedDoesNotTellTheRegime) {
  for (const auto* code : {"55500000", "98100000", "55510001"}) {
    EXPECT_EQ(IsLightRegime(Cpv(code)), std::nullopt) << code;
  }
}

TEST(CpvTest, EveryRowOfTheLightRegimeNamesListedCodes) {
  for (const auto& row : LightRegimeRows()) {
    EXPECT_NE(FindCpv(Cpv(row[0])), nullptr) << row[0];
    EXPECT_NE(FindCpv(Cpv(row[1])), nullptr) << row[1];
    EXPECT_LE(row[0], row[1]);
  }
}

}  // namespace
}  // namespace sambyd::domain
