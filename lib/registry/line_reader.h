#ifndef LIB_REGISTRY_LINE_READER_H_
#define LIB_REGISTRY_LINE_READER_H_

#include <cstdint>
#include <istream>
#include <optional>
#include <string>

namespace sambyd::registry {

// Longest line, and longest row of several lines, that an import reads: far above any valid row.
inline constexpr std::size_t kLongestRow = 1 << 20;

// One line of a text file without its LF or CRLF.
struct Line {
  std::int64_t number = 0;  // from 1
  std::string text;
  bool cut = false;  // longer than kLongestRow: the rest is left out
};

// Reads lines one at a time and never holds more than one. A byte order mark of UTF-8 is skipped.
// The stream must outlive the reader. Not thread-safe.
class LineReader {
 public:
  explicit LineReader(std::istream& in) : in_(*in.rdbuf()) {}

  // The next line, or nothing at the end.
  std::optional<Line> Next();

 private:
  std::streambuf& in_;
  std::int64_t lines_ = 0;
};

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_LINE_READER_H_
