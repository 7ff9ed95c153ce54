#include "lib/domain/date.h"

#include <gtest/gtest.h>

namespace sambyd::domain {
namespace {

Date On(std::string_view text) { return ParseDate(text).value(); }

TEST(DateTest, ADayIsReadAndWrittenInOneForm) {
  const Date date = On("2026-02-28");
  EXPECT_EQ(date, MakeDate(2026, 2, 28));
  EXPECT_EQ(FormatDate(date), "2026-02-28");
  EXPECT_EQ(FormatDate(On("0001-01-01")), "0001-01-01");
}

TEST(DateTest, OtherFormsAreRefused) {
  for (const auto text : {"", "2026-2-28", "28-02-2026", "2026-02-28 ", "2026/02/28", "+026-02-28",
                          "2026-02-2x", "2026-02-28T00:00"}) {
    EXPECT_EQ(ParseDate(text), std::nullopt) << text;
  }
}

TEST(DateTest, DaysThatDoNotExistAreRefused) {
  for (const auto text :
       {"2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01"}) {
    EXPECT_EQ(ParseDate(text), std::nullopt) << text;
  }
  EXPECT_TRUE(ParseDate("2024-02-29").has_value());
  EXPECT_EQ(MakeDate(10000, 1, 1), std::nullopt);
  EXPECT_EQ(MakeDate(2026, 1, 257), std::nullopt);
  EXPECT_EQ(MakeDate(-2147483647 - 1, 1, 1), std::nullopt);
}

TEST(DateTest, AddingMonthsStaysInTheMonthMeant) {
  EXPECT_EQ(AddMonths(On("2026-03-15"), 12), On("2027-03-15"));
  EXPECT_EQ(AddMonths(On("2024-02-29"), 12), On("2025-02-28"));
  EXPECT_EQ(AddMonths(On("2026-01-31"), 1), On("2026-02-28"));
  EXPECT_EQ(AddMonths(On("2026-01-31"), -2), On("2025-11-30"));
}

}  // namespace
}  // namespace sambyd::domain
