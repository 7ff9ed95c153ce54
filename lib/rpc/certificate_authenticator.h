#ifndef LIB_RPC_CERTIFICATE_AUTHENTICATOR_H_
#define LIB_RPC_CERTIFICATE_AUTHENTICATOR_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "lib/rpc/authenticator.h"
#include "lib/rpc/watched_file.h"

namespace sambyd::rpc {

// Identities by a name of their client certificate.
using CertificateIdentities = std::map<std::string, Identity, std::less<>>;

// {"identities": [{"certificate": "import.sambyd.internal", "roles": ["registrar"]}, …]} with the
// claims of IdentityFromClaims in each. INVALID_ARGUMENT for anything else, for a name listed twice
// and where none is listed.
absl::StatusOr<CertificateIdentities> ParseCertificateIdentities(std::string_view json);

// Takes callers for whom a file says their client certificate is. The certificate itself was
// verified by TLS. Thread-safe.
class CertificateAuthenticator final : public Authenticator {
 public:
  // `file` is read again when it changes. Errors of ParseCertificateIdentities and of reading.
  static absl::StatusOr<std::unique_ptr<CertificateAuthenticator>> Open(const std::string& file);

  absl::StatusOr<Identity> Authenticate(const Credentials& credentials) const override;

 private:
  explicit CertificateAuthenticator(std::unique_ptr<WatchedFile<CertificateIdentities>> file);

  const std::unique_ptr<WatchedFile<CertificateIdentities>> file_;
};

}  // namespace sambyd::rpc

#endif  // LIB_RPC_CERTIFICATE_AUTHENTICATOR_H_
