#ifndef LIB_RPC_JWT_AUTHENTICATOR_H_
#define LIB_RPC_JWT_AUTHENTICATOR_H_

#include <chrono>
#include <memory>
#include <string>

#include "lib/base/clock.h"
#include "lib/rpc/authenticator.h"
#include "lib/rpc/jwks.h"
#include "lib/rpc/watched_file.h"

namespace sambyd::rpc {

struct JwtOptions {
  std::string jwks_file{};  // read again when it changes
  std::string issuer{};     // "iss" of every token
  std::string audience{};   // one of "aud" of every token
  // By how much the issuer's clock and this one may differ.
  std::chrono::seconds clock_skew{60};
};

// Takes callers for whom their bearer token names: a JSON Web Token signed with RS256 or ES256
// (RFC 7519, with the precautions of RFC 8725), with the claims "sub" and "exp" and those of
// IdentityFromClaims. Signatures are verified by cjose. Reasons: those of TOKEN_… and
// CREDENTIALS_MISSING, ROLES_IN_CONFLICT. Thread-safe.
class JwtAuthenticator final : public Authenticator {
 public:
  // Errors of ParseJwks and of reading the file. `clock` must outlive the authenticator.
  static absl::StatusOr<std::unique_ptr<JwtAuthenticator>> Open(JwtOptions options,
                                                                const Clock& clock);

  absl::StatusOr<Identity> Authenticate(const Credentials& credentials) const override;

 private:
  JwtAuthenticator(JwtOptions options, std::unique_ptr<WatchedFile<TokenKeys>> keys,
                   const Clock& clock);

  const JwtOptions options_;
  const std::unique_ptr<WatchedFile<TokenKeys>> keys_;
  const Clock& clock_;
};

}  // namespace sambyd::rpc

#endif  // LIB_RPC_JWT_AUTHENTICATOR_H_
