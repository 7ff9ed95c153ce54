#ifndef LIB_CONSORTIUM_PARTNERS_H_
#define LIB_CONSORTIUM_PARTNERS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/consortium/lot_query.h"
#include "lib/consortium/solver.h"
#include "lib/market/view.h"

namespace sambyd::consortium {

// A consortium of which the enterprise would be a member.
struct PartnerGroup {
  std::vector<std::string> members;  // ids, ascending; the enterprise among them
  std::int64_t objective = 0;
};

// What one lot has for the enterprise.
struct LotPartners {
  std::vector<std::uint8_t> own_leaves;  // leaves it could do; none: it is no candidate
  SolveStatus status = SolveStatus::kInfeasible;
  std::int64_t total_volume = 0;     // V; a group's score is objective / V
  std::vector<PartnerGroup> groups;  // best first, as Solve ranks those with the enterprise
};

// With whom an enterprise could take each lot, in the order of `lots`: the best consortia that it
// is a member of, up to `limits.top` and under `limits` for each lot. Exact where the status says
// kOptimal. Lots that `limits.stop` leaves no time for are missing at the end. Fails as
// Validate(lots[i]), and for more than kMaxCertificatesAny certificates_any.
absl::StatusOr<std::vector<LotPartners>> SuggestPartners(
    const std::shared_ptr<const market::View>& view, std::string_view enterprise,
    const std::vector<LotQuery>& lots, const Limits& limits);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_PARTNERS_H_
