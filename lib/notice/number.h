#ifndef LIB_NOTICE_NUMBER_H_
#define LIB_NOTICE_NUMBER_H_

#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/notice/path.h"

namespace sambyd::notice {

// Largest amount read, in minor units: ten trillion of the currency. Above it sums and products of
// the engines would no longer fit into 64 bits.
inline constexpr std::int64_t kLargestAmount = 1'000'000'000'000'000;

// A decimal number in hundredths, exactly: "12.5" is 1250. A third and further decimals are rounded
// half up, and `rounded` tells that they were not all zero.
struct Hundredths {
  std::int64_t value = 0;
  bool rounded = false;
};

// Reads xs:decimal. FIELD_INVALID for anything else (no exponents, no separators),
// FIELD_OUT_OF_RANGE below zero and above kLargestAmount hundredths.
absl::StatusOr<Hundredths> ParseHundredths(std::string_view text, const Path& path,
                                           std::string_view field);

// Reads a whole number from 0 to 2^31 - 1; "12.00" is 12.
absl::StatusOr<std::int32_t> ParseCount(std::string_view text, const Path& path,
                                        std::string_view field);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_NUMBER_H_
