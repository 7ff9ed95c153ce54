#include "lib/consortium/incumbents.h"

#include <algorithm>
#include <array>

namespace sambyd::consortium {

Incumbents::Incumbents(const Roster& roster, std::size_t top, bool ties)
    : roster_(roster),
      ties_(ties),
      ranking_(roster.problem().candidates, top),
      transport_(roster.volumes(), roster.minimum()),
      row_of_(roster.size(), nullptr) {}

const Row& Incumbents::RowOf(std::uint32_t e) {
  if (row_of_[e] == nullptr) row_of_[e] = &rows_.emplace_back(roster_.MakeRow(e));
  return *row_of_[e];
}

Wide Incumbents::Cutoff(std::optional<std::int64_t> floor) const {
  const auto most_members = static_cast<std::int64_t>(roster_.max_members());
  // No feasible set has an objective below that of max_members members of merit 0.
  Wide cutoff =
      static_cast<Wide>(-roster_.member_price()) * (most_members - 1) * kOne - most_members;
  if (ranking_.full()) {
    const RankedSet& last = ranking_.sets().back();
    cutoff = ties_
                 ? static_cast<Wide>(last.objective) * kOne - static_cast<Wide>(last.members.size())
                 : (static_cast<Wide>(last.objective) + 1) * kOne - most_members;
  }
  if (floor) cutoff = std::max(cutoff, (static_cast<Wide>(*floor) + 1) * kOne - most_members);
  return cutoff;
}

std::optional<std::int64_t> Incumbents::Objective(std::span<const std::uint32_t> members) {
  if (!roster_.Qualifies(members)) return std::nullopt;
  std::array<const Row*, kMaxMembers> rows;
  for (std::size_t i = 0; i < members.size(); ++i) rows[i] = &RowOf(members[i]);
  const auto gain = transport_.Solve(std::span(rows).first(members.size()));
  if (!gain) return std::nullopt;
  return *gain - roster_.member_price() * (static_cast<std::int64_t>(members.size()) - 1);
}

std::optional<std::int64_t> Incumbents::BestSubset(std::span<const std::uint32_t> members) {
  std::optional<std::int64_t> best;
  const std::uint32_t all = (1U << members.size()) - 1;
  for (std::uint32_t mask = 1; mask < all; ++mask) {
    std::array<std::uint32_t, kMaxMembers> part;
    std::size_t count = 0;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (mask >> i & 1) part[count++] = members[i];
    }
    best = std::max(best, Objective(std::span(part).first(count)));
  }
  return best;
}

std::optional<std::int64_t> Incumbents::Offer(std::span<const std::uint32_t> members) {
  const auto objective = Objective(members);
  if (!objective) return std::nullopt;
  RankedSet set{.objective = *objective, .members = {}};
  for (const std::uint32_t e : members) set.members.push_back(roster_.candidate(e));
  std::ranges::sort(set.members, {},
                    [&](std::uint32_t c) { return roster_.problem().candidates.ids[c]; });
  if (!ranking_.Admits(set.objective, set.members)) return objective;
  if (const auto subset = BestSubset(members); subset >= objective) return subset;
  ranking_.Insert(std::move(set));
  return objective;
}

}  // namespace sambyd::consortium
