#include "lib/rpc/jwks.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/rpc/json_text.h"

namespace sambyd::rpc {
namespace {

using nlohmann::json;

constexpr std::size_t kLeastRsaBits = 2048;

// The algorithm for which the key may be used; empty for none of ours.
std::string AlgorithmOf(const json& key) {
  const std::string type = TextMember(key, "kty");
  std::string algorithm;
  if (type == "RSA") algorithm = "RS256";
  if (type == "EC" && TextMember(key, "crv") == "P-256") algorithm = "ES256";
  const bool other_algorithm = key.contains("alg") && TextMember(key, "alg") != algorithm;
  const bool other_use = key.contains("use") && TextMember(key, "use") != "sig";
  return other_algorithm || other_use ? "" : algorithm;
}

absl::StatusOr<TokenKey> Import(const json& key, std::string algorithm) {
  const std::string text = key.dump();
  cjose_err error;
  TokenKey imported{std::move(algorithm), std::shared_ptr<cjose_jwk_t>(
                                              cjose_jwk_import(text.data(), text.size(), &error),
                                              [](cjose_jwk_t* each) { cjose_jwk_release(each); })};
  if (imported.key == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat("key ", TextMember(key, "kid"), ": ", error.message));
  }
  if (imported.algorithm == "RS256" &&
      cjose_jwk_get_keysize(imported.key.get(), &error) < kLeastRsaBits) {
    return absl::InvalidArgumentError(
        absl::StrCat("key ", TextMember(key, "kid"), ": want at least 2048 bits"));
  }
  return imported;
}

}  // namespace

absl::StatusOr<TokenKeys> ParseJwks(std::string_view text) {
  const json set = json::parse(text, nullptr, false);
  if (!set.is_object() || !set.contains("keys") || !set["keys"].is_array()) {
    return absl::InvalidArgumentError("not a JSON Web Key Set: want {\"keys\": […]}");
  }
  TokenKeys keys;
  for (const json& key : set["keys"]) {
    if (!key.is_object()) return absl::InvalidArgumentError("a key that is no object");
    const std::string kid = TextMember(key, "kid");
    if (key.contains("d") || TextMember(key, "kty") == "oct") {
      return absl::InvalidArgumentError(
          absl::StrCat("key ", kid, " is secret: only public keys belong here"));
    }
    std::string algorithm = AlgorithmOf(key);
    if (kid.empty() || algorithm.empty()) continue;
    SAMBYD_ASSIGN_OR_RETURN(TokenKey imported, Import(key, std::move(algorithm)));
    if (!keys.emplace(kid, std::move(imported)).second) {
      return absl::InvalidArgumentError(absl::StrCat("two keys have the kid ", kid));
    }
  }
  if (keys.empty()) return absl::InvalidArgumentError("no key with a kid for RS256 or ES256");
  return keys;
}

}  // namespace sambyd::rpc
