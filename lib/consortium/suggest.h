#ifndef LIB_CONSORTIUM_SUGGEST_H_
#define LIB_CONSORTIUM_SUGGEST_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/consortium/candidates.h"
#include "lib/consortium/evaluate.h"
#include "lib/consortium/lot_query.h"
#include "lib/consortium/solver.h"

namespace sambyd::consortium {

// One change that makes a group pass. In the order of what it asks of the group, least first.
enum class ChangeKind {
  kOtherReading,   // the buyer reads the 30 % rule differently
  kRemoveMember,   // a member leaves
  kHireSpecial,    // members employ more people on special terms
  kRaiseCapacity,  // one member can do more
  kMoveLeaf,       // a leaf is done by an enterprise outside the group
  kAddMember,      // an enterprise joins
  kReplaceMember,  // an enterprise joins for one that leaves
};

// More employees of one member.
struct Hire {
  std::uint32_t member = 0;     // candidate
  std::int64_t special = 0;     // hired on special terms
  std::int64_t or_replace = 0;  // or so many ordinary employees replaced by ones on special terms
};

// What a member must be able to do: of one leaf, or over all leaves.
struct Raise {
  std::optional<std::uint8_t> leaf{};
  std::int64_t from = 0;  // øre a year
  std::int64_t to = 0;
};

// One change and the group as it is with it. Candidates are those of Suggestions::pool.
struct Change {
  ChangeKind kind = ChangeKind::kOtherReading;
  Consortium group{};
  // What `kind` is counted in: employees (kHireSpecial), øre a year (kRaiseCapacity, kMoveLeaf).
  std::int64_t size = 0;
  domain::ThresholdPolicy reading{};  // kOtherReading
  std::vector<Hire> hires{};          // kHireSpecial
  std::vector<Raise> raises{};        // kRaiseCapacity
  std::uint8_t leaf = 0;              // kMoveLeaf
  // kRemoveMember, kReplaceMember, kRaiseCapacity; nothing where it is Suggestions::barred that
  // leaves.
  std::optional<std::uint32_t> who{};
  std::optional<std::uint32_t> joins{};  // kAddMember, kReplaceMember; kMoveLeaf: who could do it
};

struct Suggestions {
  Pool pool;
  std::vector<std::string> barred;  // members that are no candidates for the lot
  bool passes = false;              // the group is feasible as it is; then nothing is suggested
  std::vector<Change> changes;      // by kind, size, objective (largest first) and members
};

// The smallest changes that make a group of 1 to 8 enterprises, each once, pass: every single
// change of each kind is tried and its result checked against all conditions; of enterprises that
// could join, the `most` best by objective for each kind and member. Groups that need two changes
// at once get none: with one barred member all changes let it go, with more there are none. `stop`
// ends the search early. Fails as Validate(query), and for no, too many or repeated members.
absl::StatusOr<Suggestions> SuggestChanges(std::shared_ptr<const market::View> view,
                                           const LotQuery& query,
                                           const std::vector<std::string>& members,
                                           std::size_t most, const std::function<bool()>& stop);

// Groups to ask SuggestChanges about where a lot has no consortium, as lists of ids: those found
// that could do it but for the 30 % rule, fewest missing special-terms employees first, or else
// those that could but for their capacities, best first. At most `limits.top`; none that passes.
// Fails as Validate(query).
absl::StatusOr<std::vector<std::vector<std::string>>> FindGroupsToMend(
    const std::shared_ptr<const market::View>& view, const LotQuery& query, const Limits& limits);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_SUGGEST_H_
