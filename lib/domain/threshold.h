#ifndef LIB_DOMAIN_THRESHOLD_H_
#define LIB_DOMAIN_THRESHOLD_H_

#include <cstdint>
#include <span>

namespace sambyd::domain {

// How the 30 % rule of reserved contracts is read for a group of firms (Directive 2014/24/EU
// Art. 20, Udbudsloven § 54). No ruling settles it, so all readings are computed for every answer.
enum class ThresholdPolicy {
  kNone,       // not reserved
  kAggregate,  // all members' employees together
  kPerMember,  // each member by itself
  kLeadOnly,   // at least one member, which then leads
};

// Employees of one enterprise: both counts by heads, of the whole legal entity.
struct Workforce {
  std::int64_t headcount = 0;  // 0 = unknown
  std::int64_t special = 0;    // on special terms, at most headcount
};

// 10·special − 3·headcount: at least 0 exactly when 30 % are on special terms. Never divides.
constexpr std::int64_t ShareSlack(Workforce w) { return 10 * w.special - 3 * w.headcount; }

// At least 30 % on special terms. An enterprise without employees or with unknown ones fails.
constexpr bool MeetsShare(Workforce w) { return w.headcount > 0 && ShareSlack(w) >= 0; }

// The readings for one group. PER_MEMBER implies both others.
struct ThresholdReadings {
  bool aggregate = false;
  bool per_member = false;
  bool lead_only = false;
};

// Reads the rule for a group of one or more members; all false for an empty one. Sums of up to
// 8 members of 10^15 employees do not overflow.
ThresholdReadings ReadThreshold(std::span<const Workforce> members);

// The answer of one reading; kNone always holds for a group that is not empty.
bool Holds(ThresholdPolicy policy, std::span<const Workforce> members);

}  // namespace sambyd::domain

#endif  // LIB_DOMAIN_THRESHOLD_H_
