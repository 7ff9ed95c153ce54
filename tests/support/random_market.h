#ifndef TESTS_SUPPORT_RANDOM_MARKET_H_
#define TESTS_SUPPORT_RANDOM_MARKET_H_

#include <cstddef>
#include <random>
#include <vector>

#include "lib/market/enterprise.h"

namespace sambyd::testing {

// The day on which most evidence of a RandomEnterprise counts.
inline constexpr market::Day kToday = std::chrono::year(2026) / 11 / 22;

// A fictitious enterprise: 1 to 5 capabilities out of `codes` skewed kinds of work, Danish places,
// certificates C0 to C3, one in eight with more than 30 % on special terms, one in twenty with
// unknown or stale evidence. The same generator state gives the same enterprise.
market::Enterprise RandomEnterprise(std::mt19937& random, std::size_t number, std::size_t codes);

// Enterprises 0 to `size` - 1 in random order.
std::vector<market::Enterprise> RandomMarket(unsigned seed, std::size_t size, std::size_t codes);

// A listed code of the kind RandomEnterprise uses; small numbers are the popular ones.
domain::CpvCode CodeOf(std::size_t number);

// A municipality, a NUTS code of any level or, rarely, an unlisted code.
domain::Place RandomPlace(std::mt19937& random);

}  // namespace sambyd::testing

#endif  // TESTS_SUPPORT_RANDOM_MARKET_H_
