#include "lib/consortium/suggest.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/consortium/explain.h"
#include "lib/consortium/shortfall.h"
#include "lib/consortium/subproblem.h"
#include "lib/consortium/threshold_reading.h"

namespace sambyd::consortium {
namespace {

using domain::ThresholdPolicy;

constexpr ThresholdPolicy kReadings[] = {ThresholdPolicy::kAggregate, ThresholdPolicy::kPerMember,
                                         ThresholdPolicy::kLeadOnly};

// Tries one kind of change after the other on a group that fails. Everything about the group itself
// is tried on the small problem of its members alone.
class Suggester {
 public:
  Suggester(const Problem& problem, std::vector<std::uint32_t> members, std::size_t most,
            const std::function<bool()>& stop)
      : problem_(problem), members_(std::move(members)), most_(most), stop_(stop) {}

  std::vector<Change> Suggest() && {
    TryOtherReadings();
    TryHiring();
    TryRaising();
    TryMovingLeaves();
    TryOtherMembers();
    return std::move(*this).Sorted();
  }

  // For a group of these members and one that must go.
  std::vector<Change> SuggestForTheOneBarred() && {
    TryWithout(std::nullopt, members_);
    return std::move(*this).Sorted();
  }

 private:
  std::vector<Change> Sorted() && {
    std::ranges::stable_sort(changes_, {}, [&](const Change& change) {
      return std::tuple(change.kind, change.size, -change.group.objective, change.group.members);
    });
    return std::move(changes_);
  }

  // Keeps the change when the whole group is feasible in `sub`, which holds its members in order.
  void AddIfFeasible(const Problem& sub, Change change) {
    auto group = Evaluate(sub, Everybody(sub));
    if (!group) return;
    change.group = InWhole(*std::move(group), members_);
    changes_.push_back(std::move(change));
  }

  void TryOtherReadings() {
    if (problem_.policy == ThresholdPolicy::kNone) return;
    for (const ThresholdPolicy reading : kReadings) {
      if (reading == problem_.policy) continue;
      Problem sub = Subproblem(problem_, members_);
      sub.policy = reading;
      AddIfFeasible(sub, {.kind = ChangeKind::kOtherReading, .reading = reading});
    }
  }

  void TryHiring() {
    Problem sub = Subproblem(problem_, members_);
    Change change{.kind = ChangeKind::kHireSpecial, .hires = Hires(sub)};
    for (const Hire& hire : change.hires) {
      const auto place = std::ranges::find(members_, hire.member) - members_.begin();
      domain::Workforce& workforce = sub.candidates.workforce[static_cast<std::size_t>(place)];
      workforce.headcount += hire.special;
      workforce.special += hire.special;
      change.size += hire.special;
    }
    if (!change.hires.empty()) AddIfFeasible(sub, std::move(change));
  }

  // Who must hire how many: the sum counts with AGGREGATE, so its lead does; every failing member
  // with PER_MEMBER; the one nearest to the rule with LEAD_ONLY.
  std::vector<Hire> Hires(const Problem& sub) const {
    std::vector<Hire> each;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const domain::Workforce workforce = sub.candidates.workforce[i];
      const Reading reading = ExplainThreshold({&workforce, 1}).aggregate;
      if (reading.special_to_hire == 0) continue;
      each.push_back({members_[i], reading.special_to_hire, reading.ordinary_to_replace});
    }
    switch (sub.policy) {
      case ThresholdPolicy::kPerMember:
        return each;
      case ThresholdPolicy::kLeadOnly:
        if (each.size() < members_.size()) return {};
        return {*std::ranges::min_element(each, {}, &Hire::special)};
      case ThresholdPolicy::kAggregate:
        return AggregateHire(sub);
      case ThresholdPolicy::kNone:
        break;
    }
    return {};
  }

  std::vector<Hire> AggregateHire(const Problem& sub) const {
    const Reading reading = ExplainThreshold(sub.candidates.workforce).aggregate;
    const auto amounts = BestAmounts(sub, Everybody(sub));
    if (reading.special_to_hire == 0 || !amounts) return {};
    const std::uint32_t lead = members_[LeadOf(sub, *amounts)];
    return {{lead, reading.special_to_hire, reading.ordinary_to_replace}};
  }

  void TryRaising() {
    for (std::uint32_t i = 0; i < members_.size(); ++i) {
      Problem sub = Subproblem(problem_, members_);
      const auto load = LeastLoad(sub, i);
      if (!load) continue;
      Change change{.kind = ChangeKind::kRaiseCapacity, .who = members_[i]};
      std::int64_t whole = 0;
      for (const Amount& amount : *load) {
        whole += amount.amount;
        RaiseTo(OfferOf(sub, i, amount.leaf).capacity, amount.amount, amount.leaf, change);
      }
      RaiseTo(sub.candidates.capacity[i], whole, std::nullopt, change);
      if (!change.raises.empty()) AddIfFeasible(sub, std::move(change));
    }
  }

  static void RaiseTo(std::int64_t& capacity, std::int64_t needed, std::optional<std::uint8_t> leaf,
                      Change& change) {
    if (capacity >= needed) return;
    change.raises.push_back({.leaf = leaf, .from = capacity, .to = needed});
    change.size += needed - capacity;
    capacity = needed;
  }

  static Offer& OfferOf(Problem& sub, std::uint32_t candidate, std::uint8_t leaf) {
    const auto begin = sub.candidates.offers.begin() + sub.candidates.first_offer[candidate];
    return *std::find_if(begin, sub.candidates.offers.end(),
                         [&](const Offer& offer) { return offer.leaf == leaf; });
  }

  // The least that one member has to carry when its capacities do not bind; nothing where the group
  // is infeasible all the same.
  static std::optional<std::vector<Amount>> LeastLoad(const Problem& sub, std::uint32_t member) {
    Problem open = sub;
    open.member_cost = 0;
    open.candidates.capacity[member] = kUnlimited;
    for (std::uint32_t i = 0; i < open.candidates.offers.size(); ++i) {
      const bool own =
          open.candidates.first_offer[member] <= i && i < open.candidates.first_offer[member + 1];
      open.candidates.offers[i].merit = own ? 0 : kMaxMerit;
      if (own) open.candidates.offers[i].capacity = kUnlimited;
    }
    auto group = Evaluate(open, Everybody(open));
    if (!group) return std::nullopt;
    std::erase_if(group->amounts, [&](const Amount& a) { return a.candidate != member; });
    return std::move(group->amounts);
  }

  void TryMovingLeaves() {
    for (std::size_t i = 0; problem_.volumes.size() > 1 && i < problem_.volumes.size(); ++i) {
      const auto leaf = static_cast<std::uint8_t>(i);
      const auto taker = BestOutside(leaf);
      if (!taker) continue;
      Change change{.kind = ChangeKind::kMoveLeaf,
                    .size = problem_.volumes[i],
                    .leaf = leaf,
                    .joins = *taker};
      const std::size_t before = changes_.size();
      AddIfFeasible(WithoutLeaf(leaf), std::move(change));
      if (changes_.size() == before) continue;
      for (Amount& amount : changes_.back().group.amounts) {
        if (amount.leaf >= leaf) ++amount.leaf;
      }
    }
  }

  Problem WithoutLeaf(std::uint8_t leaf) const {
    Problem all = Subproblem(problem_, members_);
    Problem sub = all;
    sub.volumes.erase(sub.volumes.begin() + leaf);
    sub.candidates = {};
    for (std::uint32_t i = 0; i < members_.size(); ++i) {
      for (Offer offer : all.candidates.offers_of(i)) {
        if (offer.leaf == leaf) continue;
        if (offer.leaf > leaf) --offer.leaf;
        sub.candidates.offers.push_back(offer);
      }
      sub.candidates.Add(all.candidates.ids[i], all.candidates.workforce[i],
                         all.candidates.capacity[i], all.candidates.certificates[i]);
    }
    return sub;
  }

  // Who could do a leaf alone, outside the group: the one of most merit.
  std::optional<std::uint32_t> BestOutside(std::uint8_t leaf) const {
    std::optional<std::uint32_t> best;
    int best_merit = -1;
    for (const std::uint32_t c : Everybody(problem_)) {
      if (std::ranges::find(members_, c) != members_.end()) continue;
      for (const Offer& offer : problem_.candidates.offers_of(c)) {
        const std::int64_t most = std::min(offer.capacity, problem_.candidates.capacity[c]);
        if (offer.leaf != leaf || most < problem_.volumes[leaf]) continue;
        if (offer.merit <= best_merit) continue;
        best = c;
        best_merit = offer.merit;
      }
    }
    return best;
  }

  void TryOtherMembers() {
    for (const std::uint32_t leaver : members_) {
      std::vector<std::uint32_t> others;
      std::ranges::remove_copy(members_, std::back_inserter(others), leaver);
      TryWithout(leaver, others);
    }
    for (Joining& joining : FindJoining(problem_, members_, most_, stop_)) {
      changes_.push_back({.kind = ChangeKind::kAddMember,
                          .group = std::move(joining.group),
                          .joins = joining.candidate});
    }
  }

  // Somebody for `leaver`, or nobody where the others can do without.
  void TryWithout(std::optional<std::uint32_t> leaver, const std::vector<std::uint32_t>& others) {
    if (auto group = Evaluate(problem_, others)) {
      changes_.push_back(
          {.kind = ChangeKind::kRemoveMember, .group = *std::move(group), .who = leaver});
      return;
    }
    for (Joining& joining : FindJoining(problem_, others, most_, stop_)) {
      if (joining.candidate == leaver) continue;
      changes_.push_back({.kind = ChangeKind::kReplaceMember,
                          .group = std::move(joining.group),
                          .who = leaver,
                          .joins = joining.candidate});
    }
  }

  const Problem& problem_;
  const std::vector<std::uint32_t> members_;
  const std::size_t most_;
  const std::function<bool()>& stop_;
  std::vector<Change> changes_;
};

Problem WithoutCapacities(Problem problem) {
  std::ranges::fill(problem.candidates.capacity, kUnlimited);
  for (Offer& offer : problem.candidates.offers) offer.capacity = kUnlimited;
  return problem;
}

absl::Status CheckGroup(const std::vector<std::string>& ids) {
  if (ids.empty() || ids.size() > kMaxMembers) {
    return InvalidField("members", std::to_string(ids.size()) + " members", "1 to 8 members",
                        Reason::kFieldOutOfRange);
  }
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (std::find(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(i), ids[i]) !=
        ids.begin() + static_cast<std::ptrdiff_t>(i)) {
      return InvalidField("members[" + std::to_string(i) + "]", ids[i], "each member once");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Suggestions> SuggestChanges(std::shared_ptr<const market::View> view,
                                           const LotQuery& query,
                                           const std::vector<std::string>& members,
                                           std::size_t most, const std::function<bool()>& stop) {
  SAMBYD_RETURN_IF_ERROR(CheckGroup(members));
  Suggestions result;
  SAMBYD_ASSIGN_OR_RETURN(result.pool, BuildPool(std::move(view), query));
  std::vector<std::uint32_t> candidates;
  for (const std::string& id : members) {
    if (const auto candidate = FindCandidate(result.pool, id)) {
      candidates.push_back(*candidate);
    } else {
      result.barred.push_back(id);
    }
  }
  std::ranges::sort(candidates);
  const Problem& problem = result.pool.problem;
  result.passes = result.barred.empty() && Evaluate(problem, candidates).has_value();
  if (result.passes || result.barred.size() > 1) return result;
  Suggester suggester(problem, std::move(candidates), most, stop);
  result.changes = result.barred.empty() ? std::move(suggester).Suggest()
                                         : std::move(suggester).SuggestForTheOneBarred();
  return result;
}

absl::StatusOr<std::vector<std::vector<std::string>>> FindGroupsToMend(
    const std::shared_ptr<const market::View>& view, const LotQuery& query, const Limits& limits) {
  SAMBYD_ASSIGN_OR_RETURN(const Pool pool, BuildPool(view, query));
  const Problem& problem = pool.problem;
  const auto passes = [&](const Consortium& group) {
    return Evaluate(problem, group.members).has_value();
  };
  std::vector<Consortium> groups = FindNearMisses(problem, limits.top, SearchAll(limits));
  std::erase_if(groups, passes);
  std::ranges::stable_sort(groups, {}, [&](const Consortium& group) {
    const Problem sub = Subproblem(problem, group.members);
    return ReadingOf(ExplainThreshold(sub.candidates.workforce), problem.policy).special_to_hire;
  });
  if (groups.empty()) groups = Solve(WithoutCapacities(problem), limits).top;
  std::erase_if(groups, passes);
  std::vector<std::vector<std::string>> ids;
  for (const Consortium& group : groups) ids.push_back(IdsOf(problem, group.members));
  if (ids.size() > static_cast<std::size_t>(limits.top)) {
    ids.resize(static_cast<std::size_t>(limits.top));
  }
  return ids;
}

}  // namespace sambyd::consortium
