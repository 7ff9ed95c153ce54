// Encrypted connections, client certificates, and certificates that are replaced while the server
// runs.
#include "lib/rpc/tls.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include "lib/client/credentials.h"
#include "lib/rpc/authenticator.h"
#include "lib/rpc/server.h"
#include "sambyd/v1/admin_service.grpc.pb.h"
#include "tests/support/certificates.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"

namespace sambyd::rpc {
namespace {

using testing::CertificateAuthority;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing_support::IsOk;

// Keeps the names of the certificate that its last caller showed.
class NamesService final : public v1::AdminService::Service {
 public:
  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest*,
                         v1::GetStatusResponse*) override {
    names = CredentialsOf(*context).certificate_names;
    return grpc::Status::OK;
  }

  std::vector<std::string> names;
};

class TlsTest : public ::testing::Test {
 protected:
  void Serve(const std::string& client_ca = "") {
    UseForServer(authority_.Issue("server"));
    auto credentials = TlsServerCredentials(
        {.certificate_file = server_pem_, .key_file = server_key_, .client_ca_file = client_ca});
    ASSERT_THAT(credentials, IsOk());
    ServerOptions options;
    options.address = "127.0.0.1:0";
    options.credentials = *std::move(credentials);
    auto server = Server::Start(options, {&service_});
    ASSERT_THAT(server, IsOk());
    server_ = *std::move(server);
  }

  // Puts the files in the server's place, each by renaming.
  void UseForServer(const CertificateAuthority::Files& files) {
    std::filesystem::rename(files.key, server_key_);
    std::filesystem::rename(files.certificate, server_pem_);
  }

  // One call on a connection of its own.
  grpc::StatusCode Call(const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    const auto stub = v1::AdminService::NewStub(grpc::CreateCustomChannel(
        "127.0.0.1:" + std::to_string(server_->port()), credentials, arguments));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(20));
    v1::GetStatusResponse response;
    return stub->GetStatus(&context, {}, &response).error_code();
  }
  grpc::StatusCode Call(const client::TlsFiles& files) {
    return Call(client::TlsCredentials(files).value());
  }
  client::TlsFiles Trusting(const CertificateAuthority& authority) {
    return {.ca_file = authority.file(), .certificate_file = {}, .key_file = {}};
  }
  client::TlsFiles Showing(const CertificateAuthority::Files& files) {
    return {
        .ca_file = authority_.file(), .certificate_file = files.certificate, .key_file = files.key};
  }

  testing::TemporaryDirectory folder_;
  const CertificateAuthority authority_{folder_.path(), "authority"};
  const CertificateAuthority stranger_{folder_.path(), "stranger"};
  const std::string server_pem_ = folder_.path() + "/tls.pem";
  const std::string server_key_ = folder_.path() + "/tls.key";
  NamesService service_;
  std::unique_ptr<Server> server_;
};

TEST_F(TlsTest, ACallIsEncryptedAndTheServerKnown) {
  Serve();
  EXPECT_EQ(Call(Trusting(authority_)), grpc::StatusCode::OK);
  EXPECT_THAT(service_.names, IsEmpty());
  EXPECT_EQ(Call(Trusting(stranger_)), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(Call(grpc::InsecureChannelCredentials()), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(TlsTest, AClientMustShowACertificateOfTheAuthority) {
  const auto import = authority_.Issue("import");
  const auto forged = stranger_.Issue("import");
  Serve(authority_.file());
  EXPECT_EQ(Call(Trusting(authority_)), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(Call(Showing(forged)), grpc::StatusCode::UNAVAILABLE);
  EXPECT_THAT(service_.names, IsEmpty());
  EXPECT_EQ(Call(Showing(import)), grpc::StatusCode::OK);
  EXPECT_THAT(service_.names, ElementsAre("localhost", "import.internal", "127.0.0.1", "import"));
}

TEST_F(TlsTest, AReplacedCertificateIsUsedWithoutARestart) {
  Serve();
  ASSERT_EQ(Call(Trusting(authority_)), grpc::StatusCode::OK);
  UseForServer(stranger_.Issue("server"));
  while (Call(Trusting(stranger_)) != grpc::StatusCode::OK) {
  }
  EXPECT_EQ(Call(Trusting(authority_)), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(TlsTest, AReplacedAuthorityOfClientsIsUsedWithoutARestart) {
  const std::string clients = folder_.path() + "/clients.pem";
  const auto old_client = authority_.Issue("import");
  const auto new_client = stranger_.Issue("import");
  std::filesystem::copy(authority_.file(), clients);
  Serve(clients);
  ASSERT_EQ(Call(Showing(old_client)), grpc::StatusCode::OK);
  std::filesystem::copy(stranger_.file(), clients + ".new");
  std::filesystem::rename(clients + ".new", clients);
  while (Call(Showing(new_client)) != grpc::StatusCode::OK) {
  }
  EXPECT_EQ(Call(Showing(old_client)), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(TlsTest, FilesThatDoNotFitAreRefusedAtTheStart) {
  const auto one = authority_.Issue("one");
  const auto other = authority_.Issue("other");
  EXPECT_FALSE(
      TlsServerCredentials({.certificate_file = one.certificate, .key_file = other.key}).ok());
  EXPECT_FALSE(
      TlsServerCredentials({.certificate_file = one.certificate, .key_file = "/none"}).ok());
  EXPECT_FALSE(
      TlsServerCredentials(
          {.certificate_file = one.certificate, .key_file = one.key, .client_ca_file = "/none"})
          .ok());
  EXPECT_FALSE(
      client::TlsCredentials({.ca_file = {}, .certificate_file = one.certificate, .key_file = {}})
          .ok());
}

TEST(IsLoopbackTest, OnlyThisMachineReachesIt) {
  for (const char* address :
       {"127.0.0.1:7654", "127.8.8.8:1", "localhost:0", "[::1]:7654", "unix:/run/sambyd.sock"}) {
    EXPECT_TRUE(IsLoopback(address)) << address;
  }
  for (const char* address : {"0.0.0.0:7654", "[::]:7654", "10.0.0.1:1", "sambyd.internal:7654",
                              "localhost.evil:1", "", ":7654", "*:7654", "127.evil.example:80"}) {
    EXPECT_FALSE(IsLoopback(address)) << address;
  }
}

}  // namespace
}  // namespace sambyd::rpc
