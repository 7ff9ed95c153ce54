#ifndef LIB_REGISTRY_WORKFORCE_H_
#define LIB_REGISTRY_WORKFORCE_H_

#include "lib/domain/threshold.h"
#include "sambyd/v1/workforce.pb.h"

namespace sambyd::registry {

// Whether exact counts may be told: only to callers who may read workforce data.
enum class Disclosure { kBandsOnly, kExactCounts };

// Employees of a valid statement, by the counting table in force on its day.
domain::Workforce CountEmployees(const v1::WorkforceStatement& statement);

// What a caller sees of a valid statement. meets_share is UNKNOWN when it has no employees.
v1::WorkforceSummary Summarize(const v1::WorkforceStatement& statement, Disclosure disclosure);

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_WORKFORCE_H_
