#ifndef LIB_APPLICATION_REVIEW_LOT_H_
#define LIB_APPLICATION_REVIEW_LOT_H_

#include "absl/status/statusor.h"
#include "lib/application/caller.h"
#include "lib/application/written.h"
#include "lib/changelog/change_log.h"
#include "sambyd/v1/tender_service.pb.h"

namespace sambyd::application {

// TenderService.ReviewLot: the buyer decides about a derived lot; requests and errors as the
// service documents them. The breakdown is not run again, so that other proposals of the tender
// change in nothing but the remainder and the small-lot test. NOT_YOURS where the caller does not
// act for the tender's buyer. Thread-safe as the log is.
absl::StatusOr<Written<v1::ReviewLotResponse>> ReviewLot(changelog::ChangeLog& log,
                                                         const v1::ReviewLotRequest& request,
                                                         const Caller& caller);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_REVIEW_LOT_H_
