#include "lib/breakdown/numbers.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace sambyd::breakdown {
namespace {

constexpr std::size_t kMostBlanks = 4;  // between groups of digits

class NumberReader {
 public:
  NumberReader(const Text& text, Range range)
      : text_(text), folded_(text.folded()), range_(range) {}

  Number Read(std::size_t begin) const {
    Number number{{begin, begin + DigitsAt(begin)}, 0};
    std::int64_t whole = Digits(number.range);
    int groups = 0;
    char separator = 0;
    if (number.range.end - begin <= 3) {
      for (std::size_t length = SeparatorAt(number.range.end); length > 0;
           length = SeparatorAt(number.range.end)) {
        const char found = folded_[number.range.end];
        if ((separator != 0 && found != separator) || DigitsAt(number.range.end + length) != 3)
          break;
        separator = found;
        const std::size_t group = number.range.end + length;
        whole = whole * 1000 + Digits({group, group + 3});
        number.range.end = group + 3;
        if (++groups > 4) break;
      }
    }
    if (whole > kLargestNumber || groups > 4) {
      number.value = -1;
      return number;
    }
    number.value = whole * kNumberScale;
    number.single_group = groups == 1 && (separator == '.' || separator == ',');
    ReadDecimals(number, separator);
    return number;
  }

 private:
  bool IsDigit(std::size_t at) const { return at < range_.end && IsAsciiDigit(folded_[at]); }

  std::size_t DigitsAt(std::size_t at) const {
    std::size_t count = 0;
    while (IsDigit(at + count) && count < 20) ++count;
    return count;
  }

  // The length of a separator of thousands at `at`, or 0.
  std::size_t SeparatorAt(std::size_t at) const {
    if (at >= range_.end) return 0;
    if (folded_[at] == '.' || folded_[at] == ',' || folded_[at] == '\'') return 1;
    const std::size_t end = std::min({text_.SkipBlanks(at), at + kMostBlanks, range_.end});
    // A tab leads to the next cell of a row.
    return folded_.substr(at, end - at).find('\t') == std::string_view::npos ? end - at : 0;
  }

  void ReadDecimals(Number& number, char separator) const {
    const std::size_t at = number.range.end;
    if (at >= range_.end || (folded_[at] != '.' && folded_[at] != ',')) return;
    const std::size_t count = DigitsAt(at + 1);
    if (count == 0) return;
    const bool another = at + 1 + count < range_.end &&
                         (folded_[at + 1 + count] == '.' || folded_[at + 1 + count] == ',') &&
                         IsDigit(at + 2 + count);
    if (folded_[at] == separator || count > 4 || another) {
      number.value = -1;  // "12.05.2027", "1.2.3"
      number.range.end = at + 1 + count;
      return;
    }
    std::int64_t unit = kNumberScale;
    for (std::size_t i = at + 1; i <= at + count; ++i) {
      unit /= 10;
      number.value += (folded_[i] - '0') * unit;
    }
    number.range.end = at + 1 + count;
    number.single_group = false;
  }

  std::int64_t Digits(Range range) const {
    std::int64_t value = 0;
    for (std::size_t i = range.begin; i < std::min(range.end, range.begin + 13); ++i) {
      value = value * 10 + (folded_[i] - '0');
    }
    return range.end - range.begin > 13 ? kLargestNumber + 1 : value;
  }

  const Text& text_;
  std::string_view folded_;
  Range range_;
};

}  // namespace

Number ReadNumber(const Text& text, Range range) {
  return NumberReader(text, range).Read(range.begin);
}

}  // namespace sambyd::breakdown
