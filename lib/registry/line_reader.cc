#include "lib/registry/line_reader.h"

#include <string_view>

namespace sambyd::registry {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

std::optional<Line> LineReader::Next() {
  constexpr int kEnd = std::char_traits<char>::eof();
  int byte = in_.sbumpc();
  if (byte == kEnd) return std::nullopt;
  Line line{++lines_, {}, false};
  for (; byte != kEnd && byte != '\n'; byte = in_.sbumpc()) {
    if (line.text.size() < kLongestRow) {
      line.text.push_back(static_cast<char>(byte));
    } else {
      line.cut = true;
    }
  }
  if (line.text.ends_with('\r')) line.text.pop_back();
  if (line.number == 1 && line.text.starts_with(kByteOrderMark)) {
    line.text.erase(0, kByteOrderMark.size());
  }
  return line;
}

}  // namespace sambyd::registry
