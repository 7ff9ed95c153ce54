#ifndef LIB_CONSORTIUM_CONFLICT_H_
#define LIB_CONSORTIUM_CONFLICT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/consortium/lot_query.h"
#include "lib/consortium/requirement.h"
#include "lib/consortium/solver.h"
#include "lib/consortium/threshold_reading.h"

namespace sambyd::consortium {

// A requirement that takes part in making a lot impossible.
struct Obstacle {
  Requirement requirement{};
  // Enterprises that could take part under the conflicting requirements alone (of those with a
  // leaf: that could do the leaf), and how many there would be without this one.
  std::int64_t able = 0;
  std::int64_t able_without = 0;
};

// By how much capacity is too small.
struct CapacityShortfall {
  std::int64_t oere = 0;  // a year, over all leaves of the conflict
  bool exact = false;     // otherwise it is short by at least so much
};

// The nearest a group of enough capacity was found to come to the 30 % rule.
struct ShareShortfall {
  std::vector<std::string> members{};  // ids, ascending
  domain::Workforce all{};             // their sums
  Reading reading{};                   // says how many more special-terms employees are needed
};

// Requirements that cannot be met together.
struct Conflict {
  std::vector<Obstacle> obstacles{};  // by Requirement
  // Proven: without any one of them the rest can be met. Otherwise a search ended early and there
  // may be one too many.
  bool minimal = true;
  std::optional<CapacityShortfall> capacity{};  // where a capacity is among them
  std::optional<ShareShortfall> share{};        // where the 30 % rule is among them
};

// Why a lot has no consortium: lifts one requirement after the other and solves again, under
// `limits` each time. Nothing when it is not proven that there is none. Fails as Validate(query).
absl::StatusOr<std::optional<Conflict>> FindConflict(std::shared_ptr<const market::View> view,
                                                     const LotQuery& query, const Limits& limits);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_CONFLICT_H_
