#ifndef LIB_CLIENT_CREDENTIALS_H_
#define LIB_CLIENT_CREDENTIALS_H_

#include <functional>
#include <memory>
#include <string>

#include <grpcpp/security/credentials.h>

#include "absl/status/statusor.h"

namespace sambyd::client {

// PEM files for TLS, read again within seconds of a change.
struct TlsFiles {
  std::string ca_file{};  // authorities of servers; empty = those of the system
  // What the client shows of itself; both or none.
  std::string certificate_file{};
  std::string key_file{};
};

// For Options::credentials. INVALID_ARGUMENT when one of certificate and key is missing, NOT_FOUND
// when a file cannot be read.
absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> TlsCredentials(const TlsFiles& files);

// For Options::bearer_token: the content of a file without surrounding blanks, read for each call,
// so that a token that is renewed there is taken up; empty while it cannot be read.
std::function<std::string()> TokenFromFile(std::string path);

}  // namespace sambyd::client

#endif  // LIB_CLIENT_CREDENTIALS_H_
