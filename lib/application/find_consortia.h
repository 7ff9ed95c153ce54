#ifndef LIB_APPLICATION_FIND_CONSORTIA_H_
#define LIB_APPLICATION_FIND_CONSORTIA_H_

#include "absl/status/statusor.h"
#include "lib/application/answer_cache.h"
#include "lib/application/circumstances.h"
#include "lib/application/published.h"
#include "lib/application/search_slots.h"
#include "sambyd/v1/consortium_service.pb.h"

namespace sambyd::application {

// Requests and errors as ConsortiumService documents them. All run on one published state and
// change nothing.
absl::StatusOr<v1::FindConsortiaResponse> FindConsortia(const Published& published,
                                                        const v1::FindConsortiaRequest& request,
                                                        const Circumstances& circumstances);

// The same answer from the cache where it holds it; otherwise a search in one of the slots, whose
// answer is kept unless time cut it short.
absl::StatusOr<v1::FindConsortiaResponse> FindConsortiaOnce(const Published& published,
                                                            const v1::FindConsortiaRequest& request,
                                                            const Circumstances& circumstances,
                                                            SearchSlots& slots, AnswerCache& cache);

absl::StatusOr<v1::EvaluateConsortiumResponse> EvaluateConsortium(
    const Published& published, const v1::EvaluateConsortiumRequest& request,
    const Circumstances& circumstances);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_FIND_CONSORTIA_H_
