#include <gmock/gmock.h>

#include "tests/unit/consortium/check_enumeration.h"

namespace sambyd::consortium {
namespace {

TEST(SolverSlowTest, AgreesWithEnumerationOnThousandsOfSmallProblems) {
  CheckAgainstEnumeration(1'000'000, 20'000, {.max_leaves = 6, .max_candidates = 11});
}

TEST(SolverSlowTest, AgreesWithEnumerationOnThousandsOfProblemsWithManyLeaves) {
  CheckAgainstEnumeration(2'000'000, 5'000, {.max_leaves = 16, .max_candidates = 12});
}

}  // namespace
}  // namespace sambyd::consortium
