#ifndef LIB_RPC_ACCESS_H_
#define LIB_RPC_ACCESS_H_

#include <span>
#include <string_view>

#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "lib/rpc/identity.h"

namespace sambyd::rpc {

// Who may call one method.
struct AccessRule {
  std::string_view method;  // "TenderService.GetTender"
  Roles roles;              // one of them suffices
  // Path of the request's field that names an enterprise, e.g. "enterprise.name": callers with the
  // role enterprise must be the one named. Empty = they may name any.
  std::string_view own_enterprise;
};

// OK when `rules` let the caller make this call. PERMISSION_DENIED otherwise: ROLE_MISSING, also
// for a method without a rule; NOT_YOURS for another enterprise than the caller's own. `request` is
// null for streams, which a rule with own_enterprise therefore closes to the role enterprise.
absl::Status CheckAccess(std::span<const AccessRule> rules, const Identity& identity,
                         std::string_view method, const google::protobuf::Message* request);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_ACCESS_H_
