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
#include "lib/consortium/shortfall.h"
#include "lib/consortium/solver.h"

namespace sambyd::consortium {

// A requirement that takes part in making a lot impossible.
struct Obstacle {
  Requirement requirement{};
  // Enterprises that could take part under the conflicting requirements alone (of those with a
  // leaf: that could do the leaf), and how many there would be without this one.
  std::int64_t able = 0;
  std::int64_t able_without = 0;
};

// Requirements that cannot be met together.
struct Conflict {
  std::vector<Obstacle> obstacles{};  // by Requirement
  // Proven: without any one of them the rest can be met. Otherwise a search ended early and there
  // may be one too many.
  bool minimal = true;
  std::optional<CapacityShortfall> capacity{};  // where a capacity is among them
  std::optional<ShareShortfall> share{};        // where the 30 % rule is among them
  // Of a given group only: members that do none of the work anywhere. Nothing else is looked at
  // then.
  std::vector<std::string> offer_nothing{};
};

// Why a lot has no consortium: lifts one requirement after the other and solves again, under
// `limits` each time. Nothing when it is not proven that there is none. Fails as Validate(query).
absl::StatusOr<std::optional<Conflict>> FindConflict(std::shared_ptr<const market::View> view,
                                                     const LotQuery& query, const Limits& limits);

// The same for exactly these 1 to 8 enterprises, each once: why they cannot do the lot. The member
// limit of the query is not looked at. Needs no search. Fails for an enterprise that is not in the
// view.
absl::StatusOr<std::optional<Conflict>> FindGroupConflict(const market::View& view,
                                                          const LotQuery& query,
                                                          const std::vector<std::string>& members);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_CONFLICT_H_
