#include "lib/rpc/jwt_authenticator.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>

#include <cjose/jws.h>
#include <cjose/util.h>
#include <nlohmann/json.hpp>

#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/rpc/claims.h"
#include "lib/rpc/json_text.h"

namespace sambyd::rpc {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestSubject = 200;

absl::Status Refused(Reason reason, std::string_view message) {
  return ErrorWithReason(absl::StatusCode::kUnauthenticated, reason, message);
}

struct ReleaseJws {
  void operator()(cjose_jws_t* jws) const { cjose_jws_release(jws); }
};
using Jws = std::unique_ptr<cjose_jws_t, ReleaseJws>;

std::string HeaderText(const Jws& jws, const char* name) {
  cjose_err error;
  const char* text = cjose_header_get(cjose_jws_get_protected(jws.get()), name, &error);
  return text == nullptr ? "" : text;
}

bool HasHeader(const Jws& jws, const char* name) {
  cjose_err error;
  char* raw = cjose_header_get_raw(cjose_jws_get_protected(jws.get()), name, &error);
  const bool has = raw != nullptr;
  cjose_get_dealloc()(raw);
  return has;
}

// The claims of a token whose signature one of the keys verifies. The algorithm is the key's: what
// the token says of it must be the same, so that a public key never serves as an HMAC secret.
absl::StatusOr<json> VerifiedClaims(std::string_view token, const TokenKeys& keys) {
  cjose_err error;
  const Jws jws(cjose_jws_import(token.data(), token.size(), &error));
  if (jws == nullptr) return Refused(Reason::kTokenInvalid, "not a signed token");
  if (HasHeader(jws, "crit")) {
    return Refused(Reason::kTokenAlgorithmRefused, "the token's header demands extensions");
  }
  const auto key = keys.find(HeaderText(jws, "kid"));
  if (key == keys.end()) {
    return Refused(Reason::kTokenKeyUnknown, "the token's key is not known here");
  }
  if (HeaderText(jws, "alg") != key->second.algorithm) {
    return Refused(Reason::kTokenAlgorithmRefused, "the token's algorithm is not that of its key");
  }
  if (!cjose_jws_verify(jws.get(), key->second.key.get(), &error)) {
    return Refused(Reason::kTokenInvalid, "the token's signature does not verify");
  }
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  if (!cjose_jws_get_plaintext(jws.get(), &bytes, &size, &error)) {
    return Refused(Reason::kTokenInvalid, "the token has no content");
  }
  json claims = json::parse(bytes, bytes + size, nullptr, false);
  if (!claims.is_object()) return Refused(Reason::kTokenInvalid, "the token holds no claims");
  return claims;
}

// Seconds since 1970, or nothing where there is no such claim.
absl::StatusOr<std::optional<double>> TimeOf(const json& claims, const char* name) {
  const auto claim = claims.find(name);
  if (claim == claims.end()) return std::optional<double>();
  if (!claim->is_number()) return InvalidClaim(name, "seconds since 1970");
  return std::optional(claim->get<double>());
}

absl::Status CheckTimes(const json& claims, double now, double skew) {
  SAMBYD_ASSIGN_OR_RETURN(const auto expiry, TimeOf(claims, "exp"));
  if (!expiry) return InvalidClaim("exp", "when the token ends");
  if (now - skew >= *expiry) return Refused(Reason::kTokenExpired, "the token has expired");
  for (const char* name : {"nbf", "iat"}) {
    SAMBYD_ASSIGN_OR_RETURN(const auto begin, TimeOf(claims, name));
    if (begin && now + skew < *begin) {
      return Refused(Reason::kTokenNotYetValid, "the token is not valid yet");
    }
  }
  return absl::OkStatus();
}

bool Names(const json& audience, const std::string& wanted) {
  if (audience.is_string()) return audience.get_ref<const std::string&>() == wanted;
  if (!audience.is_array()) return false;
  return std::any_of(audience.begin(), audience.end(),
                     [&](const json& each) { return each.is_string() && Names(each, wanted); });
}

absl::Status CheckParties(const json& claims, const JwtOptions& options) {
  if (TextMember(claims, "iss") != options.issuer) {
    return Refused(Reason::kTokenIssuerWrong, "the token is of another issuer");
  }
  const auto audience = claims.find("aud");
  if (audience == claims.end() || !Names(*audience, options.audience)) {
    return Refused(Reason::kTokenAudienceWrong, "the token is meant for others");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<JwtAuthenticator>> JwtAuthenticator::Open(JwtOptions options,
                                                                         const Clock& clock) {
  SAMBYD_ASSIGN_OR_RETURN(auto keys, WatchedFile<TokenKeys>::Open(options.jwks_file, ParseJwks));
  return std::unique_ptr<JwtAuthenticator>(
      new JwtAuthenticator(std::move(options), std::move(keys), clock));
}

JwtAuthenticator::JwtAuthenticator(JwtOptions options, std::unique_ptr<WatchedFile<TokenKeys>> keys,
                                   const Clock& clock)
    : options_(std::move(options)), keys_(std::move(keys)), clock_(clock) {}

absl::StatusOr<Identity> JwtAuthenticator::Authenticate(const Credentials& credentials) const {
  if (!credentials.bearer_token) {
    return Refused(Reason::kCredentialsMissing, "want the metadata \"authorization: Bearer …\"");
  }
  SAMBYD_ASSIGN_OR_RETURN(const json claims,
                          VerifiedClaims(*credentials.bearer_token, *keys_->Current()));
  SAMBYD_RETURN_IF_ERROR(CheckParties(claims, options_));
  const std::chrono::duration<double> now = clock_.Now().time_since_epoch();
  SAMBYD_RETURN_IF_ERROR(
      CheckTimes(claims, now.count(), static_cast<double>(options_.clock_skew.count())));
  std::string subject = TextMember(claims, "sub");
  if (subject.empty() || subject.size() > kLongestSubject) {
    return InvalidClaim("sub", "who the caller is, 1 to 200 bytes");
  }
  return IdentityFromClaims(std::move(subject), claims);
}

}  // namespace sambyd::rpc
