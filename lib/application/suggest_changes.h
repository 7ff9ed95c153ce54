#ifndef LIB_APPLICATION_SUGGEST_CHANGES_H_
#define LIB_APPLICATION_SUGGEST_CHANGES_H_

#include "absl/status/statusor.h"
#include "lib/application/circumstances.h"
#include "lib/application/published.h"
#include "sambyd/v1/consortium_service.pb.h"

namespace sambyd::application {

// Request and errors as ConsortiumService documents them.
absl::StatusOr<v1::SuggestChangesResponse> SuggestChanges(const Published& published,
                                                          const v1::SuggestChangesRequest& request,
                                                          const Circumstances& circumstances);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_SUGGEST_CHANGES_H_
