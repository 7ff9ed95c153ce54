#include "lib/domain/rules.h"

#include <limits>

#include <gtest/gtest.h>

namespace sambyd::domain {
namespace {

const Date kIn2026 = ParseDate("2026-06-01").value();
const Date kIn2023 = ParseDate("2023-06-01").value();

TEST(RulesTest, TheThresholdsOf2026AreThosePublished) {
  EXPECT_EQ(LimitAmount(Limit::kGoodsAndServices, kIn2026, "EUR"), 216'000'00);
  EXPECT_EQ(LimitAmount(Limit::kGoodsAndServices, kIn2026, "DKK"), 1'611'360'00);
  EXPECT_EQ(LimitAmount(Limit::kWorks, kIn2026, "DKK"), 40'313'840'00);
  EXPECT_EQ(LimitAmount(Limit::kLightRegime, kIn2026, "DKK"), 5'595'000'00);
}

TEST(RulesTest, ARowHoldsFromItsFirstToItsLastDay) {
  EXPECT_TRUE(FindLimit(Limit::kWorks, ParseDate("2026-01-01").value()).has_value());
  EXPECT_TRUE(FindLimit(Limit::kWorks, ParseDate("2027-12-31").value()).has_value());
  EXPECT_FALSE(FindLimit(Limit::kWorks, ParseDate("2025-12-31").value()).has_value());
  EXPECT_FALSE(FindLimit(Limit::kWorks, ParseDate("2028-01-01").value()).has_value());
}

TEST(RulesTest, EveryRowNamesItsSource) {
  for (const Limit limit : {Limit::kGoodsAndServices, Limit::kWorks, Limit::kLightRegime,
                            Limit::kSmallLotGoodsAndServices, Limit::kSmallLotWorks}) {
    EXPECT_FALSE(FindLimit(limit, kIn2026)->source.empty());
  }
}

TEST(RulesTest, ALotIsSmallBelowTheLimitAndNotAtIt) {
  EXPECT_EQ(IsSmallLot(79'999'99, "EUR", false, kIn2026), true);
  EXPECT_EQ(IsSmallLot(80'000'00, "EUR", false, kIn2026), false);
  EXPECT_EQ(IsSmallLot(596'799'99, "DKK", false, kIn2026), true);
  EXPECT_EQ(IsSmallLot(596'800'00, "DKK", false, kIn2026), false);
  EXPECT_EQ(IsSmallLot(596'800'00, "DKK", true, kIn2026), true);
  EXPECT_EQ(IsSmallLot(7'460'000'00, "DKK", true, kIn2026), false);
}

TEST(RulesTest, AnUnknownLimitGivesNoAnswer) {
  EXPECT_EQ(IsSmallLot(1, "SEK", false, kIn2026), std::nullopt);
  EXPECT_EQ(IsSmallLot(1, "DKK", false, kIn2023), std::nullopt);
  EXPECT_EQ(IsSmallLot(1, "EUR", false, kIn2023), true);
  EXPECT_EQ(IsSmallLot(1, "EUR", false, ParseDate("2015-12-31").value()), std::nullopt);
}

TEST(RulesTest, TheSmallLotBudgetIsAFifthExactly) {
  EXPECT_TRUE(FitsSmallLotBudget(20, 100));
  EXPECT_FALSE(FitsSmallLotBudget(21, 100));
  EXPECT_TRUE(FitsSmallLotBudget(0, 0));
  for (std::int64_t total = 0; total < 60; ++total) {
    for (std::int64_t small = 0; small < 15; ++small) {
      EXPECT_EQ(FitsSmallLotBudget(small, total), 5 * small <= total);
    }
  }
  EXPECT_FALSE(FitsSmallLotBudget(std::numeric_limits<std::int64_t>::max(),
                                  std::numeric_limits<std::int64_t>::max()));
}

}  // namespace
}  // namespace sambyd::domain
