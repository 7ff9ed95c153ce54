#ifndef LIB_BREAKDOWN_NUMBERS_H_
#define LIB_BREAKDOWN_NUMBERS_H_

#include <cstdint>

#include "lib/base/strings.h"
#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

inline constexpr std::int64_t kNumberScale = 10'000;  // numbers are kept in ten-thousandths
inline constexpr std::int64_t kLargestNumber = 1'000'000'000'000;

struct Number {
  Range range;
  std::int64_t value = 0;     // in 1/kNumberScale; negative for what is not one number
  bool single_group = false;  // "1.200": could also mean 1,2
};

// The number whose first digit stands at `range.begin`, in Danish ("1.200,50") or English notation
// ("1,200.50", "1 200"). The value is negative for a date, a version, or what is too large.
Number ReadNumber(const Text& text, Range range);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_NUMBERS_H_
