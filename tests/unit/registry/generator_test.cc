// tools/generate-enterprises against the import readers and the validators.
#include <cstdio>
#include <memory>
#include <set>
#include <sstream>

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "lib/domain/threshold.h"
#include "lib/registry/csv_import.h"
#include "lib/registry/ndjson_import.h"
#include "lib/registry/normalize.h"
#include "lib/registry/validate.h"
#include "lib/registry/workforce.h"
#include "tests/unit/registry/sample.h"

namespace sambyd::registry {
namespace {

constexpr std::size_t kCount = 2'000;

std::string Generate(const std::string& arguments) {
  const std::string command =
      std::string(SAMBYD_SOURCE_DIR) + "/tools/generate-enterprises " + arguments;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  std::string output;
  char buffer[1 << 16];
  while (const std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe.get())) {
    output.append(buffer, n);
  }
  return output;
}

std::vector<v1::ImportRow> RowsOf(RowReader& reader) {
  std::vector<v1::ImportRow> rows;
  while (auto read = reader.Next()) {
    EXPECT_TRUE(read->errors.empty()) << read->errors[0].ShortDebugString();
    Normalize(*read->row.mutable_enterprise());
    if (read->row.has_workforce_statement()) Normalize(*read->row.mutable_workforce_statement());
    read->row.clear_line();
    rows.push_back(std::move(read->row));
  }
  return rows;
}

std::vector<v1::ImportRow> NdjsonRows() {
  std::istringstream in(Generate("--count 2000 --seed 7"));
  return RowsOf(*ReadNdjson(in));
}

TEST(GeneratorTest, EveryEnterpriseIsValidAndFictitious) {
  const auto rows = NdjsonRows();
  ASSERT_EQ(rows.size(), kCount);
  std::set<std::string> numbers;
  for (const auto& row : rows) {
    ASSERT_EQ(ValidateEnterprise(row.enterprise(), kToday), absl::OkStatus());
    if (row.has_workforce_statement()) {
      ASSERT_EQ(ValidateWorkforceStatement(row.workforce_statement(), kToday), absl::OkStatus());
    }
    EXPECT_EQ(row.enterprise().national_id().value()[0], '9');
    EXPECT_TRUE(numbers.insert(row.enterprise().national_id().value()).second);
  }
}

TEST(GeneratorTest, AboutAnEighthIsSocialAndMeetsTheShare) {
  int social = 0;
  int meets = 0;
  for (const auto& row : NdjsonRows()) {
    if (!row.enterprise().has_revenue_mix()) continue;
    ++social;
    if (!row.has_workforce_statement()) continue;
    EXPECT_TRUE(domain::MeetsShare(CountEmployees(row.workforce_statement())));
    ++meets;
  }
  EXPECT_GT(social, 180);
  EXPECT_LT(social, 300);
  EXPECT_GT(meets, social * 8 / 10);
}

TEST(GeneratorTest, CsvAndNdjsonSayTheSame) {
  const auto rows = NdjsonRows();
  std::istringstream in(Generate("--count 2000 --seed 7 --csv"));
  const auto reader = ReadCsv(in, {});
  ASSERT_TRUE(reader.ok()) << reader.status();
  const auto csv_rows = RowsOf(**reader);
  ASSERT_EQ(csv_rows.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ASSERT_TRUE(google::protobuf::util::MessageDifferencer::Equals(csv_rows[i], rows[i]))
        << csv_rows[i].DebugString() << rows[i].DebugString();
  }
}

TEST(GeneratorTest, ASeedGivesTheSameBytesAndAnotherSeedOthers) {
  const std::string first = Generate("--count 50 --seed 3");
  EXPECT_EQ(Generate("--count 50 --seed 3"), first);
  EXPECT_NE(Generate("--count 50 --seed 4"), first);
}

}  // namespace
}  // namespace sambyd::registry
