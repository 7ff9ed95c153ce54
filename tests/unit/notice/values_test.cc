#include <random>

#include <gmock/gmock.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/notice/date.h"
#include "lib/notice/number.h"
#include "tests/unit/notice/tiny_notice.h"

namespace sambyd::notice {
namespace {

using ::testing::HasSubstr;

// Amounts.

std::string Value(const std::string& amount, const std::string& currency = "DKK") {
  return absl::StrCat("<cac:RequestedTenderTotal><cbc:EstimatedOverallContractAmount currencyID='",
                      currency, "'>", amount,
                      "</cbc:EstimatedOverallContractAmount></cac:RequestedTenderTotal>");
}

absl::StatusOr<v1::Notice> ParseWithProject(const std::string& project) {
  TinyNotice tiny;
  tiny.lots = TinyLot{.project = project}.Xml();
  return tiny.Parse();
}

TEST(AmountTest, AmountsAreKeptInMinorUnits) {
  const std::pair<const char*, std::int64_t> amounts[] = {
      {"0", 0},
      {"12", 1200},
      {"12.5", 1250},
      {"12.34", 1234},
      {" 12.3400 ", 1234},
      {"+7", 700},
      {".5", 50},
      {"007.10", 710},
      {"-0.00", 0},
      {"10000000000000", 1'000'000'000'000'000},
  };
  for (const auto& [text, minor_units] : amounts) {
    const v1::Lot lot = ParseLot({.project = Value(text)});
    EXPECT_TRUE(lot.has_estimated_value()) << text;
    EXPECT_EQ(lot.estimated_value().minor_units(), minor_units) << text;
    EXPECT_EQ(lot.estimated_value().currency(), "DKK");
  }
}

TEST(AmountTest, AMissingAmountIsNotZero) {
  EXPECT_FALSE(ParseLot({}).has_estimated_value());
  EXPECT_FALSE(ParseLot({.project = Value("")}).has_estimated_value());
}

TEST(AmountTest, FurtherDecimalsAreRoundedHalfUpWithAWarning) {
  const std::pair<const char*, std::int64_t> amounts[] = {
      {"1.004", 100}, {"1.005", 101}, {"1.995", 200}, {"0.0049999", 0}};
  for (const auto& [text, minor_units] : amounts) {
    const absl::StatusOr<v1::Notice> notice = ParseWithProject(Value(text));
    ASSERT_TRUE(notice.ok()) << notice.status();
    EXPECT_EQ(notice->lots(0).estimated_value().minor_units(), minor_units) << text;
    ASSERT_EQ(notice->tender().warnings_size(), 1) << text;
    EXPECT_EQ(notice->tender().warnings(0).field(), "lots[LOT-0001].estimated_value");
  }
}

TEST(AmountTest, HundredthsAgreeWithIntegerArithmeticOnRandomNumbers) {
  constexpr unsigned kSeed = 7;
  SCOPED_TRACE(absl::StrCat("seed ", kSeed));
  std::mt19937_64 random(kSeed);
  std::uniform_int_distribution<std::int64_t> thousandths(0, 10 * kLargestAmount - 10);
  v1::Tender tender;
  const Path path(tender.mutable_warnings());
  for (int i = 0; i < 10'000; ++i) {
    const std::int64_t number = thousandths(random) >> (i % 40);
    const std::string text = absl::StrFormat("%d.%03d", number / 1000, number % 1000);
    const absl::StatusOr<Hundredths> parsed = ParseHundredths(text, path, "amount");
    ASSERT_TRUE(parsed.ok()) << text;
    EXPECT_EQ(parsed->value, (number + 5) / 10) << text;
    EXPECT_EQ(parsed->rounded, number % 10 != 0) << text;
  }
}

TEST(AmountTest, MalformedAmountsAreRefusedWithTheirPath) {
  for (const char* text :
       {"1,000", "1.000.000", "12 000", "1e6", "ten", ".", "-", "0x10", "NaN", "12.3-", "१२"}) {
    ExpectRefused(ParseWithProject(Value(text)), Reason::kFieldInvalid,
                  "lots[LOT-0001].estimated_value");
  }
}

TEST(AmountTest, NegativeAndOverflowingAmountsAreOutOfRange) {
  for (const char* text : {"-1", "-0.01", "10000000000000.01", "99999999999999999999999999"}) {
    ExpectRefused(ParseWithProject(Value(text)), Reason::kFieldOutOfRange,
                  "lots[LOT-0001].estimated_value");
  }
}

TEST(AmountTest, AnAmountWithoutCurrencyIsLeftOutWithAWarning) {
  for (const char* currency : {"", "kr", "dkk", "DKKK"}) {
    const absl::StatusOr<v1::Notice> notice = ParseWithProject(Value("100", currency));
    ASSERT_TRUE(notice.ok()) << notice.status();
    EXPECT_FALSE(notice->lots(0).has_estimated_value());
    ASSERT_EQ(notice->tender().warnings_size(), 1);
    EXPECT_EQ(notice->tender().warnings(0).field(), "lots[LOT-0001].estimated_value");
  }
}

TEST(AmountTest, TheProcedureHasAPathOfItsOwn) {
  TinyNotice tiny;
  tiny.project = Value("-5");
  ExpectRefused(tiny.Parse(), Reason::kFieldOutOfRange, "tender.estimated_value");
}

// Days and moments.

std::string Deadline(const std::string& date, const std::string& time) {
  return absl::StrCat("<cac:TenderSubmissionDeadlinePeriod><cbc:EndDate>", date,
                      "</cbc:EndDate><cbc:EndTime>", time,
                      "</cbc:EndTime></cac:TenderSubmissionDeadlinePeriod>");
}

TEST(DateTest, DeadlinesAreKeptInUtc) {
  const std::tuple<const char*, const char*, std::int64_t> moments[] = {
      {"2020-01-06+01:00", "12:00:00+01:00", 1578308400},
      {"2020-01-06Z", "12:00:00+02:00", 1578304800},  // the zone of the time counts
      {"2020-01-06-05:00", "12:00:00", 1578330000},   // else that of the date
      {"2024-02-29Z", "24:00:00Z", 1709251200},       // the next midnight
      {"2020-01-06+14:00", "00:00:00+14:00", 1578218400},
  };
  for (const auto& [date, time, seconds] : moments) {
    const v1::Lot lot = ParseLot({.process = Deadline(date, time)});
    EXPECT_EQ(lot.tender_deadline().seconds(), seconds) << date << " " << time;
  }
}

TEST(DateTest, FractionsOfASecondAreKept) {
  const v1::Lot lot = ParseLot({.process = Deadline("2024-03-21Z", "14:27:19.6809618Z")});
  EXPECT_EQ(lot.tender_deadline().nanos(), 680'961'000);
}

TEST(DateTest, AMissingTimeIsMidnightInTheZoneOfTheDate) {
  const v1::Lot lot = ParseLot({.process = Deadline("2020-01-06+01:00", "")});
  EXPECT_EQ(lot.tender_deadline().seconds(), 1578265200);
}

TEST(DateTest, AMissingDateIsNoDeadline) {
  EXPECT_FALSE(ParseLot({.process = Deadline("", "12:00:00Z")}).has_tender_deadline());
}

TEST(DateTest, WithoutAZoneItIsUtcWithAWarning) {
  TinyNotice tiny;
  tiny.lots = TinyLot{.process = Deadline("2020-01-06", "12:00:00")}.Xml();
  const absl::StatusOr<v1::Notice> notice = tiny.Parse();
  ASSERT_TRUE(notice.ok()) << notice.status();
  EXPECT_EQ(notice->lots(0).tender_deadline().seconds(), 1578312000);
  ASSERT_EQ(notice->tender().warnings_size(), 1);
  EXPECT_THAT(notice->tender().warnings(0).problem(), HasSubstr("time zone"));
}

TEST(DateTest, EveryKindOfDeadlineHasItsField) {
  const v1::Lot lot = ParseLot(
      {.process = absl::StrCat(
           InExtension("<efac:InterestExpressionReceptionPeriod><cbc:EndDate>2020-01-08Z"
                       "</cbc:EndDate></efac:InterestExpressionReceptionPeriod>"),
           "<cac:ParticipationRequestReceptionPeriod><cbc:EndDate>2020-01-07Z</cbc:EndDate>"
           "</cac:ParticipationRequestReceptionPeriod>",
           Deadline("2020-01-06Z", ""))});
  EXPECT_EQ(lot.tender_deadline().seconds(), 1578268800);
  EXPECT_EQ(lot.request_deadline().seconds(), 1578355200);
  EXPECT_EQ(lot.interest_deadline().seconds(), 1578441600);
}

TEST(DateTest, DaysThatDoNotExistAreRefusedWithTheirPath) {
  for (const char* date : {"2023-02-29Z", "2023-02-30", "2023-13-01Z", "2023-00-10Z", "2023-04-31Z",
                           "0000-01-01Z", "23-01-01Z", "2023-1-1Z", "01-02-2023", "2023-01-01T",
                           "2023-01-01+15:00", "2023-01-01+01:60", "20230101"}) {
    TinyNotice tiny;
    tiny.lots = TinyLot{.process = Deadline(date, "")}.Xml();
    ExpectRefused(tiny.Parse(), Reason::kFieldInvalid, "lots[LOT-0001].tender_deadline");
  }
}

TEST(DateTest, TimesThatDoNotExistAreRefused) {
  for (const char* time : {"25:00:00Z", "24:00:01Z", "12:60:00Z", "12:00:60Z", "12:00Z", "noon",
                           "12:00:00.Z", "12:00:00+1:00"}) {
    TinyNotice tiny;
    tiny.lots = TinyLot{.process = Deadline("2024-01-01Z", time)}.Xml();
    ExpectRefused(tiny.Parse(), Reason::kFieldInvalid, "lots[LOT-0001].tender_deadline");
  }
}

TEST(DateTest, AMomentOutsideTheYearsOfATimestampIsOutOfRange) {
  TinyNotice tiny;
  tiny.lots = TinyLot{.process = Deadline("9999-12-31Z", "24:00:00Z")}.Xml();
  ExpectRefused(tiny.Parse(), Reason::kFieldOutOfRange, "lots[LOT-0001].tender_deadline");
}

// Periods.

std::string Planned(const std::string& content) {
  return absl::StrCat("<cac:PlannedPeriod>", content, "</cac:PlannedPeriod>");
}

std::string Duration(const std::string& length, const std::string& unit) {
  return Planned(absl::StrCat("<cbc:DurationMeasure unitCode='", unit, "'>", length,
                              "</cbc:DurationMeasure>"));
}

TEST(PeriodTest, DurationsBecomeDays) {
  const std::tuple<const char*, const char*, int> durations[] = {
      {"48", "MONTH", 1440}, {"2", "YEAR", 730},      {"3", "WEEK", 21},
      {"265", "DAYS", 265},  {"15", "Months", 450},   {"1826", "CALENDAR_DAY", 1826},
      {"1.5", "YEAR", 548},  {"12.00", "MONTH", 360},
  };
  for (const auto& [length, unit, days] : durations) {
    const v1::Lot lot = ParseLot({.project = Duration(length, unit)});
    EXPECT_EQ(lot.period().duration_days(), days) << length << " " << unit;
    EXPECT_EQ(lot.period().duration_source(), absl::StrCat(length, " ", unit));
  }
}

TEST(PeriodTest, AUnitWithoutAFixedLengthIsKeptAsText) {
  const absl::StatusOr<v1::Notice> notice = ParseWithProject(Duration("550", "WORKING_DAY"));
  ASSERT_TRUE(notice.ok()) << notice.status();
  EXPECT_EQ(notice->lots(0).period().duration_days(), 0);
  EXPECT_EQ(notice->lots(0).period().duration_source(), "550 WORKING_DAY");
  ASSERT_EQ(notice->tender().warnings_size(), 1);
  EXPECT_EQ(notice->tender().warnings(0).field(), "lots[LOT-0001].period.duration");
}

TEST(PeriodTest, StartEndAndOpenDurationsAreRead) {
  const v1::Lot lot =
      ParseLot({.project = Planned("<cbc:StartDate>2024-09-01+01:00</cbc:StartDate>"
                                   "<cbc:EndDate>2030-12-31+01:00</cbc:EndDate>"
                                   "<cbc:DescriptionCode listName='timeperiod'>UNLIMITED"
                                   "</cbc:DescriptionCode>")});
  EXPECT_EQ(lot.period().start_date().month(), 9);
  EXPECT_EQ(lot.period().end_date().year(), 2030);
  EXPECT_EQ(lot.period().description_code(), "UNLIMITED");
  EXPECT_EQ(lot.period().duration_days(), 0);
}

TEST(PeriodTest, AnEndBeforeTheStartIsAWarning) {
  const absl::StatusOr<v1::Notice> notice =
      ParseWithProject(Planned("<cbc:StartDate>2024-09-02Z</cbc:StartDate>"
                               "<cbc:EndDate>2024-09-01Z</cbc:EndDate>"));
  ASSERT_TRUE(notice.ok()) << notice.status();
  ASSERT_EQ(notice->tender().warnings_size(), 1);
  EXPECT_EQ(notice->tender().warnings(0).field(), "lots[LOT-0001].period.end_date");
}

TEST(PeriodTest, AnEmptyPeriodIsNoPeriod) {
  EXPECT_FALSE(ParseLot({.project = Planned("")}).has_period());
}

TEST(PeriodTest, MalformedDurationsAndDaysAreRefused) {
  ExpectRefused(ParseWithProject(Duration("-1", "MONTH")), Reason::kFieldOutOfRange,
                "lots[LOT-0001].period.duration");
  ExpectRefused(ParseWithProject(Duration("long", "MONTH")), Reason::kFieldInvalid,
                "lots[LOT-0001].period.duration");
  ExpectRefused(ParseWithProject(Duration("9999999999", "YEAR")), Reason::kFieldOutOfRange,
                "lots[LOT-0001].period.duration");
  ExpectRefused(ParseWithProject(Planned("<cbc:EndDate>2024-02-31Z</cbc:EndDate>")),
                Reason::kFieldInvalid, "lots[LOT-0001].period.end_date");
}

}  // namespace
}  // namespace sambyd::notice
