#include "lib/rpc/certificate_authenticator.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"

namespace sambyd::rpc {
namespace {

using testing_support::IsError;
using testing_support::IsOk;

constexpr char kIdentities[] = R"({"identities": [
  {"certificate": "import.internal", "roles": ["registrar"]},
  {"certificate": "spiffe://sambyd/aarhus", "roles": ["buyer"], "buyer": "55133018"}]})";

class CertificateAuthenticatorTest : public ::testing::Test {
 protected:
  CertificateAuthenticatorTest() {
    Write(kIdentities);
    auto opened = CertificateAuthenticator::Open(file_);
    EXPECT_THAT(opened, IsOk());
    authenticator_ = *std::move(opened);
  }

  void Write(const std::string& text) {
    std::ofstream(file_ + ".new") << text;
    std::filesystem::rename(file_ + ".new", file_);
  }
  absl::StatusOr<Identity> Try(std::vector<std::string> names) const {
    return authenticator_->Authenticate(
        {.bearer_token = {}, .certificate_names = std::move(names)});
  }

  testing::TemporaryDirectory folder_;
  const std::string file_ = folder_.path() + "/identities.json";
  std::unique_ptr<CertificateAuthenticator> authenticator_;
};

TEST_F(CertificateAuthenticatorTest, ACallerIsWhoTheFileSaysItsCertificateIs) {
  const auto buyer = Try({"unlisted.internal", "spiffe://sambyd/aarhus"});
  ASSERT_THAT(buyer, IsOk());
  EXPECT_EQ(buyer->subject, "spiffe://sambyd/aarhus");
  EXPECT_EQ(buyer->roles, Roles({Role::kBuyer}));
  EXPECT_EQ(buyer->buyer, "55133018");
  EXPECT_EQ(Try({"import.internal"})->roles, Roles({Role::kRegistrar}));
}

TEST_F(CertificateAuthenticatorTest, WithoutACertificateOrAnEntryNobodyIsKnown) {
  EXPECT_THAT(Try({}), IsError(absl::StatusCode::kUnauthenticated, Reason::kCredentialsMissing));
  for (const char* name : {"", "import.internal.evil", "IMPORT.internal", "sambyd/aarhus"}) {
    EXPECT_THAT(Try({name}),
                IsError(absl::StatusCode::kUnauthenticated, Reason::kCertificateUnknown))
        << name;
  }
}

TEST_F(CertificateAuthenticatorTest, ATokenDoesNotStandForACertificate) {
  EXPECT_THAT(authenticator_->Authenticate({.bearer_token = "x", .certificate_names = {}}),
              IsError(absl::StatusCode::kUnauthenticated, Reason::kCredentialsMissing));
}

TEST_F(CertificateAuthenticatorTest, TheFileIsReadAgainWhenItChanges) {
  Write(R"({"identities": [{"certificate": "import.internal", "roles": ["reader"]}]})");
  EXPECT_EQ(Try({"import.internal"})->roles, Roles({Role::kReader}));
  EXPECT_FALSE(Try({"spiffe://sambyd/aarhus"}).ok());
  Write("{");
  EXPECT_THAT(Try({"import.internal"}), IsOk());
}

TEST_F(CertificateAuthenticatorTest, AFileThatContradictsItselfIsRefused) {
  for (const char* text :
       {"", "[]", R"({"identities": []})", R"({"identities": [{"roles": ["reader"]}]})",
        R"({"identities": [{"certificate": "a"}]})",
        R"({"identities": [{"certificate": "a", "roles": ["buyer"]}]})",
        R"({"identities": [{"certificate": "a", "roles": ["buyer", "enterprise"],
            "buyer": "1", "enterprise": "24256790"}]})",
        R"({"identities": [{"certificate": "a", "roles": ["reader"]},
                           {"certificate": "a", "roles": ["operator"]}]})"}) {
    EXPECT_FALSE(ParseCertificateIdentities(text).ok()) << text;
  }
}

}  // namespace
}  // namespace sambyd::rpc
