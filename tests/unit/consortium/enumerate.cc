#include "tests/unit/consortium/enumerate.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <tuple>

namespace sambyd::consortium {
namespace {

// Largest gain of a full flow, by Bellman-Ford over a list of arcs.
class Flow {
 public:
  std::size_t Add(int from, int to, std::int64_t room, std::int64_t gain) {
    arcs_.push_back({from, to, room, gain});
    arcs_.push_back({to, from, 0, -gain});
    return arcs_.size() - 2;
  }
  std::int64_t room(std::size_t arc) const { return arcs_[arc].room; }

  // Sends `amount` from node 0 to node 1 along longest paths; false when not all of it fits.
  bool Send(std::int64_t amount) {
    while (amount > 0) {
      constexpr auto kNone = std::numeric_limits<std::int64_t>::min();
      std::array<std::int64_t, kNodes> length{};
      length.fill(kNone);
      std::array<std::size_t, kNodes> via{};
      length[0] = 0;
      for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t a = 0; a < arcs_.size(); ++a) {
          const Arc& arc = arcs_[a];
          const std::int64_t here = length[static_cast<std::size_t>(arc.from)];
          auto& there = length[static_cast<std::size_t>(arc.to)];
          if (arc.room == 0 || here == kNone || here + arc.gain <= there) continue;
          there = here + arc.gain;
          via[static_cast<std::size_t>(arc.to)] = a;
          changed = true;
        }
      }
      if (length[1] == kNone) return false;
      std::int64_t step = amount;
      for (int node = 1; node != 0; node = arcs_[via[static_cast<std::size_t>(node)]].from) {
        step = std::min(step, arcs_[via[static_cast<std::size_t>(node)]].room);
      }
      for (int node = 1; node != 0; node = arcs_[via[static_cast<std::size_t>(node)]].from) {
        arcs_[via[static_cast<std::size_t>(node)]].room -= step;
        arcs_[via[static_cast<std::size_t>(node)] ^ 1].room += step;
      }
      amount -= step;
    }
    return true;
  }

 private:
  struct Arc {
    int from;
    int to;
    std::int64_t room;
    std::int64_t gain;
  };
  static constexpr std::size_t kNodes = 2 + kMaxMembers + kMaxLeaves;
  std::vector<Arc> arcs_;
};

bool ConditionsHold(const Problem& problem, std::span<const std::uint32_t> members) {
  std::uint64_t held = 0;
  std::int64_t headcount = 0;
  std::int64_t special = 0;
  std::size_t able = 0;
  for (const std::uint32_t e : members) {
    const domain::Workforce people = problem.candidates.workforce[e];
    headcount += people.headcount;
    special += people.special;
    if (10 * people.special >= 3 * people.headcount) ++able;
    held |= problem.candidates.certificates[e];
    if ((problem.candidates.certificates[e] & problem.certificates_all) !=
        problem.certificates_all) {
      return false;
    }
  }
  if ((held & problem.certificates_any) != problem.certificates_any) return false;
  switch (problem.policy) {
    case domain::ThresholdPolicy::kNone:
      return true;
    case domain::ThresholdPolicy::kAggregate:
      return 10 * special >= 3 * headcount;
    case domain::ThresholdPolicy::kPerMember:
      return able == members.size();
    case domain::ThresholdPolicy::kLeadOnly:
      return able > 0;
  }
  return false;
}

std::optional<std::int64_t> Gain(const Problem& problem, std::span<const std::uint32_t> members) {
  constexpr std::int64_t kRoleReward = 1'000'000;  // more than any cycle of merits
  std::int64_t whole = 0;
  for (const std::int64_t volume : problem.volumes) whole += volume;
  const auto minimum = static_cast<std::int64_t>(
      (static_cast<long double>(problem.role_min_bp) * static_cast<long double>(whole) + 9999) /
      10'000);
  const int count = static_cast<int>(members.size());
  Flow flow;
  std::vector<std::size_t> roles;
  std::vector<std::tuple<std::size_t, std::int64_t, std::int64_t>> work;  // arc, limit, merit
  for (int i = 0; i < count; ++i) {
    const std::uint32_t e = members[static_cast<std::size_t>(i)];
    if (problem.candidates.capacity[e] < minimum) return std::nullopt;
    roles.push_back(flow.Add(0, 2 + i, minimum, kRoleReward));
    flow.Add(0, 2 + i, std::min(whole, problem.candidates.capacity[e]) - std::min(minimum, whole),
             0);
    for (const Offer& offer : problem.candidates.offers_of(e)) {
      const std::int64_t limit = std::min(offer.capacity, whole);
      work.emplace_back(flow.Add(2 + i, 2 + count + offer.leaf, limit, offer.merit), limit,
                        offer.merit);
    }
  }
  for (std::size_t p = 0; p < problem.volumes.size(); ++p) {
    flow.Add(2 + count + static_cast<int>(p), 1, problem.volumes[p], 0);
  }
  if (!flow.Send(whole)) return std::nullopt;
  for (const std::size_t arc : roles) {
    if (flow.room(arc) > 0) return std::nullopt;
  }
  std::int64_t gain = 0;
  for (const auto& [arc, limit, merit] : work) gain += (limit - flow.room(arc)) * merit;
  return gain;
}

}  // namespace

std::optional<std::int64_t> ModelObjective(const Problem& problem,
                                           std::span<const std::uint32_t> members) {
  if (!ConditionsHold(problem, members)) return std::nullopt;
  const auto gain = Gain(problem, members);
  if (!gain) return std::nullopt;
  std::int64_t whole = 0;
  for (const std::int64_t volume : problem.volumes) whole += volume;
  return *gain - problem.member_cost * whole * (static_cast<std::int64_t>(members.size()) - 1);
}

std::vector<ListedSet> EnumerateTop(const Problem& problem, std::size_t top) {
  const std::uint32_t all = 1U << problem.candidates.size();
  std::map<std::uint32_t, std::int64_t> best_within;  // of the set and its subsets
  std::vector<ListedSet> listed;
  for (std::uint32_t mask = 1; mask < all; ++mask) {  // a subset's mask is smaller
    std::vector<std::uint32_t> members;
    std::optional<std::int64_t> best;
    for (std::uint32_t e = 0; e < problem.candidates.size(); ++e) {
      if ((mask >> e & 1) == 0) continue;
      members.push_back(e);
      const auto below = best_within.find(mask & ~(1U << e));
      if (below != best_within.end()) best = std::max(best, std::optional(below->second));
    }
    if (members.size() > static_cast<std::size_t>(problem.max_members)) continue;
    const auto objective = ModelObjective(problem, members);
    if (objective && objective > best) {
      ListedSet set{.objective = *objective, .members = {}};
      for (const std::uint32_t e : members) set.members.emplace_back(problem.candidates.ids[e]);
      std::ranges::sort(set.members);
      listed.push_back(std::move(set));
      best = objective;
    }
    if (best) best_within[mask] = *best;
  }
  std::ranges::sort(listed, [](const ListedSet& a, const ListedSet& b) {
    return std::tuple(-a.objective, a.members.size(), a.members) <
           std::tuple(-b.objective, b.members.size(), b.members);
  });
  if (listed.size() > top) listed.resize(top);
  return listed;
}

}  // namespace sambyd::consortium
