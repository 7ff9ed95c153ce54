#ifndef LIB_REGISTRY_VALIDATE_H_
#define LIB_REGISTRY_VALIDATE_H_

#include "absl/status/status.h"
#include "lib/domain/date.h"
#include "sambyd/v1/enterprise.pb.h"
#include "sambyd/v1/workforce.pb.h"

namespace sambyd::registry {

// Holds a document to the limits that the protos state. All that is wrong is reported at once, with
// paths such as "capabilities[2].cpv". `today` bounds the days on which something was true. What
// is output only is not looked at. Pure and thread-safe.

// The name may be empty; otherwise it must be the one that follows from national_id.
absl::Status ValidateEnterprise(const v1::Enterprise& enterprise, domain::Date today);

// Counts are never repeated in the error: at small firms they tell of people's health.
absl::Status ValidateWorkforceStatement(const v1::WorkforceStatement& statement,
                                        domain::Date today);

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_VALIDATE_H_
