#ifndef LIB_CONSORTIUM_FLAGS_H_
#define LIB_CONSORTIUM_FLAGS_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lib/consortium/candidates.h"
#include "lib/consortium/evaluate.h"
#include "lib/consortium/lot_query.h"

namespace sambyd::consortium {

// Facts that may speak against a joint bid under competition law (Konkurrenceloven § 6, TFEU
// Art. 101). All are for a human to REVIEW; none ever blocks.
enum class FlagKind {
  kMemberCanBidWhole,   // one member has the capacity for the whole lot
  kCompetingOnLot,      // two or more members could each bid alone for a separately biddable lot
  kSurplusMember,       // the others are a feasible consortium without this member
  kHorizontalOverlap,   // two or more members offer the same work in the same place
  kCrossParticipation,  // a member takes part in another consortium for this lot
};

// One flag with the fact behind it.
struct Flag {
  FlagKind kind = FlagKind::kMemberCanBidWhole;
  bool high = false;                   // kCompetingOnLot: they could bid alone for the same lot
  std::vector<std::string> members{};  // ids, ascending
  std::vector<std::uint8_t> leaves{};  // the leaves the fact is about, ascending
  std::string other_consortium{};      // kCrossParticipation: its name
  // kMemberCanBidWhole, kCompetingOnLot: all values and capacities that say so are known. Unknown
  // ones count as enough, so that the flag is raised, but prove nothing.
  bool capacity_known = false;

  friend bool operator==(const Flag&, const Flag&) = default;
};

// A consortium for this lot that is already on record.
struct DeclaredConsortium {
  std::string name;
  std::vector<std::string> members;  // ids
};

// All flags of a consortium of the pool, in the order of FlagKind. Capacity is what counts for
// "could bid alone", whatever the share of special terms: the question is realistic capacity.
std::vector<Flag> FindFlags(const Pool& pool, const LotQuery& query, const Consortium& consortium,
                            std::span<const DeclaredConsortium> declared);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_FLAGS_H_
