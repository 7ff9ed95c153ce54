#include "lib/rpc/claims.h"

#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/domain/cvr.h"
#include "lib/rpc/json_text.h"

namespace sambyd::rpc {
namespace {

constexpr std::size_t kLongestNumber = 40;

constexpr Roles kNotBesideEnterprise = {Role::kBuyer, Role::kRegistrar, Role::kWorkforceReader,
                                        Role::kOperator};

absl::StatusOr<Roles> RolesOf(const nlohmann::json& claims) {
  const auto claim = claims.find("roles");
  if (claim == claims.end() || !claim->is_array()) return InvalidClaim("roles", "a list of names");
  Roles roles;
  for (const nlohmann::json& name : *claim) {
    for (const auto& [known, role] : kRoleNames) {
      if (name.is_string() && name.get_ref<const std::string&>() == known) roles.Add(role);
    }
  }
  return roles;
}

}  // namespace

absl::Status InvalidClaim(std::string_view claim, std::string_view want) {
  return ErrorWithReason(absl::StatusCode::kUnauthenticated, Reason::kTokenClaimInvalid,
                         absl::StrCat("claim \"", ToAbsl(claim), "\": want ", ToAbsl(want)));
}

absl::StatusOr<Identity> IdentityFromClaims(std::string subject, const nlohmann::json& claims) {
  Identity identity;
  identity.subject = std::move(subject);
  SAMBYD_ASSIGN_OR_RETURN(identity.roles, RolesOf(claims));
  if (identity.roles.Has(Role::kEnterprise) && identity.roles.HasOneOf(kNotBesideEnterprise)) {
    return ErrorWithReason(absl::StatusCode::kUnauthenticated, Reason::kRolesInConflict,
                           "the role enterprise goes with no other than reader");
  }
  if (identity.roles.Has(Role::kBuyer)) {
    identity.buyer = TextMember(claims, "buyer");
    if (identity.buyer.empty() || identity.buyer.size() > kLongestNumber) {
      return InvalidClaim("buyer", "the organisation number of the role buyer");
    }
  }
  if (identity.roles.Has(Role::kEnterprise)) {
    const std::string cvr = TextMember(claims, "enterprise");
    if (!domain::IsValidCvr(cvr)) {
      return InvalidClaim("enterprise", "the CVR number of the role enterprise");
    }
    identity.enterprise = absl::StrCat("enterprises/DK", cvr);
  }
  return identity;
}

}  // namespace sambyd::rpc
