#ifndef LIB_RPC_CLAIMS_H_
#define LIB_RPC_CLAIMS_H_

#include <string>

#include <nlohmann/json.hpp>

#include "absl/status/statusor.h"
#include "lib/rpc/identity.h"

namespace sambyd::rpc {

// The identity of `subject` by its claims:
//
//   "roles": ["reader", "buyer", …]   required; names that are none of ours are ignored
//   "buyer": "29189846"               organisation number; required with the role buyer
//   "enterprise": "24256790"          CVR number; required with the role enterprise
//
// UNAUTHENTICATED: TOKEN_CLAIM_INVALID for claims that are missing or malformed; ROLES_IN_CONFLICT
// when the role enterprise stands beside any other than reader, for an enterprise sees no other's
// counts, edits no other's profile and sits on the bidders' side alone.
absl::StatusOr<Identity> IdentityFromClaims(std::string subject, const nlohmann::json& claims);

// UNAUTHENTICATED with TOKEN_CLAIM_INVALID.
absl::Status InvalidClaim(std::string_view claim, std::string_view want);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_CLAIMS_H_
