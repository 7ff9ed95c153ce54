#include "services/sambydd/caller_of.h"

namespace sambyd::server {

application::Caller CallerOf(const rpc::Identity& identity) {
  using rpc::Role;
  application::Caller caller;
  caller.reads_workforce = identity.roles.Has(Role::kWorkforceReader);
  caller.keeps_register = identity.roles.Has(Role::kRegistrar);
  if (identity.roles.Has(Role::kBuyer)) {
    caller.buyer = identity.buyer;
    caller.every_buyer = identity.every_buyer;
  }
  if (identity.roles.Has(Role::kEnterprise)) caller.enterprise = identity.enterprise;
  return caller;
}

}  // namespace sambyd::server
