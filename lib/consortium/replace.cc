#include "lib/consortium/replace.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/consortium/subproblem.h"

namespace sambyd::consortium {
namespace {

// What each of those who stay carries of each leaf.
using Roles = std::map<std::pair<std::uint32_t, std::uint8_t>, std::int64_t>;

class Replacer {
 public:
  Replacer(const Problem& problem, std::vector<std::uint32_t> stay, Roles roles)
      : problem_(problem), stay_(std::move(stay)), roles_(std::move(roles)) {
    left_ = problem.volumes;
    for (const auto& [role, amount] : roles_) left_[role.second] -= amount;
  }

  std::optional<Replacement> Try(std::uint32_t joins) const {
    std::vector<std::uint32_t> members = stay_;
    members.push_back(joins);
    Problem sub = Subproblem(problem_, members);
    const std::vector<std::uint32_t> all = Everybody(sub);
    auto group = Evaluate(sub, all);
    if (!group) return std::nullopt;
    KeepRoles(sub);
    if (auto same_roles = Evaluate(sub, all)) group = std::move(same_roles);
    Replacement replacement{.joins = joins, .group = InWhole(*std::move(group), members)};
    replacement.moved = Moved(replacement.group);
    return replacement;
  }

 private:
  // Cuts the capacities of those who stay to their roles and the newcomer's to what is left.
  void KeepRoles(Problem& sub) const {
    for (std::size_t c = 0; c < sub.candidates.size(); ++c) {
      for (std::uint32_t i = sub.candidates.first_offer[c]; i < sub.candidates.first_offer[c + 1];
           ++i) {
        Offer& offer = sub.candidates.offers[i];
        const std::int64_t role =
            c < stay_.size() ? AmountOf(stay_[c], offer.leaf) : left_[offer.leaf];
        offer.capacity = std::clamp<std::int64_t>(role, 0, offer.capacity);
      }
    }
  }

  std::int64_t AmountOf(std::uint32_t member, std::uint8_t leaf) const {
    const auto role = roles_.find({member, leaf});
    return role == roles_.end() ? 0 : role->second;
  }

  std::int64_t Moved(const Consortium& group) const {
    Roles after;
    for (const Amount& amount : group.amounts) {
      after[{amount.candidate, amount.leaf}] = amount.amount;
    }
    std::set<Roles::key_type> touched;
    for (const auto& [role, amount] : roles_) touched.insert(role);
    for (const auto& [role, amount] : after) {
      if (std::ranges::count(stay_, role.first) > 0) touched.insert(role);
    }
    std::int64_t moved = 0;
    for (const auto& role : touched) {
      const auto now = after.find(role);
      moved += std::abs((now == after.end() ? 0 : now->second) - AmountOf(role.first, role.second));
    }
    return moved;
  }

  const Problem& problem_;
  const std::vector<std::uint32_t> stay_;
  const Roles roles_;
  std::vector<std::int64_t> left_;  // leaf: what those who stay do not carry
};

absl::Status CheckAgreed(const LotQuery& query, const std::vector<AgreedAmount>& agreed) {
  std::vector<std::int64_t> left = FillVolumes(query);
  for (std::size_t i = 0; i < agreed.size(); ++i) {
    const std::string field = "agreed[" + std::to_string(i) + "]";
    if (agreed[i].leaf >= left.size()) {
      return InvalidField(field + ".leaf", std::to_string(agreed[i].leaf), "a leaf of the lot");
    }
    std::int64_t& room = left[agreed[i].leaf];
    if (agreed[i].amount < 0 || agreed[i].amount > room) {
      return InvalidField(field + ".ore_per_year", std::to_string(agreed[i].amount),
                          "0 up to what the others leave of the leaf", Reason::kFieldOutOfRange);
    }
    room -= agreed[i].amount;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Replacements> ReplaceMember(std::shared_ptr<const market::View> view,
                                           const LotQuery& query,
                                           const std::vector<AgreedAmount>& agreed,
                                           std::string_view leaver, std::size_t most,
                                           const std::function<bool()>& stop) {
  Replacements result;
  SAMBYD_ASSIGN_OR_RETURN(result.pool, BuildPool(std::move(view), query));
  SAMBYD_RETURN_IF_ERROR(CheckAgreed(query, agreed));
  std::set<std::uint32_t> stay;
  Roles roles;
  for (const AgreedAmount& role : agreed) {
    if (role.member == leaver) continue;
    const auto candidate = FindCandidate(result.pool, role.member);
    if (!candidate) return InvalidField("agreed", role.member, "a candidate for the lot");
    stay.insert(*candidate);
    roles[{*candidate, role.leaf}] += role.amount;
  }
  const std::vector<std::uint32_t> staying(stay.begin(), stay.end());
  if (staying.size() >= kMaxMembers) {
    return InvalidField("agreed", std::to_string(staying.size()) + " who stay", "at most 7");
  }
  const Problem& problem = result.pool.problem;
  result.without = Evaluate(problem, staying);
  if (staying.size() >= static_cast<std::size_t>(query.max_members)) return result;
  const Replacer replacer(problem, staying, std::move(roles));
  for (std::uint32_t c = 0; c < problem.candidates.size(); ++c) {
    if (c % kStopEvery == 0 && stop && stop()) break;
    if (stay.contains(c) || problem.candidates.ids[c] == leaver) continue;
    if (auto option = replacer.Try(c)) result.options.push_back(*std::move(option));
  }
  std::ranges::sort(result.options, {}, [](const Replacement& option) {
    return std::tuple(option.moved, -option.group.objective, option.joins);
  });
  if (result.options.size() > most) result.options.resize(most);
  return result;
}

}  // namespace sambyd::consortium
