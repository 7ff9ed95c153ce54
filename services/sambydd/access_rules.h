#ifndef SERVICES_SAMBYDD_ACCESS_RULES_H_
#define SERVICES_SAMBYDD_ACCESS_RULES_H_

#include <span>

#include "lib/rpc/access.h"

namespace sambyd::server {

// Who may call each method of sambyd.v1, in the order of the services. The same table stands in
// docs/security.md. What a role may see and change within a method depends on the stored documents
// and is decided by the use cases, for an application::Caller.
std::span<const rpc::AccessRule> AccessRules();

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_ACCESS_RULES_H_
