#ifndef LIB_MARKET_MERIT_H_
#define LIB_MARKET_MERIT_H_

#include <span>

#include "absl/status/status.h"
#include "lib/domain/cpv.h"
#include "lib/domain/place.h"

namespace sambyd::market {

// Weights of what makes an enterprise good at a leaf lot. Each 0 to 1000, not all 0. The social
// share is no part of it: it is a constraint, never merit.
struct MeritWeights {
  int cpv_fit = 40;
  int quality = 25;
  int delivery_reliability = 20;
  int proximity = 15;

  friend bool operator==(const MeritWeights&, const MeritWeights&) = default;
};

// The parts of merit, each 0 to 1000.
struct MeritParts {
  int cpv_fit = 0;
  int quality = 0;
  int delivery_reliability = 0;
  int proximity = 0;

  friend bool operator==(const MeritParts&, const MeritParts&) = default;
};

// INVALID_ARGUMENT naming the weight that is out of range.
absl::Status Validate(const MeritWeights& weights);

// The weighted mean of the parts, rounded down: 0 to 1000. `weights` are valid.
int Blend(const MeritWeights& weights, const MeritParts& parts);

// How near the capability's code is to the one needed: 1000 for the same code and 100 less for
// each digit by which one says more than the other. 0 when neither covers the other.
int CpvFit(domain::CpvCode needed, domain::CpvCode offered);

// How near an enterprise's home is to the farthest of the places of performance: 1000 when the
// place contains the home, 800 in the same NUTS 3 region, 600 NUTS 2, 400 NUTS 1, 200 the same
// country, else 0, also for an unknown home. 1000 when the work has no place.
int Proximity(domain::Place home, std::span<const domain::Place> places);

}  // namespace sambyd::market

#endif  // LIB_MARKET_MERIT_H_
