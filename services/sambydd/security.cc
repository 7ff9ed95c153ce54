#include "services/sambydd/security.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/log.h"
#include "lib/base/status.h"
#include "lib/rpc/certificate_authenticator.h"
#include "lib/rpc/limited_authenticator.h"

namespace sambyd::server {
namespace {

absl::Status Want(bool holds, const char* message) {
  return holds ? absl::OkStatus() : absl::InvalidArgumentError(message);
}

}  // namespace

absl::Status CheckSecurity(const SecurityOptions& options, const std::string& address) {
  const rpc::TlsFiles& tls = options.tls;
  const bool tokens = !options.jwt.jwks_file.empty();
  const bool identities = !options.certificate_identities_file.empty();
  SAMBYD_RETURN_IF_ERROR(Want(tls.certificate_file.empty() == tls.key_file.empty(),
                              "--tls-cert and --tls-key go together"));
  SAMBYD_RETURN_IF_ERROR(Want(tls.client_ca_file.empty() || options.encrypts(),
                              "--tls-client-ca needs --tls-cert and --tls-key"));
  SAMBYD_RETURN_IF_ERROR(Want(!identities || !tls.client_ca_file.empty(),
                              "--certificate-identities needs --tls-client-ca"));
  SAMBYD_RETURN_IF_ERROR(Want(!identities || !tokens,
                              "--certificate-identities and --jwks: only one of them can say who "
                              "a caller is"));
  SAMBYD_RETURN_IF_ERROR(
      Want(!tokens || (!options.jwt.issuer.empty() && !options.jwt.audience.empty()),
           "--jwks needs --jwt-issuer and --jwt-audience"));
  SAMBYD_RETURN_IF_ERROR(Want(!options.authenticates() || !options.show_workforce_counts,
                              "--show-workforce-counts is for servers that do not know their "
                              "callers; others give the role workforce.reader"));
  if (rpc::IsLoopback(address)) return absl::OkStatus();
  SAMBYD_RETURN_IF_ERROR(Want(options.encrypts() || options.allow_plaintext,
                              "--listen beyond loopback needs --tls-cert and --tls-key, or "
                              "--allow-plaintext"));
  return Want(options.authenticates() || options.allow_anonymous,
              "--listen beyond loopback needs --jwks or --certificate-identities, or "
              "--allow-anonymous");
}

absl::StatusOr<std::unique_ptr<rpc::Authenticator>> OpenAuthenticator(
    const SecurityOptions& options, const Clock& clock) {
  if (!options.jwt.jwks_file.empty()) {
    SAMBYD_ASSIGN_OR_RETURN(std::unique_ptr<rpc::Authenticator> tokens,
                            rpc::JwtAuthenticator::Open(options.jwt, clock));
    if (options.bad_tokens_per_second == 0) return tokens;
    const rpc::Rate bad_tokens{options.bad_tokens_per_second, 10 * options.bad_tokens_per_second};
    return std::make_unique<rpc::LimitedAuthenticator>(std::move(tokens), bad_tokens, clock);
  }
  if (!options.certificate_identities_file.empty()) {
    return rpc::CertificateAuthenticator::Open(options.certificate_identities_file);
  }
  return std::make_unique<rpc::FixedAuthenticator>(
      rpc::AnonymousIdentity(options.show_workforce_counts));
}

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> OpenCredentials(
    const SecurityOptions& options) {
  if (!options.encrypts()) return nullptr;
  return rpc::TlsServerCredentials(options.tls);
}

void WarnOfWhatIsOpen(const SecurityOptions& options) {
  if (!options.encrypts()) {
    Log(Severity::kWarning,
        "NOT ENCRYPTED: whoever can read the connection reads tokens and answers");
  }
  if (!options.authenticates()) {
    Log(Severity::kWarning,
        "NOT AUTHENTICATED: everybody who reaches the port is reader, registrar, operator and "
        "buyer of every tender",
        {{"workforce_counts", options.show_workforce_counts}});
  }
}

}  // namespace sambyd::server
