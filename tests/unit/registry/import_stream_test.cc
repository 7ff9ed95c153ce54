// Properties of both row readers: they read lazily, and no bytes make them fail.
#include <functional>
#include <random>
#include <sstream>
#include <streambuf>

#include <gtest/gtest.h>

#include "lib/registry/csv_import.h"
#include "lib/registry/ndjson_import.h"
#include "lib/registry/validate.h"
#include "tests/unit/registry/sample.h"

namespace sambyd::registry {
namespace {

using std::string_view_literals::operator""sv;

// Hands out a heading and then rows, each made when it is asked for: the file never exists.
class MadeToOrder final : public std::streambuf {
 public:
  MadeToOrder(int rows, std::string heading, std::string row)
      : rows_(rows), heading_(std::move(heading)), row_(std::move(row)) {}

  int rows() const { return rows_; }

  int rows_handed_out() const { return handed_out_; }

 protected:
  int_type underflow() override {
    if (handed_out_ == rows_) return traits_type::eof();
    std::string& text = heading_handed_out_ || heading_.empty() ? row_ : heading_;
    if (&text == &row_) ++handed_out_;
    heading_handed_out_ = true;
    setg(text.data(), text.data(), text.data() + text.size());
    return traits_type::to_int_type(text.front());
  }

 private:
  const int rows_;
  std::string heading_;
  std::string row_;
  bool heading_handed_out_ = false;
  int handed_out_ = 0;
};

void ReadsNoFurtherThanTheRowItReturns(RowReader& reader, const MadeToOrder& source) {
  int rows = 0;
  while (const auto row = reader.Next()) {
    ASSERT_TRUE(row->errors.empty());
    ASSERT_EQ(source.rows_handed_out(), ++rows);
  }
  EXPECT_EQ(rows, source.rows());
}

TEST(ImportStreamTest, ACsvFileOfAHundredThousandRowsIsNeverHeld) {
  MadeToOrder source(100'000, "cvr;display_name;home_place;capabilities;ordinary;fleksjob\n",
                     "24256790;\"Værkstedet\npå Æblevej\";0751;90911000@DK042:1500000:820;7;3\n");
  std::istream in(&source);
  auto reader = ReadCsv(in, {});
  ASSERT_TRUE(reader.ok());
  ReadsNoFurtherThanTheRowItReturns(**reader, source);
}

TEST(ImportStreamTest, AnNdjsonFileOfTwentyThousandRowsIsNeverHeld) {
  MadeToOrder source(20'000, "",
                     R"({"enterprise":{"displayName":"Værkstedet","homePlace":"0751"}})"
                     "\n");
  std::istream in(&source);
  ReadsNoFurtherThanTheRowItReturns(*ReadNdjson(in), source);
}

using Open = std::function<std::unique_ptr<RowReader>(std::istream&)>;

// Overwrites, doubles and removes bytes of valid files.
void AnyBytesGiveRowsOrErrors(const std::string& valid, const Open& open, unsigned seed) {
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) { return random() % n; };
  constexpr std::string_view kSpecial = "\";,\t\n\r:|@+{}[]\\\xC3\xFF\0-9"sv;
  for (int round = 0; round < 2'000; ++round) {
    std::string text = valid;
    for (std::size_t changes = 1 + below(6); changes > 0 && !text.empty(); --changes) {
      const std::size_t at = below(text.size());
      const std::size_t kind = below(3);
      if (kind == 0) text[at] = kSpecial[below(kSpecial.size())];
      if (kind == 1) text.insert(at, text.substr(below(text.size()), below(40)));
      if (kind == 2) text.erase(at, below(20));
    }
    std::istringstream in(text);
    const auto reader = open(in);
    if (reader == nullptr) continue;  // refused as a file
    std::int64_t last_line = 0;
    while (const auto read = reader->Next()) {
      ASSERT_GT(read->row.line(), last_line) << text;
      last_line = read->row.line();
      for (const auto& error : read->errors) {
        ASSERT_FALSE(error.field().empty() || error.want().empty()) << text;
        ASSERT_EQ(error.line(), last_line);
      }
      if (!read->errors.empty()) continue;
      std::string bytes;
      v1::ImportRow parsed;
      ASSERT_TRUE(read->row.SerializeToString(&bytes) && parsed.ParseFromString(bytes)) << text;
      (void)ValidateEnterprise(read->row.enterprise(), kToday);
      (void)ValidateWorkforceStatement(read->row.workforce_statement(), kToday);
    }
  }
}

TEST(ImportStreamTest, AnyBytesOfCsvGiveRowsOrErrors) {
  const std::string valid =
      "cvr;display_name;home_place;capabilities;certificates;as_of;workforce_as_of;fleksjob\n"
      "24256790;\"Værk, \"\"sted\"\"\";0751;90911000@DK042+0751:1500000:820 | 90911300@DK:*;"
      "ISO9001:2027-06-30;2026-11-01;2026-10-01;3\n"
      "13585628;\"To\nlinjer\";0101;55510000@DK;;;;\n";
  const Open open = [](std::istream& in) -> std::unique_ptr<RowReader> {
    auto reader = ReadCsv(in, {});
    return reader.ok() ? *std::move(reader) : nullptr;
  };
  AnyBytesGiveRowsOrErrors(valid, open, 20261121);
}

TEST(ImportStreamTest, AnyBytesOfNdjsonGiveRowsOrErrors) {
  const std::string valid =
      R"({"enterprise":{"nationalId":{"scheme":"DK:CVR","value":"24256790"},"displayName":"Æ",)"
      R"("capabilities":[{"cpv":"90911000","serviceAreas":["DK042"],"quality":820}],)"
      R"("asOf":{"year":2026,"month":11,"day":1}},"workforceStatement":{"counts":)"
      R"([{"category":"WORKFORCE_CATEGORY_FLEKSJOB","heads":3}]}})"
      "\n"
      R"({"enterprise":{"displayName":"B","homePlace":"0101"}})"
      "\n";
  AnyBytesGiveRowsOrErrors(
      valid, [](std::istream& in) { return ReadNdjson(in); }, 20261122);
}

}  // namespace
}  // namespace sambyd::registry
