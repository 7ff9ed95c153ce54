#include "lib/rpc/identity.h"

#include "lib/base/digest.h"

namespace sambyd::rpc {

std::string PseudonymOf(const Identity& identity) {
  constexpr std::size_t kDigits = 16;
  if (identity.subject.empty() || identity.subject == kAnonymousSubject) return identity.subject;
  return Sha256Hex(identity.subject).substr(0, kDigits);
}

std::string NamesOf(Roles roles) {
  std::string names;
  for (const auto& [name, role] : kRoleNames) {
    if (!roles.Has(role)) continue;
    if (!names.empty()) names += ',';
    names += name;
  }
  return names;
}

Identity AnonymousIdentity(bool exact_counts) {
  Identity identity;
  identity.subject = kAnonymousSubject;
  identity.roles = {Role::kReader, Role::kBuyer, Role::kRegistrar, Role::kOperator};
  if (exact_counts) identity.roles.Add(Role::kWorkforceReader);
  identity.every_buyer = true;
  return identity;
}

}  // namespace sambyd::rpc
