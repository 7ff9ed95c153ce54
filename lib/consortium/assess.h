#ifndef LIB_CONSORTIUM_ASSESS_H_
#define LIB_CONSORTIUM_ASSESS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/consortium/lot_query.h"
#include "lib/consortium/solver.h"
#include "lib/market/view.h"

namespace sambyd::consortium {

// What would come of a lot, by these rules, the first that applies:
//   kNotCovered           it is proven that no consortium can do it;
//   kCompetitionLikely    every volume is known and two consortia without a common member were
//                         found that rely on known capacities only;
//   kSingleConsortium     every volume is known, a consortium that relies on known capacities only
//                         was found, and it is proven that any two consortia, whatever their
//                         capacities, have a common member;
//   kUnknown              otherwise: a value or a capacity is unknown, or nothing was proven.
enum class Outlook { kUnknown, kNotCovered, kSingleConsortium, kCompetitionLikely };

// Who can do one leaf.
struct LeafSupply {
  std::int64_t able = 0;           // candidates for the leaf
  std::int64_t able_anywhere = 0;  // the same if its places did not matter
  // How often the leaf could be done at the same time by the capacities of all candidates, at most
  // AssessmentLimits::disjoint: that many consortia without a common member there can be.
  std::int64_t times = 0;
};

// A consortium of a set of disjoint ones.
struct DisjointGroup {
  std::vector<std::string> members;  // ids, ascending
  bool capacities_known = false;     // it relies on known capacities only
};

// One reading of the 30 % rule, or the lot without reservation.
struct ReadingOutlook {
  domain::ThresholdPolicy policy{};
  std::int64_t candidates = 0;  // that may take part under this reading
  std::vector<LeafSupply> leaves{};
  std::uint8_t bottleneck = 0;  // the leaf of fewest `times`, then fewest `able`, then first
  // Consortia as FindConsortia lists them, counted up to AssessmentLimits::consortia.
  std::int64_t consortia = 0;
  bool all_counted = false;  // there are no more
  // Consortia without a common member that were found, and how many there can be at most; both stop
  // at AssessmentLimits::disjoint.
  std::vector<DisjointGroup> disjoint{};
  std::int64_t disjoint_bound = 0;
  Outlook outlook = Outlook::kUnknown;
};

struct AssessmentLimits {
  int consortia = 50;
  int disjoint = 5;
  Limits
      search{};  // of each of up to 2 · disjoint + 1 searches for each reading; `top` is not used
};

// What reserving a lot would do to competition: all readings of the rule, in the order AGGREGATE,
// PER_MEMBER, LEAD_ONLY, then NONE, the lot without reservation. The query's own policy is not
// looked at. Disjoint consortia are found one after the other, best first and specialists first,
// and among the consortia listed; there may be more of them, up to the bound. Fails as
// Validate(query).
absl::StatusOr<std::vector<ReadingOutlook>> AssessReservation(
    const std::shared_ptr<const market::View>& view, const LotQuery& query,
    const AssessmentLimits& limits);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_ASSESS_H_
