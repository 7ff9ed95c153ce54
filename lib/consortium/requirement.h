#ifndef LIB_CONSORTIUM_REQUIREMENT_H_
#define LIB_CONSORTIUM_REQUIREMENT_H_

#include <compare>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "lib/consortium/candidates.h"
#include "lib/consortium/lot_query.h"

namespace sambyd::consortium {

// One thing a lot demands that could be lifted, to see whether it stands in the way.
struct Requirement {
  // In the order in which lifting is tried: what is earlier is blamed later.
  enum class Kind {
    kRoleMinimum,     // each member's least share of the work; lifted: one basis point
    kLeafCapacity,    // capacities at the leaf
    kTotalCapacity,   // capacities over all leaves
    kMemberLimit,     // lifted: kMaxMembers - 1
    kCertificateAny,  // a certificate that at least one member must hold
    kCertificateAll,  // a certificate that every member must hold
    kMainAim,         // every member's main aim
    kEvidence,        // workforce statements must be in date; lifted: stale ones count
    kPlace,           // the leaf's places must be served
    kPolicy,          // the 30 % rule
    kWork,            // the leaf must be done; lifted: whatever members leave of it may stay undone
  };
  Kind kind = Kind::kWork;
  std::uint8_t leaf = 0;      // kLeafCapacity, kPlace, kWork
  std::string certificate{};  // kCertificateAny, kCertificateAll

  friend auto operator<=>(const Requirement&, const Requirement&) = default;
};

// All requirements of a valid query that can be lifted, in order.
std::vector<Requirement> RequirementsOf(const LotQuery& query);

// The pool of a valid query without some of its requirements; lifting more never makes less
// possible. Where kWork is lifted there is one candidate more, the last one, without a match: a
// filler that does what is left of the lifted leaves, beside the member limit and without
// weight in the 30 % rule. So kWork is lifted only together with kRoleMinimum and where
// max_members is below kMaxMembers.
Pool RelaxPool(std::shared_ptr<const market::View> view, const LotQuery& query,
               const std::set<Requirement>& lifted);

// Appends a candidate of unlimited capacity that offers `leaves`, with merit 0, and raises the
// member limit by one for it. It holds no certificate and turns no reading of the 30 % rule: it has
// exactly 30 % where sums or each member count, less where a lead is sought.
void AddFiller(Problem& problem, const std::vector<std::uint8_t>& leaves);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_REQUIREMENT_H_
