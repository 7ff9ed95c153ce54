#include "lib/breakdown/fixed_point.h"

#include <bit>

namespace sambyd::breakdown {

std::int64_t ExpMinus(std::int64_t x) {
  constexpr std::int64_t kLog2OfE = 94548;                                 // 1.442695
  constexpr std::int64_t kC1 = 45426, kC2 = 15743, kC3 = 3638, kC4 = 630;  // ln(2)^n / n!
  constexpr std::int64_t kLargest = 20 * kOne;
  if (x >= kLargest) return 0;
  const std::int64_t power = x * kLog2OfE / kOne;
  const std::int64_t f = power % kOne;
  // 2^-f as a Taylor series for f in [0, 1).
  const std::int64_t inner = kC2 - f * (kC3 - f * kC4 / kOne) / kOne;
  const std::int64_t fraction = kOne - f * (kC1 - f * inner / kOne) / kOne;
  return fraction >> (power / kOne);
}

std::uint64_t SquareRoot(std::uint64_t x) {
  if (x == 0) return 0;
  std::uint64_t root = std::uint64_t{1} << ((std::bit_width(x) + 1) / 2);  // at least the root
  for (;;) {
    const std::uint64_t better = (root + x / root) / 2;
    if (better >= root) return root;
    root = better;
  }
}

}  // namespace sambyd::breakdown
