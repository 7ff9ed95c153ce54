#include "lib/domain/threshold.h"

#include <algorithm>

namespace sambyd::domain {

ThresholdReadings ReadThreshold(std::span<const Workforce> members) {
  if (members.empty()) return {};
  Workforce all;
  for (const Workforce& member : members) {
    all.headcount += member.headcount;
    all.special += member.special;
  }
  const bool known = std::ranges::all_of(members, [](Workforce w) { return w.headcount > 0; });
  return {.aggregate = known && MeetsShare(all),
          .per_member = std::ranges::all_of(members, MeetsShare),
          .lead_only = std::ranges::any_of(members, MeetsShare)};
}

bool Holds(ThresholdPolicy policy, std::span<const Workforce> members) {
  const ThresholdReadings readings = ReadThreshold(members);
  switch (policy) {
    case ThresholdPolicy::kNone:
      return !members.empty();
    case ThresholdPolicy::kAggregate:
      return readings.aggregate;
    case ThresholdPolicy::kPerMember:
      return readings.per_member;
    case ThresholdPolicy::kLeadOnly:
      return readings.lead_only;
  }
  return false;
}

}  // namespace sambyd::domain
