#include "lib/consortium/conflict.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>
#include <utility>

#include "lib/base/status.h"
#include "lib/consortium/near_miss.h"

namespace sambyd::consortium {
namespace {

using Kind = Requirement::Kind;
using Lifted = std::set<Requirement>;

constexpr int kNearMisses = 20;

bool IsOfLeaf(Kind kind) {
  return kind == Kind::kWork || kind == Kind::kPlace || kind == Kind::kLeafCapacity;
}

// The sum of the `count` largest.
std::int64_t SumOfLargest(std::vector<std::int64_t> amounts, std::size_t count) {
  count = std::min(count, amounts.size());
  std::ranges::partial_sort(amounts, amounts.begin() + static_cast<std::ptrdiff_t>(count),
                            std::greater<>());
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += amounts[i];
  return sum;
}

// A bound that needs no search: what the largest capacities at one leaf, or over all leaves that
// must be done, leave open.
std::int64_t LeastShortfall(const Problem& problem, const Lifted& lifted) {
  const Candidates& candidates = problem.candidates;
  const auto members = static_cast<std::size_t>(problem.max_members);
  const auto undone = [&](std::size_t leaf) {
    return lifted.contains({.kind = Kind::kWork, .leaf = static_cast<std::uint8_t>(leaf)});
  };
  std::vector<std::vector<std::int64_t>> at_leaf(problem.volumes.size());
  std::vector<std::int64_t> over_all;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    std::int64_t whole = 0;
    for (const Offer& offer : candidates.offers_of(c)) {
      if (undone(offer.leaf)) continue;
      const std::int64_t most =
          std::min({offer.capacity, problem.volumes[offer.leaf], candidates.capacity[c]});
      at_leaf[offer.leaf].push_back(most);
      whole += most;
    }
    over_all.push_back(std::min(whole, candidates.capacity[c]));
  }
  std::int64_t shortfall = -SumOfLargest(std::move(over_all), members);
  std::int64_t at_worst_leaf = 0;
  for (std::size_t leaf = 0; leaf < problem.volumes.size(); ++leaf) {
    if (undone(leaf)) continue;
    const std::int64_t volume = problem.volumes[leaf];
    shortfall += volume;
    at_worst_leaf =
        std::max(at_worst_leaf, volume - SumOfLargest(std::move(at_leaf[leaf]), members));
  }
  return std::max(shortfall, at_worst_leaf);
}

// The problem with a filler for every leaf: what the best answer leaves to it of the leaves that
// must be done is what the others are short of.
Problem WithFiller(const Problem& problem, const Lifted& lifted) {
  Problem filled = problem;
  filled.role_min_bp = 0;
  filled.member_cost = 0;
  for (Offer& offer : filled.candidates.offers) offer.merit = kMaxMerit;
  std::vector<std::uint8_t> leaves(problem.volumes.size());
  std::iota(leaves.begin(), leaves.end(), std::uint8_t{0});
  AddFiller(filled, leaves, 0);
  for (Offer& offer : filled.candidates.offers) {
    if (lifted.contains({.kind = Kind::kWork, .leaf = offer.leaf})) offer.merit = kMaxMerit;
  }
  return filled;
}

class ConflictFinder {
 public:
  ConflictFinder(std::shared_ptr<const market::View> view, const LotQuery& query,
                 const Limits& limits)
      : view_(std::move(view)), query_(query), limits_(limits) {
    limits_.top = 1;
  }

  std::optional<Conflict> Find() {
    if (Try({}) != Answer::kImpossible) return std::nullopt;
    const std::vector<Requirement> all = RequirementsOf(query_);
    for (auto begin = all.begin(); begin != all.end();) {
      const auto end = std::find_if(begin, all.end(),
                                    [&](const Requirement& r) { return r.kind != begin->kind; });
      LiftKind({begin, end});
      begin = end;
    }
    Describe(all);
    return std::move(conflict_);
  }

 private:
  enum class Answer { kPossible, kImpossible, kOpen };

  Pool Relax(const Lifted& lifted) const { return RelaxPool(view_, query_, lifted); }

  Answer Try(const Lifted& lifted) const {
    const auto leaves = std::ranges::count(lifted, Kind::kWork, &Requirement::kind);
    if (static_cast<std::size_t>(leaves) == query_.leaves.size()) return Answer::kPossible;
    const Solution solution = Solve(Relax(lifted).problem, limits_);
    if (!solution.top.empty()) return Answer::kPossible;
    return solution.status == SolveStatus::kInfeasible ? Answer::kImpossible : Answer::kOpen;
  }

  // Lifts what is not needed for the conflict: the whole kind at once where that works.
  void LiftKind(const std::vector<Requirement>& kind) {
    if (kind[0].kind == Kind::kWork && !MayLeaveWorkUndone()) return;
    if (kind.size() > 1 && kind[0].kind != Kind::kWork) {
      Lifted all = lifted_;
      all.insert(kind.begin(), kind.end());
      if (Try(all) == Answer::kImpossible) {
        lifted_ = std::move(all);
        return;
      }
    }
    for (const Requirement& requirement : kind) {
      Lifted more = lifted_;
      more.insert(requirement);
      const Answer answer = Try(more);
      if (answer == Answer::kImpossible) lifted_ = std::move(more);
      if (answer == Answer::kOpen) conflict_.minimal = false;
    }
  }

  // The conditions under which RelaxPool lifts kWork.
  bool MayLeaveWorkUndone() const {
    return lifted_.contains({.kind = Kind::kRoleMinimum}) && query_.max_members < kMaxMembers;
  }

  void Describe(const std::vector<Requirement>& all) {
    const Pool core = Relax(lifted_);
    bool capacity = false;
    bool share = false;
    for (const Requirement& requirement : all) {
      if (lifted_.contains(requirement)) continue;
      const Kind kind = requirement.kind;
      capacity |= kind == Kind::kLeafCapacity || kind == Kind::kTotalCapacity;
      share |= kind == Kind::kPolicy;
      const std::int64_t able = CountAble(core, requirement);
      std::int64_t able_without = able;
      if (kind != Kind::kWork) {
        Lifted more = lifted_;
        more.insert(requirement);
        able_without = CountAble(Relax(more), requirement);
      }
      conflict_.obstacles.push_back({requirement, able, able_without});
    }
    if (capacity) conflict_.capacity = MeasureCapacity();
    if (share) conflict_.share = MeasureShare();
  }

  static std::int64_t CountAble(const Pool& pool, const Requirement& requirement) {
    const market::Matches& found = pool.matches;
    return IsOfLeaf(requirement.kind)
               ? std::ranges::count(found.offers, requirement.leaf, &market::Offer::need)
               : static_cast<std::int64_t>(found.matches.size());
  }

  // Under the conflicting requirements alone.
  std::optional<CapacityShortfall> MeasureCapacity() const {
    Lifted but_work = lifted_;
    std::erase_if(but_work, [](const Requirement& r) { return r.kind == Kind::kWork; });
    const Problem core = Relax(but_work).problem;
    CapacityShortfall shortfall{.oere = LeastShortfall(core, lifted_)};
    if (core.max_members < kMaxMembers) {
      const Solution solution = Solve(WithFiller(core, lifted_), limits_);
      if (solution.bound) {
        const std::int64_t carried = *solution.bound / kMaxMerit;
        shortfall.oere = std::max(shortfall.oere, TotalVolume(core) - carried);
        shortfall.exact = solution.status == SolveStatus::kOptimal && EveryMemberWorks(core);
      }
    }
    if (shortfall.oere <= 0) return std::nullopt;
    return shortfall;
  }

  // A member that carries nothing would be of no use.
  static bool EveryMemberWorks(const Problem& problem) {
    return problem.role_min_bp <= 1 && problem.certificates_any == 0 &&
           (problem.policy == domain::ThresholdPolicy::kNone ||
            problem.policy == domain::ThresholdPolicy::kPerMember);
  }

  // In the lot as it is but for the rule.
  std::optional<ShareShortfall> MeasureShare() const {
    Limits limits = limits_;
    limits.top = kNearMisses;
    const Problem open = Relax({{.kind = Kind::kPolicy}}).problem;
    std::optional<ShareShortfall> nearest;
    for (const Consortium& group : FindNearMisses(open, limits)) {
      std::vector<domain::Workforce> workforce;
      ShareShortfall shortfall;
      for (const std::uint32_t member : group.members) {
        workforce.push_back(open.candidates.workforce[member]);
        shortfall.members.emplace_back(open.candidates.ids[member]);
      }
      const ThresholdReading threshold = ExplainThreshold(workforce);
      shortfall.all = threshold.all;
      shortfall.reading = ReadingOf(threshold, query_.policy);
      if (!nearest || shortfall.reading.special_to_hire < nearest->reading.special_to_hire) {
        nearest = std::move(shortfall);
      }
    }
    return nearest;
  }

  const std::shared_ptr<const market::View> view_;
  const LotQuery& query_;
  Limits limits_;
  Lifted lifted_;
  Conflict conflict_;
};

}  // namespace

absl::StatusOr<std::optional<Conflict>> FindConflict(std::shared_ptr<const market::View> view,
                                                     const LotQuery& query, const Limits& limits) {
  SAMBYD_RETURN_IF_ERROR(Validate(query));
  return ConflictFinder(std::move(view), query, limits).Find();
}

}  // namespace sambyd::consortium
