#ifndef LIB_REGISTRY_ASSESSED_H_
#define LIB_REGISTRY_ASSESSED_H_

#include "absl/status/status.h"
#include "sambyd/v1/enterprise.pb.h"
#include "sambyd/v1/workforce.pb.h"

namespace sambyd::registry {

// What others assess of an enterprise it cannot say of itself, for it decides who is ranked first:
// delivery_reliability, the quality of its capabilities (which therefore stay), its registration,
// and that an auditor confirmed something. PERMISSION_DENIED (NOT_YOURS) where an enterprise's own
// change of `stored` into `changed`, both normalized, touches one of these.
absl::Status CheckOwnChange(const v1::Enterprise& stored, const v1::Enterprise& changed);

// The same for a statement that an enterprise makes of itself.
absl::Status CheckOwnStatement(const v1::WorkforceStatement& statement);

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_ASSESSED_H_
