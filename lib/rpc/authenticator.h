#ifndef LIB_RPC_AUTHENTICATOR_H_
#define LIB_RPC_AUTHENTICATOR_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <grpcpp/server_context.h>

#include "absl/status/statusor.h"
#include "lib/rpc/identity.h"

namespace sambyd::rpc {

// What a caller shows of itself.
struct Credentials {
  // The token of "authorization: Bearer …"; nothing when there is no such metadata.
  std::optional<std::string_view> bearer_token{};
  // Names of the client certificate that TLS verified: subject alternative names, then the common
  // name. Empty without one.
  std::vector<std::string> certificate_names{};
  // Where the call comes from, as AddressOfPeer tells it.
  std::string address{};
};

// Views into the context.
Credentials CredentialsOf(const grpc::ServerContext& context);

// Says who makes a call.
class Authenticator {
 public:
  virtual ~Authenticator() = default;

  // UNAUTHENTICATED with a reason when the credentials do not tell; RESOURCE_EXHAUSTED when they
  // are not looked at. Thread-safe.
  virtual absl::StatusOr<Identity> Authenticate(const Credentials& credentials) const = 0;
};

// Takes every caller for the same: for servers that do not authenticate.
class FixedAuthenticator final : public Authenticator {
 public:
  explicit FixedAuthenticator(Identity identity) : identity_(std::move(identity)) {}

  absl::StatusOr<Identity> Authenticate(const Credentials&) const override { return identity_; }

 private:
  const Identity identity_;
};

}  // namespace sambyd::rpc

#endif  // LIB_RPC_AUTHENTICATOR_H_
