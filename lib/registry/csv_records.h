#ifndef LIB_REGISTRY_CSV_RECORDS_H_
#define LIB_REGISTRY_CSV_RECORDS_H_

#include <cstdint>
#include <deque>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "lib/registry/line_reader.h"

namespace sambyd::registry {

// A record of a CSV file, or what is wrong with its form.
struct CsvRecord {
  std::int64_t line = 0;  // on which it begins
  std::vector<std::string> fields;
  std::string got;   // what was found and ...
  std::string want;  // ... what was wanted where the form is broken; otherwise empty
};

// Reads CSV after RFC 4180 with any separator of one byte: fields in double quotes may hold
// separators, line breaks (kept as LF) and doubled quotes. Records end with LF or CRLF; blank lines
// are skipped. After a broken record reading goes on with the line after its first, so that one
// forgotten quote does not swallow the file. The stream must outlive the reader. Not thread-safe.
class CsvRecords {
 public:
  // Without a separator, the most frequent of semicolon, comma and tab in the first line is taken,
  // in this order among equals.
  explicit CsvRecords(std::istream& in, std::optional<char> separator = std::nullopt);

  // The next record, or nothing at the end.
  std::optional<CsvRecord> Next();

 private:
  std::optional<Line> NextLine();
  CsvRecord Assemble(std::vector<Line>& used);

  LineReader lines_;
  std::deque<Line> pushed_back_;
  char separator_ = ';';
};

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_CSV_RECORDS_H_
