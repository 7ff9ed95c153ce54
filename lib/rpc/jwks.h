#ifndef LIB_RPC_JWKS_H_
#define LIB_RPC_JWKS_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <cjose/jwk.h>

#include "absl/status/statusor.h"

namespace sambyd::rpc {

// A public key and the one algorithm for which it may be used.
struct TokenKey {
  std::string algorithm;  // "RS256" or "ES256"
  std::shared_ptr<const cjose_jwk_t> key;
};

// Keys by their "kid".
using TokenKeys = std::map<std::string, TokenKey, std::less<>>;

// The keys of a JSON Web Key Set (RFC 7517) that may verify tokens: RSA of 2048 bits and more for
// RS256, EC on P-256 for ES256, both with a kid. Keys of other kinds, for other algorithms or for
// encryption are left out. INVALID_ARGUMENT for malformed keys, for two of one kid, for a private
// key, and where no key is left.
absl::StatusOr<TokenKeys> ParseJwks(std::string_view json);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_JWKS_H_
