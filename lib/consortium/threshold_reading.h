#ifndef LIB_CONSORTIUM_THRESHOLD_READING_H_
#define LIB_CONSORTIUM_THRESHOLD_READING_H_

#include <cstdint>
#include <span>

#include "lib/domain/threshold.h"

namespace sambyd::consortium {

// The answer to a check. What is not known is never a pass.
enum class Verdict { kFail, kPass, kUnknown };

// One reading of the 30 % rule for a group, and how near it is to turning. All counts are exact and
// assume that the other reading's conditions stay as they are. 0 where they say nothing.
struct Reading {
  Verdict verdict = Verdict::kUnknown;
  // kPass: it still holds after so many more ordinary employees or so many fewer on special terms,
  // at whichever members; one more can break it.
  std::int64_t ordinary_to_spare = 0;
  std::int64_t special_to_spare = 0;
  // kFail: it holds after so many are hired on special terms, or so many ordinary employees are
  // replaced by employees on special terms, at the right members; one fewer is not enough.
  std::int64_t special_to_hire = 0;
  std::int64_t ordinary_to_replace = 0;
};

// All readings, whichever was asked for.
struct ThresholdReading {
  domain::Workforce all;   // the sums over the members whose workforce is known
  bool all_known = false;  // the sums are of all members
  Reading aggregate;
  Reading per_member;
  Reading lead_only;
};

// Reads the rule for 1 to 8 members; a headcount of 0 is unknown. Agrees with
// domain::ReadThreshold where everything is known.
ThresholdReading ExplainThreshold(std::span<const domain::Workforce> members);

// The reading that `policy` names; for kNone one that passes.
Reading ReadingOf(const ThresholdReading& threshold, domain::ThresholdPolicy policy);

// Whether one enterprise meets the rule by itself.
Verdict ShareVerdict(domain::Workforce workforce);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_THRESHOLD_READING_H_
