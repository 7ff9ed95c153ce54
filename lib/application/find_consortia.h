#ifndef LIB_APPLICATION_FIND_CONSORTIA_H_
#define LIB_APPLICATION_FIND_CONSORTIA_H_

#include <functional>

#include "absl/status/statusor.h"
#include "lib/application/published.h"
#include "lib/base/clock.h"
#include "lib/registry/workforce.h"
#include "sambyd/v1/consortium_service.pb.h"

namespace sambyd::application {

// Asked every few hundred microseconds; true ends a search, which then answers with the best found.
using StopPredicate = std::function<bool()>;

// The use cases of ConsortiumService; requests and errors as the service documents them. All run on
// one published state and change nothing. Thread-safe.
class ConsortiumFinder {
 public:
  // `clock` gives the day for evidence where a request names none, and must outlive the finder.
  // `disclosure` says whether answers may tell exact workforce counts.
  ConsortiumFinder(const Clock& clock, registry::Disclosure disclosure);

  absl::StatusOr<v1::FindConsortiaResponse> Find(const Published& published,
                                                 const v1::FindConsortiaRequest& request,
                                                 const StopPredicate& stop) const;

  absl::StatusOr<v1::EvaluateConsortiumResponse> Evaluate(
      const Published& published, const v1::EvaluateConsortiumRequest& request,
      const StopPredicate& stop) const;

 private:
  const Clock& clock_;
  const registry::Disclosure disclosure_;
};

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_FIND_CONSORTIA_H_
