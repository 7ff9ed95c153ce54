#ifndef LIB_CONSORTIUM_SOLVER_H_
#define LIB_CONSORTIUM_SOLVER_H_

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "lib/consortium/evaluate.h"
#include "lib/consortium/problem.h"

namespace sambyd::consortium {

// How far a search may go.
struct Limits {
  int top = 1;  // consortia wanted, 1 or more
  // False: of equally good consortia any may be listed, which spares telling them apart.
  bool ties = true;
  // Nodes of the search tree. The same budget gives the same answer on every machine.
  std::int64_t max_nodes = std::numeric_limits<std::int64_t>::max();
  // Asked every few hundred microseconds from the calling thread; true ends the search. The
  // engine has no clock: deadlines and cancellation are injected here. Empty: never stops.
  std::function<bool()> stop = {};
};

enum class SolveStatus {
  kOptimal,     // the whole list is proven: the first `top`, or all where there are fewer
  kBestFound,   // no proof; the list may be empty
  kInfeasible,  // proven that no consortium exists
};

enum class StopReason {
  kProven,      // the search was completed
  kNodeBudget,  // Limits::max_nodes
  kStopped,     // Limits::stop
};

struct Solution {
  SolveStatus status = SolveStatus::kBestFound;
  StopReason stop_reason = StopReason::kProven;
  // Best first: by objective, then fewer members, then the smaller list of ids. A set is left out
  // when one of its proper subsets is feasible and at least as good.
  std::vector<Consortium> top;
  // No consortium has a larger objective. Set unless nothing exists; with kOptimal the first one's.
  std::optional<std::int64_t> bound;
  std::int64_t nodes = 0;
};

// The best consortia of a validated problem. One call uses one thread; calls do not share anything,
// so several may run side by side. Memory: about 100 bytes a candidate and offer.
Solution Solve(const Problem& problem, const Limits& limits);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_SOLVER_H_
