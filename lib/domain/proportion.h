#ifndef LIB_DOMAIN_PROPORTION_H_
#define LIB_DOMAIN_PROPORTION_H_

#include <cstdint>

namespace sambyd::domain {

// amount · part / whole rounded down, without overflow on the way; the result must fit, and whole
// is at least 1.
std::int64_t Proportion(std::int64_t amount, std::int64_t part, std::int64_t whole);

}  // namespace sambyd::domain

#endif  // LIB_DOMAIN_PROPORTION_H_
