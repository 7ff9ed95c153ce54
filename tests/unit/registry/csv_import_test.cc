#include "lib/registry/csv_import.h"

#include <sstream>

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/registry/normalize.h"
#include "lib/registry/validate.h"
#include "tests/unit/registry/sample.h"

namespace sambyd::registry {
namespace {

std::vector<ReadRow> ReadAll(const std::string& text, const CsvOptions& options = {}) {
  std::istringstream in(text);
  auto reader = ReadCsv(in, options);
  EXPECT_TRUE(reader.ok()) << reader.status();
  std::vector<ReadRow> rows;
  while (auto row = (*reader)->Next()) rows.push_back(*std::move(row));
  return rows;
}

absl::Status OpenError(const std::string& text, const CsvOptions& options = {}) {
  std::istringstream in(text);
  return ReadCsv(in, options).status();
}

// "3 home_place: got | ..." for a row's errors.
std::string Errors(const ReadRow& read) {
  std::string text;
  for (const auto& error : read.errors) {
    text += (text.empty() ? "" : " | ") + std::to_string(error.line()) + " " + error.field() +
            ": " + error.got();
  }
  return text;
}

constexpr char kHeading[] = "cvr;display_name;home_place;capabilities\n";

TEST(CsvImportTest, ARowOfEveryColumnBecomesTheWholeDocument) {
  const auto rows = ReadAll(
      "cvr,display_name,home_place,capabilities,yearly_capacity,delivery_reliability,"
      "certificates,main_aim,main_aim_evidence,main_aim_as_of,market_bp,"
      "municipal_social_services_bp,grants_bp,registered_on,checked_on,email,phone,as_of,"
      "workforce_as_of,workforce_evidence,ordinary,fleksjob,stu\n"
      "DK 24 25 67 90,Værkstedet på Æblevej,0751,"
      "90911000@0751+DK042:1500000:820 | 90911300@DK:*,2000000,910,"
      "ISO9001:2027-06-30 | SVANEMAERKET,ja,AUDITED,2026-01-05,7000,2000,1000,2019-05-02,"
      "2026-10-01,kontakt@example.dk,+45 70 10 20 30,2026-11-01,"
      "2026-10-01,MANAGEMENT_SIGNED,7,3,4\n");
  ASSERT_EQ(rows.size(), 1U);
  ASSERT_EQ(Errors(rows[0]), "");
  v1::Enterprise expected = SampleEnterprise();
  expected.clear_name();
  expected.mutable_capabilities(0)->clear_description();
  v1::Enterprise got = rows[0].row.enterprise();
  Normalize(got);
  using google::protobuf::util::MessageDifferencer;
  EXPECT_TRUE(MessageDifferencer::Equals(got, expected)) << got.DebugString();
  EXPECT_TRUE(MessageDifferencer::Equals(rows[0].row.workforce_statement(), SampleStatement()));
  EXPECT_EQ(rows[0].row.line(), 2);
}

TEST(CsvImportTest, SemicolonCommaAndTabAreFound) {
  for (const std::string separator : {";", ",", "\t"}) {
    const auto rows = ReadAll("cvr" + separator + "display_name" + separator + "home_place\n" +
                              "24256790" + separator + "A" + separator + "0751\n");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].row.enterprise().home_place(), "0751");
  }
}

TEST(CsvImportTest, AGivenSeparatorIsTaken) {
  const auto rows = ReadAll("cvr|display_name|home_place\n24256790|A;B|0751\n", {.separator = '|'});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].row.enterprise().display_name(), "A;B");
}

TEST(CsvImportTest, QuotedCellsHoldSeparatorsQuotesAndLineBreaks) {
  const auto rows = ReadAll(
      "\"cvr\";display_name;home_place\r\n"
      "24256790;\"Hansen; \"\"Søn\"\"\r\n& Co.\";0751\r\n"
      "13585628;B;0101");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].row.enterprise().display_name(), "Hansen; \"Søn\"\n& Co.");
  EXPECT_EQ(rows[0].row.line(), 2);
  EXPECT_EQ(rows[1].row.enterprise().home_place(), "0101");
  EXPECT_EQ(rows[1].row.line(), 4);
}

TEST(CsvImportTest, AByteOrderMarkBlankLinesAndBlankRowsAreSkipped) {
  const auto rows = ReadAll(
      "\xEF\xBB\xBF"
      "cvr;display_name;home_place\n\n;;\n24256790;A;0751\n \n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].row.line(), 4);
}

TEST(CsvImportTest, HeadingsAreMappedOrLeftOut) {
  const auto rows = ReadAll("CVR-nr;Virksomhed;Kommune;Bemærkning\n24256790;A;0751;x\n",
                            {.columns = {{"cvr-nr", "cvr"},
                                         {"Virksomhed", "display_name"},
                                         {"Kommune", "home_place"},
                                         {"Bemærkning", "-"}}});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].row.enterprise().display_name(), "A");
}

TEST(CsvImportTest, HeadingsAreComparedWithoutCase) {
  EXPECT_EQ(ReadAll("CVR; Display_Name ;HOME_PLACE\n24256790;A;0751\n").size(), 1U);
}

TEST(CsvImportTest, AnUnknownHeadingIsAnErrorOfTheFile) {
  EXPECT_EQ(Violations(OpenError("cvr;display_name;home_place;postnr\n")), "heading: postnr");
  EXPECT_EQ(Violations(OpenError("cvr;display_name;home_place;cvr\n")), "heading: cvr");
  EXPECT_EQ(Violations(OpenError("cvr;home_place\n")), "display_name: ");
  EXPECT_EQ(Violations(OpenError("display_name;home_place\n")), "cvr: ");
  EXPECT_EQ(Violations(OpenError("")), "heading: ");
  EXPECT_EQ(Violations(OpenError("\"cvr;display_name\n")), "heading: a quote that is not closed");
}

TEST(CsvImportTest, AMappingNamesAHeadingOfTheFileAndAKnownColumn) {
  const std::string heading = "cvr;display_name;home_place;x\n";
  EXPECT_EQ(Violations(OpenError(heading, {.columns = {{"y", "-"}}})), "mapping: y");
  EXPECT_EQ(Violations(OpenError(heading, {.columns = {{"x", "z"}}})), "mapping: z");
}

TEST(CsvImportTest, OtherEncodingsAreNamedWithTheirLine) {
  EXPECT_EQ(RefusalOf(OpenError("cvr;display_name;home_place;sk\xF8njob\n"))->reason,
            Reason::kEncodingInvalid);
  EXPECT_EQ(RefusalOf(OpenError(std::string("\xFF\xFE"
                                            "c\0v\0r\0",
                                            8)))
                ->reason,
            Reason::kEncodingInvalid);
  const auto rows =
      ReadAll("cvr;display_name;home_place\n24256790;R\xF8gild;0751\n24256790;Røgild;0751\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(Errors(rows[0]), "2 display_name: other bytes at offset 1");
  EXPECT_NE(rows[0].errors[0].want().find("UTF-8"), std::string::npos);
  EXPECT_EQ(Errors(rows[1]), "");
}

TEST(CsvImportTest, EveryBadCellOfARowIsTold) {
  const auto rows = ReadAll(
      "CVR;display_name;home_place;yearly_capacity;as_of;main_aim;delivery_reliability;"
      "workforce_evidence\n"
      "24256790;A;0751;1.500.000;31-12-2025;måske;99999999999;SWORN\n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(Errors(rows[0]),
            "2 yearly_capacity: 1.500.000 | 2 as_of: 31-12-2025 | 2 main_aim: måske | "
            "2 delivery_reliability: 99999999999 | 2 workforce_evidence: SWORN");
}

TEST(CsvImportTest, BadCapabilitiesAreToldByTheirPlaceInTheCell) {
  const auto rows = ReadAll(std::string(kHeading) +
                            "24256790;A;0751;90911000 | 90911000@DK:-5 | 90911000@DK::x | "
                            "90911000@DK:1:2:3 | 90911000@DK:92233720368547759\n");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(Errors(rows[0]),
            "2 capabilities[0]: 90911000 | 2 capabilities[1]: -5 | 2 capabilities[2]: x | "
            "2 capabilities[3]: 90911000@DK:1:2:3 | 2 capabilities[4]: 92233720368547759");
}

TEST(CsvImportTest, KronerBecomeOere) {
  const auto rows = ReadAll(std::string(kHeading) + "24256790;A;0751;90911000@DK:1500000\n");
  EXPECT_EQ(rows.at(0).row.enterprise().capabilities(0).yearly_capacity().ore_per_year(),
            150000000);
  EXPECT_FALSE(rows.at(0).row.enterprise().capabilities(0).has_quality());
}

TEST(CsvImportTest, AWorkforceCountIsNeverRepeated) {
  const auto rows =
      ReadAll("cvr;display_name;home_place;fleksjob\n24256790;A;0751;3,5\n24256790;A;0751;-3\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(Errors(rows[0]), "2 fleksjob: another text");
  EXPECT_EQ(Errors(rows[1]), "");  // of the right form; the validator refuses it
  EXPECT_FALSE(ValidateWorkforceStatement(rows[1].row.workforce_statement(), kToday).ok());
}

TEST(CsvImportTest, WithoutCountsThereIsNoStatement) {
  const auto rows = ReadAll("cvr;display_name;home_place;fleksjob\n24256790;A;0751;\n");
  EXPECT_FALSE(rows.at(0).row.has_workforce_statement());
}

TEST(CsvImportTest, AForgottenQuoteCostsOneRow) {
  const auto rows =
      ReadAll("cvr;display_name;home_place\n24256790;\"A;0751\n13585628;B;0101\n24256790;C;0751\n");
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(Errors(rows[0]), "2 row: a quote that is not closed");
  EXPECT_EQ(rows[1].row.enterprise().display_name(), "B");
  EXPECT_EQ(rows[2].row.enterprise().display_name(), "C");
}

TEST(CsvImportTest, MisplacedQuotesAndCellsCostOneRowEach) {
  const auto rows = ReadAll(
      "cvr;display_name;home_place\n24256790;A \"B\";0751\n24256790;\"A\"B;0751\n"
      "24256790;A\n24256790;A;0751;\n24256790;D;0751\n");
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(Errors(rows[0]), "2 row: a quote within a field");
  EXPECT_EQ(Errors(rows[1]), "3 row: text behind a closing quote");
  EXPECT_EQ(Errors(rows[2]), "4 row: 2 cells");
  EXPECT_EQ(Errors(rows[3]), "5 row: 4 cells");
  EXPECT_EQ(Errors(rows[4]), "");
}

TEST(CsvImportTest, ALongLineIsRefusedAndPassed) {
  const auto rows = ReadAll("cvr;display_name;home_place\n24256790;" + std::string(3 << 20, 'x') +
                            ";0751\n24256790;D;0751\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(Errors(rows[0]), "2 row: a longer row");
  EXPECT_EQ(Errors(rows[1]), "");
}

TEST(CsvImportTest, AnErrorRepeatsAtMostAHundredBytes) {
  const auto rows = ReadAll("cvr;display_name;home_place;as_of\n24256790;A;0751;" +
                            std::string(5000, 'x') + "\n");
  EXPECT_LE(rows.at(0).errors.at(0).got().size(), 103U);
}

TEST(CsvImportTest, EveryColumnIsDocumented) {
  EXPECT_EQ(CsvColumns().size(), 37U);
  for (const CsvColumn& column : CsvColumns()) EXPECT_FALSE(column.meaning.empty()) << column.name;
}

}  // namespace
}  // namespace sambyd::registry
