#include "lib/rpc/tls.h"

#include <cstdio>
#include <utility>

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <openssl/ssl.h>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/rpc/watched_file.h"

namespace sambyd::rpc {
namespace {

constexpr unsigned kLookAgainSeconds = 1;

// gRPC tells of files that it cannot use in each handshake only.
absl::Status CheckPair(const TlsFiles& files) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()),
                                                                  SSL_CTX_free);
  const bool usable =
      context != nullptr &&
      SSL_CTX_use_certificate_chain_file(context.get(), files.certificate_file.c_str()) == 1 &&
      SSL_CTX_use_PrivateKey_file(context.get(), files.key_file.c_str(), SSL_FILETYPE_PEM) == 1 &&
      SSL_CTX_check_private_key(context.get()) == 1;
  if (usable) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(files.certificate_file, " and ", files.key_file,
                                                 ": want a PEM certificate and its private key"));
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> TlsServerCredentials(
    const TlsFiles& files) {
  namespace tls = grpc::experimental;
  for (const std::string* file :
       {&files.certificate_file, &files.key_file, &files.client_ca_file}) {
    if (!file->empty()) SAMBYD_RETURN_IF_ERROR(ReadWholeFile(*file).status());
  }
  SAMBYD_RETURN_IF_ERROR(CheckPair(files));
  tls::TlsServerCredentialsOptions options(std::make_shared<tls::FileWatcherCertificateProvider>(
      files.key_file, files.certificate_file, files.client_ca_file, kLookAgainSeconds));
  options.watch_identity_key_cert_pairs();
  if (!files.client_ca_file.empty()) {
    options.watch_root_certs();
    options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return tls::TlsServerCredentials(options);
}

bool IsLoopback(std::string_view address) {
  for (const std::string_view prefix : {"localhost:", "[::1]:", "unix:", "unix-abstract:"}) {
    if (address.starts_with(prefix)) return true;
  }
  return address.starts_with("127.") &&
         address.find_first_not_of("0123456789.:") == std::string_view::npos;
}

}  // namespace sambyd::rpc
