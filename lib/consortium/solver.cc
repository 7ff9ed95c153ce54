#include "lib/consortium/solver.h"

#include <algorithm>
#include <utility>

#include "lib/consortium/ranking.h"

namespace sambyd::consortium {
namespace {

// Walks all sets of at most max_members candidates.
class Search {
 public:
  Search(const Problem& problem, const Limits& limits)
      : problem_(problem),
        limits_(limits),
        ranking_(problem.candidates, static_cast<std::size_t>(std::max(1, limits.top))) {}

  Solution Run() {
    Extend(0);
    Solution solution;
    solution.stop_reason = reason_;
    solution.nodes = nodes_;
    for (const RankedSet& set : ranking_.sets()) {
      solution.top.push_back(*Evaluate(problem_, set.members));
    }
    if (reason_ != StopReason::kProven) {
      solution.status = SolveStatus::kBestFound;
      solution.bound = kMaxMerit * TotalVolume(problem_);
    } else if (solution.top.empty()) {
      solution.status = SolveStatus::kInfeasible;
    } else {
      solution.status = SolveStatus::kOptimal;
      solution.bound = solution.top.front().objective;
    }
    return solution;
  }

 private:
  void Extend(std::uint32_t from) {
    if (members_.size() == static_cast<std::size_t>(problem_.max_members)) return;
    for (std::uint32_t e = from; e < problem_.candidates.size() && MayGoOn(); ++e) {
      ++nodes_;
      members_.push_back(e);
      Offer();
      Extend(e + 1);
      members_.pop_back();
    }
  }

  bool MayGoOn() {
    if (nodes_ >= limits_.max_nodes) reason_ = StopReason::kNodeBudget;
    if (nodes_ % 64 == 0 && limits_.stop && limits_.stop()) reason_ = StopReason::kStopped;
    return reason_ == StopReason::kProven;
  }

  void Offer() {
    const auto found = Evaluate(problem_, members_);
    if (!found || !ranking_.Admits(found->objective, found->members)) return;
    if (!SubsetIsAsGood(*found)) ranking_.Insert({found->objective, found->members});
  }

  bool SubsetIsAsGood(const Consortium& set) const {
    const std::uint32_t all = (1U << set.members.size()) - 1;
    for (std::uint32_t mask = 1; mask < all; ++mask) {
      std::vector<std::uint32_t> part;
      for (std::size_t e = 0; e < set.members.size(); ++e) {
        if (mask >> e & 1) part.push_back(set.members[e]);
      }
      const auto found = Evaluate(problem_, part);
      if (found && found->objective >= set.objective) return true;
    }
    return false;
  }

  const Problem& problem_;
  const Limits& limits_;
  Ranking ranking_;
  std::vector<std::uint32_t> members_;
  std::int64_t nodes_ = 0;
  StopReason reason_ = StopReason::kProven;
};

}  // namespace

Solution Solve(const Problem& problem, const Limits& limits) {
  return Search(problem, limits).Run();
}

}  // namespace sambyd::consortium
