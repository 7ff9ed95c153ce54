#ifndef SERVICES_SAMBYDD_CALLER_OF_H_
#define SERVICES_SAMBYDD_CALLER_OF_H_

#include "lib/application/caller.h"
#include "lib/rpc/identity.h"

namespace sambyd::server {

// On whose behalf a use case runs when this identity calls.
application::Caller CallerOf(const rpc::Identity& identity);

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_CALLER_OF_H_
