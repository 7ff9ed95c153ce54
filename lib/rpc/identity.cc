#include "lib/rpc/identity.h"

namespace sambyd::rpc {

Identity AnonymousIdentity(bool exact_counts) {
  Identity identity;
  identity.subject = kAnonymousSubject;
  identity.roles = {Role::kReader, Role::kBuyer, Role::kRegistrar, Role::kOperator};
  if (exact_counts) identity.roles.Add(Role::kWorkforceReader);
  identity.every_buyer = true;
  return identity;
}

}  // namespace sambyd::rpc
