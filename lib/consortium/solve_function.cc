#include "lib/consortium/solve_function.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "lib/consortium/evaluate.h"

namespace sambyd::consortium {
namespace {

Solution Impossible() {
  Solution solution;
  solution.status = SolveStatus::kInfeasible;
  return solution;
}

Solution TryThese(const Problem& problem, const std::vector<std::string>& ids) {
  const std::vector<std::string_view>& candidates = problem.candidates.ids;
  std::vector<std::uint32_t> members;
  for (const std::string& id : ids) {
    const auto found = std::ranges::find(candidates, id);
    if (found == candidates.end()) return Impossible();
    members.push_back(static_cast<std::uint32_t>(found - candidates.begin()));
  }
  std::optional<Consortium> best = Evaluate(problem, members);
  if (!candidates.empty() && candidates.back().empty()) {
    members.push_back(static_cast<std::uint32_t>(candidates.size() - 1));
    const auto filled = Evaluate(problem, members);
    if (filled && (!best || filled->objective > best->objective)) best = filled;
  }
  if (!best) return Impossible();
  Solution solution;
  solution.status = SolveStatus::kOptimal;
  solution.bound = best->objective;
  solution.top.push_back(*std::move(best));
  return solution;
}

}  // namespace

SolveFunction SearchAll(Limits limits) {
  return [limits = std::move(limits)](const Problem& problem, int top, bool ties) mutable {
    limits.top = top;
    limits.ties = ties;
    return Solve(problem, limits);
  };
}

SolveFunction TryGroup(std::vector<std::string> ids) {
  return
      [ids = std::move(ids)](const Problem& problem, int, bool) { return TryThese(problem, ids); };
}

}  // namespace sambyd::consortium
