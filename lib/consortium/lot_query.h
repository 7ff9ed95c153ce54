#ifndef LIB_CONSORTIUM_LOT_QUERY_H_
#define LIB_CONSORTIUM_LOT_QUERY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "lib/consortium/problem.h"
#include "lib/domain/cpv.h"
#include "lib/domain/place.h"
#include "lib/domain/threshold.h"
#include "lib/market/enterprise.h"
#include "lib/market/merit.h"

namespace sambyd::consortium {

// Largest yearly volumes, in øre. They and a member cost of at most kMaxMerit keep every sum of the
// problem in 63 bits.
inline constexpr std::int64_t kMaxLeafVolume = 60'000'000'000'000;
inline constexpr std::int64_t kMaxLotVolume = kMaxLeafVolume * std::int64_t{kMaxLeaves};

inline constexpr std::size_t kMaxCertificatesAny = 63;  // one bit each; one is kept free

// Both days belong to it.
struct Period {
  market::Day first;
  market::Day last;

  friend bool operator==(const Period&, const Period&) = default;
};

// What one leaf lot needs.
struct LeafQuery {
  // 1 to 64; one of them must fit a capability: one code is the other or a prefix ancestor of it.
  std::vector<domain::CpvCode> codes{};
  // At most 128; the capability's service area must cover all of them. None: anywhere.
  std::vector<domain::Place> places{};
  std::optional<std::int64_t> yearly_volume{};  // øre, 1 to kMaxLeafVolume; nothing = unknown
  std::optional<Period> period{};
  // Leaves with the same number belong to one lot that can be bid for by itself. Where the buyer
  // takes bids for all lots only (BT-763), or the lot asked about is one published lot, all leaves
  // have the same number.
  int biddable_lot = 0;
};

// A lot and the terms on which consortia for it are sought: the question of FindConsortia.
struct LotQuery {
  std::vector<LeafQuery> leaves{};  // 1 to kMaxLeaves
  std::optional<std::int64_t>
      yearly_volume{};  // øre, 1 to kMaxLotVolume; of the whole lot, shared out to leaves without

  domain::ThresholdPolicy policy = domain::ThresholdPolicy::kNone;
  // In reserved lots every member's main aim must be social and professional integration
  // (Directive 2014/24/EU Art. 20). Not looked at where the policy is kNone.
  bool require_main_aim = true;

  int max_members = 4;            // k, 1 to kMaxMembers
  int role_min_bp = 500;          // ρ, 100 to 10000: nobody is a member in name alone
  std::int64_t member_cost = 25;  // λ, 0 to kMaxMerit points for each member after the first

  std::vector<std::string> certificates_all{};  // held by every member; at most 64
  std::vector<std::string> certificates_any{};  // each held by at least one member
  market::MeritWeights weights{};
  market::Day as_of{};  // the day on which evidence and certificates must count
};

// INVALID_ARGUMENT naming the first field out of the ranges above.
absl::Status Validate(const LotQuery& query);

// The volumes to match and solve with: the leaf's own where it is known. Unknown leaves share what
// the lot's volume leaves over the known ones equally (largest remainder, first leaves first);
// without a lot volume that leaves something they get the mean of the known leaves, and where
// nothing is known a million kroner each. `query` is valid.
std::vector<std::int64_t> FillVolumes(const LotQuery& query);

// Bytes that are equal exactly for queries that mean the same: the order and repetition of codes,
// places and certificates does not count. Stable over builds; not meant to be decoded.
std::string CanonicalBytes(const LotQuery& query);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_LOT_QUERY_H_
