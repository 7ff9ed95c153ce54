#include "lib/registry/workforce.h"

#include <gtest/gtest.h>

#include "lib/domain/workforce.h"
#include "lib/registry/dates.h"
#include "lib/registry/staleness.h"
#include "tests/unit/registry/sample.h"

namespace sambyd::registry {
namespace {

domain::Date On(std::string_view text) { return domain::ParseDate(text).value(); }

v1::WorkforceStatement Ordinary(int heads) {
  v1::WorkforceStatement statement;
  *statement.mutable_as_of() = DateOf(2026, 10, 1);
  v1::WorkforceCount& count = *statement.add_counts();
  count.set_category(v1::WORKFORCE_CATEGORY_ORDINARY);
  count.set_heads(heads);
  return statement;
}

TEST(StalenessTest, AStatementIsInDateForTwelveMonths) {
  EXPECT_EQ(StaleFrom(On("2025-11-21")), On("2026-11-21"));
  EXPECT_FALSE(IsStale(On("2025-11-21"), On("2026-11-20")));
  EXPECT_TRUE(IsStale(On("2025-11-21"), On("2026-11-21")));
  EXPECT_FALSE(IsStale(On("2026-11-21"), On("2026-11-21")));
}

TEST(StalenessTest, TheLeapDayEndsWithFebruary) {
  EXPECT_EQ(StaleFrom(On("2024-02-29")), On("2025-02-28"));
}

TEST(WorkforceSummaryTest, OnlyEmployeesCount) {
  const domain::Workforce workforce = CountEmployees(SampleStatement());
  EXPECT_EQ(workforce.headcount, 10);
  EXPECT_EQ(workforce.special, 3);
}

TEST(WorkforceSummaryTest, CountsAreToldOnlyToThoseWhoMayReadThem) {
  const v1::WorkforceSummary coarse = Summarize(SampleStatement(), Disclosure::kBandsOnly);
  EXPECT_FALSE(coarse.has_totals());
  EXPECT_EQ(coarse.meets_share(), v1::VERDICT_PASS);
  EXPECT_EQ(coarse.size_band(), v1::WorkforceSummary::SIZE_BAND_10_TO_49);
  EXPECT_EQ(FromProto(coarse.as_of()), On("2026-10-01"));
  EXPECT_EQ(FromProto(coarse.stale_from()), On("2027-10-01"));
  const v1::WorkforceSummary own = Summarize(SampleStatement(), Disclosure::kOwnCounts);
  EXPECT_EQ(own.totals().headcount(), 10);
  EXPECT_EQ(own.totals().special(), 3);
}

TEST(WorkforceSummaryTest, ACountUnderFiveIsToldToNobodyButItsEnterprise) {
  for (int ordinary = 0; ordinary < 12; ++ordinary) {
    for (int special = 0; special < 12; ++special) {
      v1::WorkforceStatement statement = Ordinary(ordinary);
      v1::WorkforceCount& count = *statement.add_counts();
      count.set_category(v1::WORKFORCE_CATEGORY_FLEKSJOB);
      count.set_heads(special);
      const v1::WorkforceSummary exact = Summarize(statement, Disclosure::kExactCounts);
      EXPECT_EQ(exact.has_totals(), ordinary >= 5 && special >= 5) << ordinary << ' ' << special;
      EXPECT_TRUE(Summarize(statement, Disclosure::kOwnCounts).has_totals());
      EXPECT_FALSE(Summarize(statement, Disclosure::kBandsOnly).has_totals());
    }
  }
}

TEST(WorkforceSummaryTest, BandsBeginAtTheirFirstNumber) {
  using Summary = v1::WorkforceSummary;
  const std::pair<int, Summary::SizeBand> bands[] = {
      {1, Summary::SIZE_BAND_UNDER_10},       {9, Summary::SIZE_BAND_UNDER_10},
      {10, Summary::SIZE_BAND_10_TO_49},      {49, Summary::SIZE_BAND_10_TO_49},
      {50, Summary::SIZE_BAND_50_TO_249},     {249, Summary::SIZE_BAND_50_TO_249},
      {250, Summary::SIZE_BAND_250_AND_MORE}, {1'000'000, Summary::SIZE_BAND_250_AND_MORE}};
  for (const auto& [heads, band] : bands) {
    EXPECT_EQ(Summarize(Ordinary(heads), Disclosure::kBandsOnly).size_band(), band) << heads;
  }
}

TEST(WorkforceSummaryTest, WithoutEmployeesTheShareIsUnknown) {
  const v1::WorkforceSummary summary = Summarize(Ordinary(0), Disclosure::kBandsOnly);
  EXPECT_EQ(summary.meets_share(), v1::VERDICT_UNKNOWN);
  EXPECT_EQ(summary.size_band(), v1::WorkforceSummary::SIZE_BAND_UNSPECIFIED);
  EXPECT_EQ(Summarize(Ordinary(1), Disclosure::kBandsOnly).meets_share(), v1::VERDICT_FAIL);
}

TEST(WorkforceSummaryTest, TheDomainHasTheCategoriesOfTheProto) {
  using enum domain::WorkforceCategory;
  const std::pair<domain::WorkforceCategory, const char*> names[] = {
      {kOrdinary, "ORDINARY"},
      {kFleksjob, "FLEKSJOB"},
      {kLoentilskudFoertidspension, "LOENTILSKUD_FOERTIDSPENSION"},
      {kLoentilskud, "LOENTILSKUD"},
      {kDocumentedDisadvantage, "DOCUMENTED_DISADVANTAGE"},
      {kApprentice, "APPRENTICE"},
      {kMentor, "MENTOR"},
      {kProtectedEmployment, "PROTECTED_EMPLOYMENT"},
      {kPractice, "PRACTICE"},
      {kStu, "STU"},
      {kVolunteer, "VOLUNTEER"}};
  EXPECT_EQ(std::size(names) + 1,
            static_cast<std::size_t>(v1::WorkforceCategory_descriptor()->value_count()));
  for (const auto& [category, name] : names) {
    EXPECT_EQ(v1::WorkforceCategory_Name(static_cast<int>(category)),
              std::string("WORKFORCE_CATEGORY_") + name);
  }
}

}  // namespace
}  // namespace sambyd::registry
