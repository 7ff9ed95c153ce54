#ifndef LIB_CONSORTIUM_EXPLAIN_H_
#define LIB_CONSORTIUM_EXPLAIN_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/consortium/candidates.h"
#include "lib/consortium/evaluate.h"
#include "lib/consortium/flags.h"
#include "lib/consortium/lot_query.h"
#include "lib/consortium/threshold_reading.h"

namespace sambyd::consortium {

// What one member does of one leaf.
struct Role {
  std::uint8_t leaf = 0;
  std::int64_t amount = 0;  // øre a year
  int merit = 0;            // 0 to 1000
  market::MeritParts parts{};
  domain::CpvCode offered{};    // the capability that does it
  bool capacity_known = false;  // the volume is given and the capability's capacity is known
};

struct MemberExplanation {
  std::string id{};
  bool leads = false;
  domain::Workforce workforce{};  // for callers who may see it; 0 heads = unknown or not in date
  Verdict meets_share = Verdict::kUnknown;  // by itself
  market::Day workforce_as_of{};
  market::Day workforce_valid_until{};
  std::int64_t amount = 0;  // over all leaves, øre a year
  std::vector<Role> roles{};
};

// Why a consortium is what it is. Exact counts are in it: the caller redacts for those who may not
// see them.
struct Explanation {
  std::vector<MemberExplanation> members{};  // by ascending id
  std::int64_t objective = 0;                // as the solver ranks
  std::int64_t total_volume = 0;             // V; the score shown is objective / V
  std::int64_t coordination_cost = 0;        // λ·V·(members − 1), already taken off
  market::MeritParts merit{};                // weighted by amounts, rounded down
  ThresholdReading threshold{};
  bool main_aim = false;  // evidenced for every member, as a reserved lot asks
  // kUnknown where a volume was not given or a capacity relied on is not known.
  Verdict capacity = Verdict::kUnknown;
  std::vector<std::uint8_t> unknown_volumes{};  // leaves, VALUE_UNKNOWN
  // The first day on which a member's workforce statement no longer counts; set where that day lies
  // in the period of the lot, or before it.
  std::optional<market::Day> evidence_lapses{};
  std::vector<Flag> flags{};
};

// The member that leads: with LEAD_ONLY among those that meet the share by themselves, otherwise
// among all, the one with the largest amount, then the smallest id.
std::uint32_t LeadOf(const Problem& problem, const Consortium& consortium);

// Explains a consortium of the pool that `query` made. `declared`: other consortia for this lot.
Explanation Explain(const Pool& pool, const LotQuery& query, const Consortium& consortium,
                    std::span<const DeclaredConsortium> declared);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_EXPLAIN_H_
