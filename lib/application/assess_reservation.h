#ifndef LIB_APPLICATION_ASSESS_RESERVATION_H_
#define LIB_APPLICATION_ASSESS_RESERVATION_H_

#include "absl/status/statusor.h"
#include "lib/application/circumstances.h"
#include "lib/application/ingest_notice.h"
#include "lib/application/published.h"
#include "sambyd/v1/consortium_service.pb.h"

namespace sambyd::application {

// Request and errors as ConsortiumService documents them. `ingester` reads drafts.
absl::StatusOr<v1::AssessReservationResponse> AssessReservation(
    const Published& published, const v1::AssessReservationRequest& request,
    const NoticeIngester& ingester, const Circumstances& circumstances);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_ASSESS_RESERVATION_H_
