#ifndef LIB_BREAKDOWN_FIXED_POINT_H_
#define LIB_BREAKDOWN_FIXED_POINT_H_

#include <cstdint>

namespace sambyd::breakdown {

// Whole-number stand-ins for exp and sqrt, so that scores are the same bytes on every machine.

inline constexpr std::int64_t kOne = 1 << 16;  // 1.0 where 16 bits are the fraction

// e^-x for x >= 0; both with 16 bits of fraction. Off by less than 0.0002.
std::int64_t ExpMinus(std::int64_t x);

// The largest whole number whose square is at most `x`.
std::uint64_t SquareRoot(std::uint64_t x);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_FIXED_POINT_H_
