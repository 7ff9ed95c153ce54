#ifndef LIB_CONSORTIUM_CANDIDATES_H_
#define LIB_CONSORTIUM_CANDIDATES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/consortium/lot_query.h"
#include "lib/consortium/problem.h"
#include "lib/market/match.h"
#include "lib/market/view.h"

namespace sambyd::consortium {

// The candidates for a lot, as the solver and as explanations need them. Candidate c of the problem
// is matches.matches[c], and so are its offers, one by one. Both are by ascending id, so equal
// markets and queries give equal pools.
struct Pool {
  market::Matches matches;  // owns the view, and by it the ids in `problem`
  Problem problem;
  // Leaf by leaf: the volume was given. Capacities are tested only there, and the capacity over all
  // leaves only where every volume was given.
  std::vector<bool> volume_known;
};

// Finds who may take part. An enterprise is a candidate for a leaf when one of its capabilities
// fits (market::Offer says which), it holds certificates_all on the day, and in reserved lots its
// workforce statement is in date and, if asked for, its main aim is evidenced. An enterprise whose
// workforce is unknown is a candidate where the policy is kNone only. Unknown capacities count as
// unlimited; explanations say so.
//
// Fails as Validate(query) does.
absl::StatusOr<Pool> BuildPool(std::shared_ptr<const market::View> view, const LotQuery& query);

// The candidate with this id, or nothing.
std::optional<std::uint32_t> FindCandidate(const Pool& pool, std::string_view id);

// The two halves of BuildPool for a valid query, so that a search can be changed in between.
market::MatchQuery MatchQueryOf(const LotQuery& query);
Pool MakePool(std::shared_ptr<const market::View> view, const LotQuery& query,
              const market::MatchQuery& match);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_CANDIDATES_H_
