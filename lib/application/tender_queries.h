#ifndef LIB_APPLICATION_TENDER_QUERIES_H_
#define LIB_APPLICATION_TENDER_QUERIES_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/application/caller.h"
#include "lib/storage/snapshot.h"
#include "sambyd/v1/tender_service.pb.h"

namespace sambyd::application {

// The reads of TenderService on one snapshot; requests and errors as the service documents them.
// What the caller may not see is as if it were not stored.
absl::StatusOr<v1::Tender> GetTender(const storage::Snapshot& snapshot, std::string_view name,
                                     const Caller& caller);
absl::StatusOr<v1::Lot> GetLot(const storage::Snapshot& snapshot, std::string_view name,
                               const Caller& caller);
absl::StatusOr<v1::ListTendersResponse> ListTenders(const storage::Snapshot& snapshot,
                                                    const v1::ListTendersRequest& request,
                                                    const Caller& caller);
absl::StatusOr<v1::ListLotsResponse> ListLots(const storage::Snapshot& snapshot,
                                              const v1::ListLotsRequest& request,
                                              const Caller& caller);

// Every lot of a stored tender in order, derived ones behind theirs; none where there is no such
// tender.
absl::StatusOr<std::vector<v1::Lot>> LotsOfTender(const storage::Snapshot& snapshot,
                                                  std::string_view tender_id);

// A lot of the buyer and what must be delivered for it: those of its derived children that are
// parts, or the lot itself where it has none.
struct LotWithLeaves {
  v1::Lot lot;
  std::vector<v1::Lot> leaves;
};

// The lots that the buyer made of all lots of a tender, given in order.
std::vector<LotWithLeaves> WithLeaves(const std::vector<v1::Lot>& lots);

// What a consortium must deliver to deliver the lot: those of its derived children that are parts,
// or the lot itself where it has none. FAILED_PRECONDITION (LOT_SET_ASIDE) for a derived lot that
// is no part of its parent; NOT_FOUND where the caller may not know of that. `tender` is the lot's.
absl::StatusOr<std::vector<v1::Lot>> LeavesOf(const storage::Snapshot& snapshot,
                                              std::string_view lot_name, const v1::Tender& tender,
                                              const Caller& caller);

// The tender that a lot belongs to. NOT_FOUND where the caller may not know of it.
absl::StatusOr<v1::Tender> TenderOfLot(const storage::Snapshot& snapshot, std::string_view lot_name,
                                       const Caller& caller);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_TENDER_QUERIES_H_
