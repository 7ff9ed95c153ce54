#include "tests/support/token_issuer.h"

#include <chrono>
#include <stdexcept>
#include <utility>

#include <cjose/base64.h>
#include <cjose/jws.h>
#include <cjose/util.h>

namespace sambyd::testing {
namespace {

using nlohmann::json;

constexpr unsigned char kExponent[] = {1, 0, 1};

std::shared_ptr<cjose_jwk_t> Owned(cjose_jwk_t* key) {
  if (key == nullptr) throw std::runtime_error("no key");
  return {key, [](cjose_jwk_t* each) { cjose_jwk_release(each); }};
}

std::shared_ptr<cjose_jwk_t> NewKey(TokenIssuer::Kind kind) {
  cjose_err error;
  return Owned(kind == TokenIssuer::Kind::kRsa
                   ? cjose_jwk_create_RSA_random(2048, kExponent, sizeof kExponent, &error)
                   : cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &error));
}

std::string Base64Url(const std::string& text) {
  cjose_err error;
  char* encoded = nullptr;
  std::size_t size = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  cjose_base64url_encode(bytes, text.size(), &encoded, &size, &error);
  std::string result(encoded, size);
  cjose_get_dealloc()(encoded);
  return result;
}

}  // namespace

TokenIssuer::TokenIssuer(std::string kid, Kind kind)
    : kid_(std::move(kid)), algorithm_(kind == Kind::kRsa ? "RS256" : "ES256"), key_(NewKey(kind)) {
  cjose_err error;
  cjose_jwk_set_kid(key_.get(), kid_.data(), kid_.size(), &error);
}

json TokenIssuer::PublicKey() const {
  cjose_err error;
  char* text = cjose_jwk_to_json(key_.get(), false, &error);
  json key = json::parse(text);
  cjose_get_dealloc()(text);
  return key;
}

std::string TokenIssuer::Sign(const json& claims, const json& header) const {
  json whole = {{"alg", algorithm_}, {"kid", kid_}};
  if (header.is_object()) whole.update(header);
  return SignWith(key_.get(), claims, whole);
}

std::string TokenIssuer::SignHmac(const json& claims, std::string_view secret) const {
  cjose_err error;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(secret.data());
  const auto key = Owned(cjose_jwk_create_oct_spec(bytes, secret.size(), &error));
  return SignWith(key.get(), claims, {{"alg", "HS256"}, {"kid", kid_}});
}

std::string TokenIssuer::SignWith(const cjose_jwk_t* key, const json& claims,
                                  const json& header) const {
  cjose_err error;
  cjose_header_t* protected_header = cjose_header_new(&error);
  for (const auto& [name, value] : header.items()) {
    const bool set =
        value.is_string()
            ? cjose_header_set(protected_header, name.c_str(),
                               value.get_ref<const std::string&>().c_str(), &error)
            : cjose_header_set_raw(protected_header, name.c_str(), value.dump().c_str(), &error);
    if (!set) throw std::runtime_error(error.message);
  }
  const std::string text = claims.dump();
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  cjose_jws_t* jws = cjose_jws_sign(key, protected_header, bytes, text.size(), &error);
  cjose_header_release(protected_header);
  if (jws == nullptr) throw std::runtime_error(error.message);
  const char* compact = nullptr;
  cjose_jws_export(jws, &compact, &error);
  std::string token(compact);
  cjose_jws_release(jws);
  return token;
}

std::string Jwks(std::initializer_list<json> keys) {
  json set = {{"keys", json::array()}};
  for (const json& key : keys) set["keys"].push_back(key);
  return set.dump();
}

json Claims(Timestamp now, const json& more) {
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  json claims = {{"iss", "https://id.test"},
                 {"aud", "sambyd"},
                 {"sub", "someone"},
                 {"iat", seconds},
                 {"exp", seconds + 300}};
  claims.update(more);
  return claims;
}

std::string Unsigned(const json& header, const json& claims, std::string_view signature) {
  return Base64Url(header.dump()) + "." + Base64Url(claims.dump()) + "." + std::string(signature);
}

}  // namespace sambyd::testing
