#include "lib/notice/number.h"

#include <limits>

#include "absl/strings/ascii.h"
#include "lib/base/status.h"

namespace sambyd::notice {
namespace {

// The parts of [+-]digits[.digits], of which either digits may be empty, not both.
struct Decimal {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
};

std::string_view TakeDigits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[count]))) {
    ++count;
  }
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

bool SplitDecimal(std::string_view text, Decimal& decimal) {
  if (text.starts_with('+') || text.starts_with('-')) {
    decimal.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  decimal.whole = TakeDigits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    decimal.fraction = TakeDigits(text);
  }
  return text.empty() && !(decimal.whole.empty() && decimal.fraction.empty());
}

bool HasNonZero(std::string_view digits) {
  return digits.find_first_not_of('0') != std::string_view::npos;
}

std::int64_t DigitAt(std::string_view digits, std::size_t i) {
  return i < digits.size() ? digits[i] - '0' : 0;
}

// The number in hundredths, capped just above kLargestAmount.
std::int64_t InHundredths(const Decimal& decimal) {
  std::int64_t value = 0;
  for (std::size_t i = 0; i < decimal.whole.size(); ++i) {
    value = value * 10 + DigitAt(decimal.whole, i);
    if (value > kLargestAmount) return value;
  }
  value = value * 100 + DigitAt(decimal.fraction, 0) * 10 + DigitAt(decimal.fraction, 1);
  return DigitAt(decimal.fraction, 2) >= 5 ? value + 1 : value;
}

}  // namespace

absl::StatusOr<Hundredths> ParseHundredths(std::string_view text, const Path& path,
                                           std::string_view field) {
  Decimal decimal;
  if (!SplitDecimal(text, decimal)) return path.Refuse(field, text, "a decimal number");
  if (decimal.negative && (HasNonZero(decimal.whole) || HasNonZero(decimal.fraction))) {
    return path.Refuse(field, text, "zero or more", Reason::kFieldOutOfRange);
  }
  const std::int64_t value = InHundredths(decimal);
  if (value > kLargestAmount) {
    return path.Refuse(field, text, "at most 10000000000000", Reason::kFieldOutOfRange);
  }
  const bool rounded = decimal.fraction.size() > 2 && HasNonZero(decimal.fraction.substr(2));
  return Hundredths{value, rounded};
}

absl::StatusOr<std::int32_t> ParseCount(std::string_view text, const Path& path,
                                        std::string_view field) {
  SAMBYD_ASSIGN_OR_RETURN(const Hundredths number, ParseHundredths(text, path, field));
  if (number.value % 100 != 0 || number.rounded) {
    return path.Refuse(field, text, "a whole number");
  }
  if (number.value / 100 > std::numeric_limits<std::int32_t>::max()) {
    return path.Refuse(field, text, "at most 2147483647", Reason::kFieldOutOfRange);
  }
  return static_cast<std::int32_t>(number.value / 100);
}

}  // namespace sambyd::notice
