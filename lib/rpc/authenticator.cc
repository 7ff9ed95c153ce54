#include "lib/rpc/authenticator.h"

#include <grpc/grpc_security_constants.h>
#include <grpcpp/security/auth_context.h>

#include "lib/rpc/peer_address.h"

namespace sambyd::rpc {
namespace {

constexpr std::string_view kScheme = "bearer ";

std::string_view ToView(grpc::string_ref text) { return {text.data(), text.size()}; }

bool HasScheme(std::string_view value) {
  if (value.size() < kScheme.size()) return false;
  for (std::size_t i = 0; i < kScheme.size(); ++i) {
    const char c = value[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != kScheme[i]) return false;
  }
  return true;
}

}  // namespace

Credentials CredentialsOf(const grpc::ServerContext& context) {
  Credentials credentials{.address = AddressOfPeer(context.peer())};
  const auto& metadata = context.client_metadata();
  if (const auto entry = metadata.find("authorization"); entry != metadata.end()) {
    const std::string_view value = ToView(entry->second);
    // Two tokens could be meant for two readers; then, and for other schemes, there is none.
    const bool usable = metadata.count("authorization") == 1 && HasScheme(value);
    credentials.bearer_token = usable ? value.substr(kScheme.size()) : std::string_view();
  }
  const auto auth = context.auth_context();
  if (auth && auth->IsPeerAuthenticated()) {
    for (const char* property : {GRPC_X509_SAN_PROPERTY_NAME, GRPC_X509_CN_PROPERTY_NAME}) {
      for (const grpc::string_ref& name : auth->FindPropertyValues(property)) {
        credentials.certificate_names.emplace_back(ToView(name));
      }
    }
  }
  return credentials;
}

}  // namespace sambyd::rpc
