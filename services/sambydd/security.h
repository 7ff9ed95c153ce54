#ifndef SERVICES_SAMBYDD_SECURITY_H_
#define SERVICES_SAMBYDD_SECURITY_H_

#include <memory>
#include <string>

#include <grpcpp/security/server_credentials.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/clock.h"
#include "lib/rpc/authenticator.h"
#include "lib/rpc/jwt_authenticator.h"
#include "lib/rpc/tls.h"

namespace sambyd::server {

// How connections are protected and callers known; docs/security.md explains the choices.
struct SecurityOptions {
  rpc::TlsFiles tls;    // no certificate_file = no encryption
  rpc::JwtOptions jwt;  // no jwks_file = no tokens
  // Who the client certificates are; empty = they admit, but tell no identity.
  std::string certificate_identities_file;
  // Tokens of one address that may be refused in a second in the long run, and ten times as many at
  // once; 0 = no limit.
  int bad_tokens_per_second = 10;
  // Serve beyond this machine without encryption, or without knowing the callers.
  bool allow_plaintext = false;
  bool allow_anonymous = false;
  // The identity of a server that does not know its callers reads workforce data too.
  bool show_workforce_counts = false;

  bool encrypts() const { return !tls.certificate_file.empty(); }
  bool authenticates() const {
    return !jwt.jwks_file.empty() || !certificate_identities_file.empty();
  }
};

// INVALID_ARGUMENT, naming the flag, for options that contradict each other or would serve more
// than was allowed at `address`.
absl::Status CheckSecurity(const SecurityOptions& options, const std::string& address);

// Who says who callers are. `clock` must outlive it.
absl::StatusOr<std::unique_ptr<rpc::Authenticator>> OpenAuthenticator(
    const SecurityOptions& options, const Clock& clock);

// Null = no encryption.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> OpenCredentials(
    const SecurityOptions& options);

// Says in the log, loudly, what is not protected.
void WarnOfWhatIsOpen(const SecurityOptions& options);

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_SECURITY_H_
