#include "lib/rpc/certificate_authenticator.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/rpc/claims.h"
#include "lib/rpc/json_text.h"

namespace sambyd::rpc {

using nlohmann::json;

absl::StatusOr<CertificateIdentities> ParseCertificateIdentities(std::string_view text) {
  const json file = json::parse(text, nullptr, false);
  if (!file.is_object() || !file.contains("identities") || !file["identities"].is_array()) {
    return absl::InvalidArgumentError("want {\"identities\": […]}");
  }
  CertificateIdentities identities;
  for (const json& entry : file["identities"]) {
    const std::string name = entry.is_object() ? TextMember(entry, "certificate") : "";
    if (name.empty()) return absl::InvalidArgumentError("an identity without \"certificate\"");
    auto identity = IdentityFromClaims(name, entry);
    if (!identity.ok()) {
      return absl::InvalidArgumentError(absl::StrCat(name, ": ", identity.status().message()));
    }
    if (!identities.emplace(name, *std::move(identity)).second) {
      return absl::InvalidArgumentError(absl::StrCat(name, " is listed twice"));
    }
  }
  if (identities.empty()) return absl::InvalidArgumentError("no identities");
  return identities;
}

absl::StatusOr<std::unique_ptr<CertificateAuthenticator>> CertificateAuthenticator::Open(
    const std::string& file) {
  SAMBYD_ASSIGN_OR_RETURN(
      auto watched, WatchedFile<CertificateIdentities>::Open(file, ParseCertificateIdentities));
  return std::unique_ptr<CertificateAuthenticator>(
      new CertificateAuthenticator(std::move(watched)));
}

CertificateAuthenticator::CertificateAuthenticator(
    std::unique_ptr<WatchedFile<CertificateIdentities>> file)
    : file_(std::move(file)) {}

absl::StatusOr<Identity> CertificateAuthenticator::Authenticate(
    const Credentials& credentials) const {
  if (credentials.certificate_names.empty()) {
    return ErrorWithReason(absl::StatusCode::kUnauthenticated, Reason::kCredentialsMissing,
                           "want a client certificate");
  }
  const auto identities = file_->Current();
  for (const std::string& name : credentials.certificate_names) {
    const auto found = identities->find(name);
    if (found != identities->end()) return found->second;
  }
  return ErrorWithReason(absl::StatusCode::kUnauthenticated, Reason::kCertificateUnknown,
                         "no identity is listed for this client certificate");
}

}  // namespace sambyd::rpc
