#include "lib/consortium/solver.h"

#include <algorithm>

#include "lib/consortium/incumbents.h"
#include "lib/consortium/root.h"
#include "lib/consortium/roster.h"
#include "lib/consortium/search.h"

namespace sambyd::consortium {
namespace {

constexpr int kFirstSpread = 2;  // merit points

// The largest objective that a value of at most `bound` allows: a value is the objective in units
// of kOne less the number of members.
std::int64_t ObjectiveWithin(Wide bound) {
  return static_cast<std::int64_t>((bound + kMaxMembers) >> kValueBits);
}

// Fills the list with proof; returns a bound on what was not looked at when the budget ends first.
//
// A good list makes the search short, and a short search finds the list: so the search asks first
// only for sets close to the bound, then for ever worse ones, until the list is known to be full.
std::optional<Wide> Complete(const Roster& roster, Incumbents& incumbents, Budget& budget) {
  Root root(roster, incumbents, budget);
  root.Prepare();
  if (!budget.left()) return root.bound();
  if (incumbents.ranking().sets().empty() && root.IsInfeasible()) return std::nullopt;
  Wide known = root.bound();  // sets of a larger value are listed
  for (Wide spread = static_cast<Wide>(roster.whole_volume()) * kFirstSpread * kOne;; spread *= 2) {
    const Wide least = std::max(incumbents.Cutoff(std::nullopt), root.bound() - spread);
    Search search(roster, incumbents, budget);
    const auto open = search.Run(root.Survivors(least), least, root.multipliers());
    if (open) return std::min(*open, known);
    if (incumbents.Cutoff(std::nullopt) >= least) return std::nullopt;
    known = least;
  }
}

}  // namespace

Solution Solve(const Problem& problem, const Limits& limits) {
  const Roster roster(problem);
  Incumbents incumbents(roster, static_cast<std::size_t>(std::max(1, limits.top)), limits.ties);
  Budget budget(limits);
  const std::optional<Wide> open = Complete(roster, incumbents, budget);

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
