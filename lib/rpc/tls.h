#ifndef LIB_RPC_TLS_H_
#define LIB_RPC_TLS_H_

#include <memory>
#include <string>
#include <string_view>

#include <grpcpp/security/server_credentials.h>

#include "absl/status/statusor.h"

namespace sambyd::rpc {

// PEM files, read again within seconds of a change, for connections made from then on. Replace
// certificate and key together, by renaming or by swapping a symbolic link as Kubernetes does.
struct TlsFiles {
  std::string certificate_file{};  // the server's, with the chain up to the authority
  std::string key_file{};
  // Authorities of client certificates. Set = every client must show a certificate of theirs.
  std::string client_ca_file{};
};

// TLS 1.2 and 1.3. NOT_FOUND when a file cannot be read, INVALID_ARGUMENT when the key is not that
// of the certificate.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> TlsServerCredentials(
    const TlsFiles& files);

// Whether only this machine can reach a gRPC address such as "127.0.0.1:7654" or "unix:/run/s".
bool IsLoopback(std::string_view address);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_TLS_H_
