#ifndef TESTS_SUPPORT_TOKEN_ISSUER_H_
#define TESTS_SUPPORT_TOKEN_ISSUER_H_

#include <memory>
#include <string>
#include <string_view>

#include <cjose/jwk.h>
#include <nlohmann/json.hpp>

#include "lib/base/clock.h"

namespace sambyd::testing {

// Signs tokens with one key of its own. Throw-away keys, made for each test.
class TokenIssuer {
 public:
  enum class Kind { kRsa, kEc };

  explicit TokenIssuer(std::string kid, Kind kind = Kind::kEc);

  // The public key as a member of a JSON Web Key Set.
  nlohmann::json PublicKey() const;

  // The claims as a signed token. `header` is added to alg and kid, or replaces them.
  std::string Sign(const nlohmann::json& claims, const nlohmann::json& header = {}) const;

  // The same with HMAC under a secret: what a forger has who knows the public key.
  std::string SignHmac(const nlohmann::json& claims, std::string_view secret) const;

 private:
  std::string SignWith(const cjose_jwk_t* key, const nlohmann::json& claims,
                       const nlohmann::json& header) const;

  const std::string kid_;
  const std::string algorithm_;
  const std::shared_ptr<cjose_jwk_t> key_;
};

// {"keys": […]}
std::string Jwks(std::initializer_list<nlohmann::json> keys);

// Claims of a token of this moment that is good for five minutes: issuer "https://id.test",
// audience "sambyd", subject "someone", and those given.
nlohmann::json Claims(Timestamp now, const nlohmann::json& more);

// Not signed: the parts in base64url with `signature` behind them.
std::string Unsigned(const nlohmann::json& header, const nlohmann::json& claims,
                     std::string_view signature = "");

}  // namespace sambyd::testing

#endif  // TESTS_SUPPORT_TOKEN_ISSUER_H_
