#include "lib/client/credentials.h"

#include <fstream>
#include <utility>

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include "absl/strings/str_cat.h"

namespace sambyd::client {
namespace {

constexpr unsigned kLookAgainSeconds = 1;

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> TlsCredentials(const TlsFiles& files) {
  namespace tls = grpc::experimental;
  if (files.certificate_file.empty() != files.key_file.empty()) {
    return absl::InvalidArgumentError("want both a client certificate and its key, or none");
  }
  for (const std::string& file : {files.ca_file, files.certificate_file, files.key_file}) {
    if (!file.empty() && !std::ifstream(file)) {
      return absl::NotFoundError(absl::StrCat("cannot read ", file));
    }
  }
  tls::TlsChannelCredentialsOptions options;
  if (!files.ca_file.empty() || !files.key_file.empty()) {
    options.set_certificate_provider(std::make_shared<tls::FileWatcherCertificateProvider>(
        files.key_file, files.certificate_file, files.ca_file, kLookAgainSeconds));
  }
  if (!files.ca_file.empty()) options.watch_root_certs();
  if (!files.key_file.empty()) options.watch_identity_key_cert_pairs();
  return tls::TlsCredentials(options);
}

std::function<std::string()> TokenFromFile(std::string path) {
  return [path = std::move(path)] {
    std::ifstream file(path);
    std::string token;
    file >> token;
    return token;
  };
}

}  // namespace sambyd::client
