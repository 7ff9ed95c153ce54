#ifndef LIB_CONSORTIUM_INCUMBENTS_H_
#define LIB_CONSORTIUM_INCUMBENTS_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "lib/consortium/lagrangian.h"
#include "lib/consortium/ranking.h"
#include "lib/consortium/roster.h"
#include "lib/consortium/transport.h"

namespace sambyd::consortium {

// Exact objectives of sets, the list of the best sets, and what a set must reach to enter it. Sets
// are given as positions in the roster, in any order.
class Incumbents {
 public:
  // `ties`: whether sets as good as the last one listed may still take its place.
  Incumbents(const Roster& roster, std::size_t top, bool ties);

  const Ranking& ranking() const { return ranking_; }

  // No set with a smaller value can enter the list. `floor`: the objective of a feasible set that
  // is part of all sets in question, or nothing.
  Wide Cutoff(std::optional<std::int64_t> floor) const;

  // Lists the set if it belongs there. Returns the best objective among those of the set and,
  // where it was looked for, of its subsets; nothing where the set is infeasible.
  std::optional<std::int64_t> Offer(std::span<const std::uint32_t> members);

 private:
  const Row& RowOf(std::uint32_t e);
  std::optional<std::int64_t> Objective(std::span<const std::uint32_t> members);
  std::optional<std::int64_t> BestSubset(std::span<const std::uint32_t> members);

  const Roster& roster_;
  const bool ties_;
  Ranking ranking_;
  Transport transport_;
  std::deque<Row> rows_;            // made when first asked for; addresses stay
  std::vector<const Row*> row_of_;  // by position in the roster
};

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_INCUMBENTS_H_
