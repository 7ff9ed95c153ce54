#include "lib/market/merit.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "lib/base/error.h"

namespace sambyd::market {
namespace {

constexpr int kMaxWeight = 1000;
constexpr int kPerDigit = 100;
constexpr int kPerNutsLevel = 200;

int SharedLevels(std::string_view a, std::string_view b) {
  const auto [end, other] = std::ranges::mismatch(a, b);
  return std::max(0, static_cast<int>(end - a.begin()) - 1);
}

int ProximityTo(const domain::Place& home, const domain::Place& place) {
  if (place.Covers(home)) return 1000;
  return kPerNutsLevel * SharedLevels(home.Nuts().code(), place.Nuts().code());
}

}  // namespace

absl::Status Validate(const MeritWeights& weights) {
  const std::array<std::pair<std::string_view, int>, 4> fields = {{
      {"cpv_fit", weights.cpv_fit},
      {"quality", weights.quality},
      {"delivery_reliability", weights.delivery_reliability},
      {"proximity", weights.proximity},
  }};
  int sum = 0;
  for (const auto& [name, weight] : fields) {
    if (weight < 0 || weight > kMaxWeight) {
      return InvalidField(name, std::to_string(weight), "0 to 1000", Reason::kFieldOutOfRange);
    }
    sum += weight;
  }
  if (sum == 0) return InvalidField("cpv_fit", "0", "at least one weight above 0");
  return absl::OkStatus();
}

int Blend(const MeritWeights& weights, const MeritParts& parts) {
  const int sum =
      weights.cpv_fit + weights.quality + weights.delivery_reliability + weights.proximity;
  return (weights.cpv_fit * parts.cpv_fit + weights.quality * parts.quality +
          weights.delivery_reliability * parts.delivery_reliability +
          weights.proximity * parts.proximity) /
         sum;
}

int CpvFit(domain::CpvCode needed, domain::CpvCode offered) {
  if (!needed.Covers(offered) && !offered.Covers(needed)) return 0;
  return 1000 - kPerDigit * std::abs(needed.SignificantDigits() - offered.SignificantDigits());
}

int Proximity(domain::Place home, std::span<const domain::Place> places) {
  int proximity = 1000;
  for (const domain::Place& place : places) {
    proximity = std::min(proximity, ProximityTo(home, place));
  }
  return proximity;
}

}  // namespace sambyd::market
