#ifndef LIB_APPLICATION_FIND_CONSORTIA_H_
#define LIB_APPLICATION_FIND_CONSORTIA_H_

#include "absl/status/statusor.h"
#include "lib/application/circumstances.h"
#include "lib/application/published.h"
#include "sambyd/v1/consortium_service.pb.h"

namespace sambyd::application {

// Requests and errors as ConsortiumService documents them. Both run on one published state and
// change nothing.
absl::StatusOr<v1::FindConsortiaResponse> FindConsortia(const Published& published,
                                                        const v1::FindConsortiaRequest& request,
                                                        const Circumstances& circumstances);

absl::StatusOr<v1::EvaluateConsortiumResponse> EvaluateConsortium(
    const Published& published, const v1::EvaluateConsortiumRequest& request,
    const Circumstances& circumstances);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_FIND_CONSORTIA_H_
