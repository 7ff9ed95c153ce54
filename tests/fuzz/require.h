#ifndef TESTS_FUZZ_REQUIRE_H_
#define TESTS_FUZZ_REQUIRE_H_

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace sambyd::testing {

// Ends the fuzzing, saying which promise was broken.
inline void Require(bool condition, std::string_view promise) {
  if (condition) return;
  std::cerr << "broken: " << promise << "\n";
  std::abort();
}

}  // namespace sambyd::testing

#endif  // TESTS_FUZZ_REQUIRE_H_
