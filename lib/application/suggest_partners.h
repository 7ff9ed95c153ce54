#ifndef LIB_APPLICATION_SUGGEST_PARTNERS_H_
#define LIB_APPLICATION_SUGGEST_PARTNERS_H_

#include "absl/status/statusor.h"
#include "lib/application/circumstances.h"
#include "lib/application/published.h"
#include "sambyd/v1/consortium_service.pb.h"

namespace sambyd::application {

// Request and errors as ConsortiumService documents them.
absl::StatusOr<v1::SuggestPartnersResponse> SuggestPartners(
    const Published& published, const v1::SuggestPartnersRequest& request,
    const Circumstances& circumstances);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_SUGGEST_PARTNERS_H_
