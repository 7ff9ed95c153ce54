// Any bytes, read as CSV and as NDJSON: every row is one that may be validated, or told with what
// is wrong with it, and counts of people are never repeated.

#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>

#include "lib/base/error.h"
#include "lib/domain/date.h"
#include "lib/registry/csv_import.h"
#include "lib/registry/ndjson_import.h"
#include "lib/registry/normalize.h"
#include "lib/registry/validate.h"
#include "tests/fuzz/require.h"

namespace {

using sambyd::registry::ReadRow;
using sambyd::testing::Require;

constexpr std::size_t kLongestGot = 100 + 3;  // and the sign that something was left out

void CheckRow(ReadRow& read) {
  for (const auto& error : read.errors) {
    Require(error.line() > 0, "an error names its line");
    Require(!error.want().empty(), "an error says what was wanted");
    Require(error.got().size() <= kLongestGot, "an error repeats little");
  }
  if (!read.errors.empty()) return;
  sambyd::v1::Enterprise& enterprise = *read.row.mutable_enterprise();
  sambyd::registry::Normalize(enterprise);
  const sambyd::domain::Date today{std::chrono::year(2026) / 11 / 22};
  const absl::Status valid = sambyd::registry::ValidateEnterprise(enterprise, today);
  Require(valid.ok() || sambyd::RefusalOf(valid).has_value(), "a refusal has a reason");
  if (valid.ok()) {
    Require(!enterprise.display_name().empty(), "a valid enterprise has a name");
    const std::string once = enterprise.SerializeAsString();
    sambyd::registry::Normalize(enterprise);
    Require(enterprise.SerializeAsString() == once, "normal is normal");
  }
}

void ReadAll(sambyd::registry::RowReader& reader, std::size_t most_rows) {
  std::size_t rows = 0;
  while (auto row = reader.Next()) {
    Require(++rows <= most_rows, "there are no more rows than bytes");
    CheckRow(*row);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  std::istringstream csv(bytes);
  const auto reader = sambyd::registry::ReadCsv(csv, {});
  if (reader.ok()) {
    ReadAll(**reader, size + 1);
  } else {
    Require(sambyd::RefusalOf(reader.status()).has_value(), "a refused heading has a reason");
  }
  std::istringstream ndjson(bytes);
  ReadAll(*sambyd::registry::ReadNdjson(ndjson), size + 1);
  return 0;
}
