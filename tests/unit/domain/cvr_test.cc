#include "lib/domain/cvr.h"

#include <gtest/gtest.h>

namespace sambyd::domain {
namespace {

TEST(CvrTest, TheWeightedSumMustBeDivisibleByEleven) {
  EXPECT_TRUE(IsValidCvr("24256790"));
  EXPECT_TRUE(IsValidCvr("13585628"));
  EXPECT_FALSE(IsValidCvr("24256791"));
}

TEST(CvrTest, OnlyEightDigitsAreANumber) {
  EXPECT_FALSE(IsValidCvr(""));
  EXPECT_FALSE(IsValidCvr("2425679"));
  EXPECT_FALSE(IsValidCvr("DK24256790"));
  EXPECT_FALSE(IsValidCvr("2425679O"));
  EXPECT_FALSE(IsValidCvr("00000000"));
}

}  // namespace
}  // namespace sambyd::domain
