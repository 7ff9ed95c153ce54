#include "lib/domain/workforce.h"

#include <array>

#include <gtest/gtest.h>

namespace sambyd::domain {
namespace {

const Date kDay = ParseDate("2026-06-01").value();

TEST(WorkforceTest, EachCategoryCountsAsTheTableSays) {
  using enum WorkforceCategory;
  for (const auto special :
       {kFleksjob, kLoentilskudFoertidspension, kLoentilskud, kDocumentedDisadvantage}) {
    EXPECT_EQ(CountingOf(special, kDay), Counting::kSpecial);
  }
  for (const auto ordinary : {kOrdinary, kApprentice, kMentor}) {
    EXPECT_EQ(CountingOf(ordinary, kDay), Counting::kOrdinary);
  }
  for (const auto outside : {kProtectedEmployment, kPractice, kStu, kVolunteer}) {
    EXPECT_EQ(CountingOf(outside, kDay), Counting::kOutside);
  }
}

TEST(WorkforceTest, PeopleOutsideStandInNeitherTermOfTheShare) {
  const std::array<CategoryCount, 4> counts = {{{WorkforceCategory::kOrdinary, 7},
                                                {WorkforceCategory::kFleksjob, 3},
                                                {WorkforceCategory::kStu, 40},
                                                {WorkforceCategory::kProtectedEmployment, 9}}};
  const Workforce workforce = CountWorkforce(counts, kDay);
  EXPECT_EQ(workforce.headcount, 10);
  EXPECT_EQ(workforce.special, 3);
  EXPECT_TRUE(MeetsShare(workforce));
}

TEST(WorkforceTest, EveryTableSaysEveryCategoryOnce) {
  const CountingTable& table = CountingTableOn(kDay);
  ASSERT_EQ(table.rules.size(), 11U);
  for (std::size_t i = 0; i < table.rules.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(table.rules[i].category), i + 1);
  }
  EXPECT_FALSE(table.source.empty());
}

TEST(WorkforceTest, TheEarliestTableHoldsForEarlierDays) {
  EXPECT_EQ(CountingTableOn(ParseDate("1999-01-01").value()).version, 1);
  EXPECT_EQ(CountingTableOn(ParseDate("2016-01-01").value()).version, 1);
}

}  // namespace
}  // namespace sambyd::domain
