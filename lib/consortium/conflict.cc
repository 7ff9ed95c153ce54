#include "lib/consortium/conflict.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/consortium/solve_function.h"

namespace sambyd::consortium {
namespace {

using Kind = Requirement::Kind;
using Lifted = std::set<Requirement>;

bool IsOfLeaf(Kind kind) {
  return kind == Kind::kWork || kind == Kind::kPlace || kind == Kind::kLeafCapacity;
}

class ConflictFinder {
 public:
  ConflictFinder(std::shared_ptr<const market::View> view, const LotQuery& query,
                 SolveFunction solve, std::function<bool()> stop)
      : view_(std::move(view)), query_(query), solve_(std::move(solve)), stop_(std::move(stop)) {}

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
    if (stop_ && stop_()) return Answer::kOpen;
    const Solution solution = solve_(Relax(lifted).problem, 1, /*ties=*/false);
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
    if (capacity) {
      Lifted but_work = lifted_;
      std::erase_if(but_work, [](const Requirement& r) { return r.kind == Kind::kWork; });
      conflict_.capacity = MeasureCapacity(Relax(but_work).problem, LeavesToDo(), solve_);
    }
    if (share) conflict_.share = MeasureShare(Relax({}).problem, solve_);
  }

  static std::int64_t CountAble(const Pool& pool, const Requirement& requirement) {
    const market::Matches& found = pool.matches;
    return IsOfLeaf(requirement.kind)
               ? std::ranges::count(found.offers, requirement.leaf, &market::Offer::need)
               : static_cast<std::int64_t>(found.matches.size());
  }

  std::vector<std::uint8_t> LeavesToDo() const {
    std::vector<std::uint8_t> leaves;
    for (std::size_t i = 0; i < query_.leaves.size(); ++i) {
      const auto leaf = static_cast<std::uint8_t>(i);
      if (!lifted_.contains({.kind = Kind::kWork, .leaf = leaf})) leaves.push_back(leaf);
    }
    return leaves;
  }

  const std::shared_ptr<const market::View> view_;
  const LotQuery& query_;
  const SolveFunction solve_;
  const std::function<bool()> stop_;
  Lifted lifted_;
  Conflict conflict_;
};

// The members that do no kind of work of the lot anywhere.
std::vector<std::string> FindIdle(const std::shared_ptr<const market::View>& group,
                                  const LotQuery& query, const std::vector<std::string>& members) {
  Lifted all_but_work;
  for (const Requirement& requirement : RequirementsOf(query)) {
    if (requirement.kind != Kind::kWork) all_but_work.insert(requirement);
  }
  const Pool pool = RelaxPool(group, query, all_but_work);
  std::vector<std::string> idle;
  for (const std::string& id : members) {
    if (!FindCandidate(pool, id)) idle.push_back(id);
  }
  std::ranges::sort(idle);
  return idle;
}

}  // namespace

absl::StatusOr<std::optional<Conflict>> FindConflict(std::shared_ptr<const market::View> view,
                                                     const LotQuery& query, const Limits& limits) {
  SAMBYD_RETURN_IF_ERROR(Validate(query));
  return ConflictFinder(std::move(view), query, SearchAll(limits), limits.stop).Find();
}

absl::StatusOr<std::optional<Conflict>> FindGroupConflict(const market::View& view,
                                                          const LotQuery& query,
                                                          const std::vector<std::string>& members) {
  LotQuery own = query;
  own.max_members = static_cast<int>(members.size());
  SAMBYD_RETURN_IF_ERROR(Validate(own));
  std::vector<market::Enterprise> rows;
  for (std::size_t i = 0; i < members.size(); ++i) {
    auto row = view.Find(members[i]);
    if (!row) {
      return InvalidField("members[" + std::to_string(i) + "]", members[i], "an enterprise");
    }
    rows.push_back(*std::move(row));
  }
  const auto group = market::View::Build(std::move(rows));
  std::vector<std::string> idle = FindIdle(group, own, members);
  if (!idle.empty()) return Conflict{.offer_nothing = std::move(idle)};
  return ConflictFinder(group, own, TryGroup(members), nullptr).Find();
}

}  // namespace sambyd::consortium
