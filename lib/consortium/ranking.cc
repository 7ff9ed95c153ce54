#include "lib/consortium/ranking.h"

#include <algorithm>
#include <utility>

namespace sambyd::consortium {

bool Ranking::Before(std::int64_t objective, std::span<const std::uint32_t> members,
                     const RankedSet& other) const {
  if (objective != other.objective) return objective > other.objective;
  if (members.size() != other.members.size()) return members.size() < other.members.size();
  const auto id = [&](std::uint32_t e) { return candidates_.ids[e]; };
  return std::ranges::lexicographical_compare(members, other.members, {}, id, id);
}

bool Ranking::Admits(std::int64_t objective, std::span<const std::uint32_t> members) const {
  return !full() || Before(objective, members, sets_.back());
}

void Ranking::Insert(RankedSet set) {
  const auto place = std::ranges::find_if(
      sets_, [&](const RankedSet& other) { return !Before(other.objective, other.members, set); });
  if (place != sets_.end() && place->members == set.members) return;
  sets_.insert(place, std::move(set));
  if (sets_.size() > size_) sets_.pop_back();
}

}  // namespace sambyd::consortium
