#include "lib/consortium/solver.h"

#include <algorithm>
#include <numeric>

#include "lib/consortium/incumbents.h"
#include "lib/consortium/roster.h"
#include "lib/consortium/search.h"

namespace sambyd::consortium {
namespace {

// The largest objective that a value of at most `bound` allows: a value is the objective in units
// of kOne less the number of members.
std::int64_t ObjectiveWithin(Wide bound) {
  return static_cast<std::int64_t>((bound + kMaxMembers) >> kValueBits);
}

}  // namespace

Solution Solve(const Problem& problem, const Limits& limits) {
  const Roster roster(problem);
  Incumbents incumbents(roster, static_cast<std::size_t>(std::max(1, limits.top)));
  Budget budget(limits);
  std::optional<Wide> open;
  if (roster.size() > 0) {
    std::vector<std::uint32_t> all(roster.size());
    std::iota(all.begin(), all.end(), 0U);
    Search search(roster, incumbents, budget);
    Multipliers at;
    open = search.Run(all, at);
  }

  Solution solution;
  solution.stop_reason = budget.reason();
  solution.nodes = budget.nodes();
  for (const RankedSet& set : incumbents.ranking().sets()) {
    solution.top.push_back(*Evaluate(problem, set.members));
  }
  if (!solution.top.empty()) solution.bound = solution.top.front().objective;
  if (open) {
    solution.status = SolveStatus::kBestFound;
    solution.bound = std::max(solution.bound, std::optional(ObjectiveWithin(*open)));
  } else {
    solution.status = solution.top.empty() ? SolveStatus::kInfeasible : SolveStatus::kOptimal;
  }
  return solution;
}

}  // namespace sambyd::consortium
