#include "lib/domain/cvr.h"

#include <array>
#include <cstddef>

namespace sambyd::domain {

bool IsValidCvr(std::string_view digits) {
  constexpr std::array<int, 8> kWeights = {2, 7, 6, 5, 4, 3, 2, 1};
  if (digits.size() != kWeights.size()) return false;
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    if (digits[i] < '0' || digits[i] > '9') return false;
    sum += kWeights[i] * (digits[i] - '0');
  }
  return sum > 0 && sum % 11 == 0;
}

}  // namespace sambyd::domain
