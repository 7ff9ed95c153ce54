#ifndef LIB_REGISTRY_CSV_IMPORT_H_
#define LIB_REGISTRY_CSV_IMPORT_H_

#include <istream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/registry/row_reader.h"

namespace sambyd::registry {

// A column that the CSV import knows.
struct CsvColumn {
  std::string_view name;
  std::string_view meaning;  // form and unit, for help texts
};

// Every known column, in the order of the documentation.
std::vector<CsvColumn> CsvColumns();

struct CsvOptions {
  // Taken from the heading when not given: semicolon, comma or tab.
  std::optional<char> separator = std::nullopt;
  // Heading in the file -> known column, or "-" for a column to leave out.
  std::map<std::string, std::string> columns = {};
};

// Reads a CSV file in UTF-8 whose first record is its heading. Headings are compared without regard
// to case; a column that is neither known nor mapped is an error, so that none is lost by a
// misspelling. Empty cells mean "not given"; rows of empty cells are skipped. Amounts are whole
// kroner. Errors of rows name the column by its heading. `in` must outlive the reader.
//
// INVALID_ARGUMENT names what is wrong with the heading or the mapping; ENCODING_INVALID says that
// the file is not UTF-8.
absl::StatusOr<std::unique_ptr<RowReader>> ReadCsv(std::istream& in, const CsvOptions& options);

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_CSV_IMPORT_H_
