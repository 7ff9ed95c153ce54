#ifndef LIB_CONSORTIUM_SHORTFALL_H_
#define LIB_CONSORTIUM_SHORTFALL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/consortium/problem.h"
#include "lib/consortium/solve_function.h"
#include "lib/consortium/threshold_reading.h"

namespace sambyd::consortium {

// By how much capacity is too small.
struct CapacityShortfall {
  std::int64_t oere = 0;  // a year, over all leaves that must be done
  bool exact = false;     // otherwise it is short by at least so much
};

// What the best consortium cannot carry of `leaves`; the other leaves of the problem may stay
// undone. Nothing where capacity is not proven to be short.
std::optional<CapacityShortfall> MeasureCapacity(const Problem& problem,
                                                 const std::vector<std::uint8_t>& leaves,
                                                 const SolveFunction& solve);

// The nearest a group that could do the lot was found to come to the 30 % rule.
struct ShareShortfall {
  std::vector<std::string> members{};  // ids, ascending
  domain::Workforce all{};             // their sums
  Reading reading{};                   // says how many more special-terms employees are needed
};

// Groups that could do the lot if only the 30 % rule were met: the best by merit and the best by
// the share of those who do the work, up to `top` of each. They are likely to be near the rule, not
// proven to be the nearest.
std::vector<Consortium> FindNearMisses(const Problem& problem, int top, const SolveFunction& solve);

// The near miss that needs the fewest more special-terms employees under the problem's policy;
// nothing where no group could do the lot anyhow.
std::optional<ShareShortfall> MeasureShare(const Problem& problem, const SolveFunction& solve);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_SHORTFALL_H_
