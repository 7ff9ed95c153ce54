#include "lib/domain/proportion.h"

#include "absl/numeric/int128.h"

namespace sambyd::domain {

std::int64_t Proportion(std::int64_t amount, std::int64_t part, std::int64_t whole) {
  const absl::int128 product = absl::int128(amount) * part;
  const absl::int128 quotient = product / whole;
  return static_cast<std::int64_t>(product < 0 && quotient * whole != product ? quotient - 1
                                                                              : quotient);
}

}  // namespace sambyd::domain
