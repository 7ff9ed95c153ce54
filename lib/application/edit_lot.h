#ifndef LIB_APPLICATION_EDIT_LOT_H_
#define LIB_APPLICATION_EDIT_LOT_H_

#include "absl/status/status.h"
#include "sambyd/v1/tender_service.pb.h"

namespace sambyd::application {

// INVALID_ARGUMENT unless the mask names fields that a buyer may change and each has a value of the
// right form, paths from "lot" on.
absl::Status CheckEdit(const v1::EditLot& edit);

// Gives `lot` the fields of a checked edit and says so in its derivation and review.
// INVALID_ARGUMENT when they leave the limits of the parent (lib/application/requirement_limits.h).
absl::Status ApplyEdit(const v1::Tender& tender, const v1::Lot& parent, const v1::EditLot& edit,
                       v1::Lot& lot);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_EDIT_LOT_H_
