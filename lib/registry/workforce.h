#ifndef LIB_REGISTRY_WORKFORCE_H_
#define LIB_REGISTRY_WORKFORCE_H_

#include "lib/domain/threshold.h"
#include "sambyd/v1/workforce.pb.h"

namespace sambyd::registry {

// Which counts a caller may be told.
enum class Disclosure {
  kBandsOnly,    // none
  kExactCounts,  // those that are not small: callers who may read workforce data
  kOwnCounts,    // all: an enterprise its own
};

// Whether both counts may be told. Under kExactCounts, employees on special terms and the others
// must be five or more: a smaller cell tells of people's health, and either of two cells tells the
// other beside their sum.
bool MayTell(domain::Workforce workforce, Disclosure disclosure);

// Employees of a valid statement, by the counting table in force on its day.
domain::Workforce CountEmployees(const v1::WorkforceStatement& statement);

// What a caller sees of a valid statement. meets_share is UNKNOWN when it has no employees.
v1::WorkforceSummary Summarize(const v1::WorkforceStatement& statement, Disclosure disclosure);

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_WORKFORCE_H_
