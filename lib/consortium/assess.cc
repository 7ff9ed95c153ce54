#include "lib/consortium/assess.h"

#include <algorithm>
#include <array>
#include <bit>
#include <set>
#include <tuple>
#include <utility>

#include "lib/base/status.h"
#include "lib/consortium/candidates.h"
#include "lib/consortium/requirement.h"
#include "lib/consortium/subproblem.h"

namespace sambyd::consortium {
namespace {

using domain::ThresholdPolicy;
using Kind = Requirement::Kind;

constexpr std::array kPolicies = {ThresholdPolicy::kAggregate, ThresholdPolicy::kPerMember,
                                  ThresholdPolicy::kLeadOnly, ThresholdPolicy::kNone};

bool AllVolumesKnown(const Pool& pool) {
  return std::ranges::find(pool.volume_known, false) == pool.volume_known.end();
}

// Whoever may be a member under this policy.
bool MayTakePart(const Problem& problem, std::uint32_t candidate) {
  return problem.policy != ThresholdPolicy::kPerMember ||
         domain::MeetsShare(problem.candidates.workforce[candidate]);
}

// ⌊Σ min(capacity, volume) / volume⌋ over the candidates, at most `most`.
std::int64_t TimesCovered(const std::vector<std::int64_t>& capacities, std::int64_t volume,
                          std::int64_t most) {
  std::int64_t sum = 0;
  for (const std::int64_t capacity : capacities) {
    sum += std::min(capacity, volume);
    if (sum / volume >= most) return most;
  }
  return sum / volume;
}

bool AreDisjoint(const Consortium& a, const Consortium& b) {
  return std::ranges::find_first_of(a.members, b.members) == a.members.end();
}

class Assessor {
 public:
  Assessor(Pool pool, const std::vector<std::int64_t>& anywhere, const AssessmentLimits& limits)
      : pool_(std::move(pool)), limits_(limits), result_{.policy = pool_.problem.policy} {
    result_.candidates = std::ranges::count_if(
        Everybody(pool_.problem), [&](std::uint32_t c) { return MayTakePart(pool_.problem, c); });
    MeasureSupply(anywhere);
  }

  ReadingOutlook Assess() && {
    Limits search = limits_.search;
    search.top = limits_.consortia;
    const Solution listed = Solve(pool_.problem, search);
    result_.consortia = static_cast<std::int64_t>(listed.top.size());
    result_.all_counted =
        listed.status == SolveStatus::kInfeasible ||
        (listed.status == SolveStatus::kOptimal && result_.consortia < limits_.consortia);
    if (listed.status == SolveStatus::kInfeasible) {
      result_.disjoint_bound = 0;
    } else {
      TakeLarger(FindDisjoint(pool_.problem));
      TakeLarger(FindDisjoint(SpecialistsFirst()));
      TakeDisjointPair(listed.top);
    }
    result_.outlook = Judge(listed.status == SolveStatus::kInfeasible);
    return std::move(result_);
  }

 private:
  void MeasureSupply(const std::vector<std::int64_t>& anywhere) {
    const Problem& problem = pool_.problem;
    std::vector<std::vector<std::int64_t>> capacities(problem.volumes.size());
    for (const std::uint32_t c : Everybody(problem)) {
      if (!MayTakePart(problem, c)) continue;
      for (const Offer& offer : problem.candidates.offers_of(c)) {
        capacities[offer.leaf].push_back(std::min(offer.capacity, problem.candidates.capacity[c]));
      }
    }
    const std::int64_t most = limits_.disjoint;
    for (std::size_t leaf = 0; leaf < capacities.size(); ++leaf) {
      result_.leaves.push_back(
          {.able = static_cast<std::int64_t>(capacities[leaf].size()),
           .able_anywhere = anywhere[leaf],
           .times = TimesCovered(capacities[leaf], problem.volumes[leaf], most)});
    }
    const auto worst = std::ranges::min_element(result_.leaves, {}, [](const LeafSupply& leaf) {
      return std::tuple(leaf.times, leaf.able);
    });
    result_.bottleneck = static_cast<std::uint8_t>(worst - result_.leaves.begin());
    result_.disjoint_bound = std::min(worst->times, ScarcestMember());
  }

  // Every consortium needs a holder of each certificate and, in reserved lots, a member that meets
  // the share by itself: where all are below it, so is their sum.
  std::int64_t ScarcestMember() const {
    const Problem& problem = pool_.problem;
    std::int64_t scarcest = limits_.disjoint;
    for (std::uint64_t left = problem.certificates_any; left != 0; left &= left - 1) {
      const std::uint64_t bit = std::uint64_t{1} << std::countr_zero(left);
      const auto holds = [&](std::uint64_t held) { return (held & bit) != 0; };
      scarcest = std::min<std::int64_t>(
          scarcest, std::ranges::count_if(problem.candidates.certificates, holds));
    }
    if (problem.policy != ThresholdPolicy::kNone) {
      scarcest = std::min<std::int64_t>(
          scarcest, std::ranges::count_if(problem.candidates.workforce, domain::MeetsShare));
    }
    return scarcest;
  }

  // Those who can do little are taken first, so that those who can do much are left for others.
  Problem SpecialistsFirst() const {
    Problem problem = pool_.problem;
    problem.member_cost = 0;
    for (const std::uint32_t c : Everybody(problem)) {
      const auto begin = problem.candidates.first_offer[c];
      const auto end = problem.candidates.first_offer[c + 1];
      for (auto i = begin; i < end; ++i) {
        problem.candidates.offers[i].merit =
            static_cast<std::int16_t>(kMaxMerit / static_cast<int>(end - begin));
      }
    }
    return problem;
  }

  // Takes the best consortium, then the best of the others, and so on.
  std::vector<DisjointGroup> FindDisjoint(Problem problem) {
    Limits search = limits_.search;
    search.top = 1;
    std::vector<DisjointGroup> groups;
    while (static_cast<std::int64_t>(groups.size()) < result_.disjoint_bound) {
      const Solution found = Solve(problem, search);
      if (found.top.empty()) break;
      const Consortium& group = found.top[0];
      groups.push_back(GroupOf(group));
      // Nobody can carry nothing (role_min_bp is 100 or more), so this takes them out.
      for (const std::uint32_t member : group.members) problem.candidates.capacity[member] = 0;
    }
    return groups;
  }

  // Taking the best first can use up two members that two consortia need.
  void TakeDisjointPair(const std::vector<Consortium>& listed) {
    if (result_.disjoint_bound < 2 || result_.disjoint.size() > 2) return;
    for (std::size_t i = 0; i < listed.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (Known(result_.disjoint) >= 2) return;
        if (!AreDisjoint(listed[i], listed[j])) continue;
        TakeLarger({GroupOf(listed[j]), GroupOf(listed[i])});
      }
    }
  }

  DisjointGroup GroupOf(const Consortium& group) const {
    return {IdsOf(pool_.problem, group.members), CapacitiesKnown(group)};
  }

  bool CapacitiesKnown(const Consortium& group) const {
    return std::ranges::all_of(group.amounts, [&](const Amount& amount) {
      const market::Match& match = pool_.matches.matches[amount.candidate];
      const auto offers = pool_.matches.OffersOf(match);
      const auto offer = std::ranges::find(offers, amount.leaf, &market::Offer::need);
      return match.yearly.IsKnown() && offer->yearly.IsKnown();
    });
  }

  static std::int64_t Known(const std::vector<DisjointGroup>& groups) {
    return std::ranges::count(groups, true, &DisjointGroup::capacities_known);
  }

  void TakeLarger(std::vector<DisjointGroup> groups) {
    const auto worth = [](const std::vector<DisjointGroup>& all) {
      return std::tuple(all.size(), Known(all));
    };
    if (worth(groups) > worth(result_.disjoint)) result_.disjoint = std::move(groups);
  }

  Outlook Judge(bool infeasible) const {
    if (infeasible) return Outlook::kNotCovered;
    if (!AllVolumesKnown(pool_)) return Outlook::kUnknown;
    const std::int64_t known = Known(result_.disjoint);
    if (known >= 2) return Outlook::kCompetitionLikely;
    if (known == 1 && IsProvenSingle()) return Outlook::kSingleConsortium;
    return Outlook::kUnknown;
  }

  // By the bound, or because all are counted and no two of them are disjoint: whatever is feasible
  // contains one of those. A limit of one is no bound, and no two are sought then.
  bool IsProvenSingle() const {
    if (limits_.disjoint < 2) return false;
    return result_.disjoint_bound < 2 || (result_.all_counted && result_.disjoint.size() < 2);
  }

  const Pool pool_;
  const AssessmentLimits& limits_;
  ReadingOutlook result_;
};

// Leaf by leaf, how many could do it wherever it is.
std::vector<std::int64_t> CountAnywhere(const std::shared_ptr<const market::View>& view,
                                        const LotQuery& query) {
  std::set<Requirement> places;
  for (const Requirement& requirement : RequirementsOf(query)) {
    if (requirement.kind == Kind::kPlace) places.insert(requirement);
  }
  const Problem problem = RelaxPool(view, query, places).problem;
  std::vector<std::int64_t> counts(query.leaves.size());
  for (const std::uint32_t c : Everybody(problem)) {
    if (!MayTakePart(problem, c)) continue;
    for (const Offer& offer : problem.candidates.offers_of(c)) ++counts[offer.leaf];
  }
  return counts;
}

}  // namespace

absl::StatusOr<std::vector<ReadingOutlook>> AssessReservation(
    const std::shared_ptr<const market::View>& view, const LotQuery& query,
    const AssessmentLimits& limits) {
  SAMBYD_RETURN_IF_ERROR(Validate(query));
  std::vector<ReadingOutlook> outlooks;
  for (const ThresholdPolicy policy : kPolicies) {
    LotQuery read = query;
    read.policy = policy;
    SAMBYD_ASSIGN_OR_RETURN(Pool pool, BuildPool(view, read));
    outlooks.push_back(Assessor(std::move(pool), CountAnywhere(view, read), limits).Assess());
  }
  return outlooks;
}

}  // namespace sambyd::consortium
