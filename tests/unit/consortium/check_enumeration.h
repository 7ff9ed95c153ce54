#ifndef TESTS_UNIT_CONSORTIUM_CHECK_ENUMERATION_H_
#define TESTS_UNIT_CONSORTIUM_CHECK_ENUMERATION_H_

#include <cstdint>

#include "tests/unit/consortium/random_problem.h"

namespace sambyd::consortium {

// Solves RandomProblem(seed, shape) for `count` seeds from `first` and fails the running test with
// the seed and the problem where the answer is not that of enumeration.
void CheckAgainstEnumeration(std::uint64_t first, std::uint64_t count, RandomShape shape);

}  // namespace sambyd::consortium

#endif  // TESTS_UNIT_CONSORTIUM_CHECK_ENUMERATION_H_
