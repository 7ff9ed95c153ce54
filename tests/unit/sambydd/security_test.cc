// Which options serve what, and what is refused before anything is served.
#include "services/sambydd/security.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/sambydd/caller_of.h"
#include "tests/support/manual_clock.h"
#include "tests/support/status_matchers.h"

namespace sambyd::server {
namespace {

using ::testing::HasSubstr;
using testing_support::IsOk;

constexpr char kLoopback[] = "127.0.0.1:0";
constexpr char kEverywhere[] = "0.0.0.0:7654";

SecurityOptions Encrypted() {
  SecurityOptions options;
  options.tls = {.certificate_file = "tls.crt", .key_file = "tls.key", .client_ca_file = {}};
  return options;
}

SecurityOptions WithTokens(SecurityOptions options) {
  options.jwt.jwks_file = "jwks.json";
  options.jwt.issuer = "https://id.test";
  options.jwt.audience = "sambyd";
  return options;
}

TEST(CheckSecurityTest, OnLoopbackNothingIsNeeded) {
  EXPECT_THAT(CheckSecurity({}, kLoopback), IsOk());
  EXPECT_THAT(CheckSecurity(WithTokens({}), kLoopback), IsOk());
}

TEST(CheckSecurityTest, BeyondLoopbackPlaintextMustBeAllowed) {
  SecurityOptions options = WithTokens({});
  EXPECT_THAT(CheckSecurity(options, kEverywhere).message(), HasSubstr("--allow-plaintext"));
  options.allow_plaintext = true;
  EXPECT_THAT(CheckSecurity(options, kEverywhere), IsOk());
  EXPECT_THAT(CheckSecurity(WithTokens(Encrypted()), kEverywhere), IsOk());
}

TEST(CheckSecurityTest, BeyondLoopbackUnknownCallersMustBeAllowed) {
  SecurityOptions options = Encrypted();
  EXPECT_THAT(CheckSecurity(options, kEverywhere).message(), HasSubstr("--allow-anonymous"));
  options.tls.client_ca_file = "ca.crt";  // admits, but tells nobody's roles
  EXPECT_THAT(CheckSecurity(options, kEverywhere).message(), HasSubstr("--allow-anonymous"));
  options.allow_anonymous = true;
  EXPECT_THAT(CheckSecurity(options, kEverywhere), IsOk());
}

TEST(CheckSecurityTest, CertificatesAndTokensMayBothBeRequired) {
  SecurityOptions options = WithTokens(Encrypted());
  options.tls.client_ca_file = "ca.crt";
  EXPECT_THAT(CheckSecurity(options, kEverywhere), IsOk());
}

TEST(CheckSecurityTest, WhatContradictsItselfIsRefusedByTheNameOfTheFlag) {
  const auto message = [](const auto& change) {
    SecurityOptions options = Encrypted();
    change(options);
    return std::string(CheckSecurity(options, kLoopback).message());
  };
  EXPECT_THAT(message([](auto& o) { o.tls.key_file.clear(); }), HasSubstr("--tls-key"));
  EXPECT_THAT(message([](auto& o) {
                o.tls = {.certificate_file = {}, .key_file = {}, .client_ca_file = "ca.crt"};
              }),
              HasSubstr("--tls-client-ca"));
  EXPECT_THAT(message([](auto& o) { o.certificate_identities_file = "i.json"; }),
              HasSubstr("--certificate-identities"));
  EXPECT_THAT(message([](auto& o) { o.jwt.jwks_file = "jwks.json"; }), HasSubstr("--jwt-issuer"));
  EXPECT_THAT(message([](auto& o) {
                o = WithTokens(o);
                o.show_workforce_counts = true;
              }),
              HasSubstr("--show-workforce-counts"));
  EXPECT_THAT(message([](auto& o) {
                o = WithTokens(o);
                o.tls.client_ca_file = "ca.crt";
                o.certificate_identities_file = "i.json";
              }),
              HasSubstr("only one"));
}

TEST(OpenAuthenticatorTest, WithoutAuthenticationOneIdentityHasAllRolesButThoseOverCounts) {
  const sambyd::testing::ManualClock clock;
  const auto authenticator = OpenAuthenticator({}, clock);
  ASSERT_THAT(authenticator, IsOk());
  const auto identity = (*authenticator)->Authenticate({});
  ASSERT_THAT(identity, IsOk());
  EXPECT_EQ(identity->subject, "anonymous");
  const application::Caller caller = CallerOf(*identity);
  EXPECT_TRUE(caller.keeps_register);
  EXPECT_TRUE(caller.every_buyer);
  EXPECT_FALSE(caller.reads_workforce);
  EXPECT_EQ(caller.enterprise, "");
}

TEST(CallerOfTest, WhatAnIdentityIsNotItDoesNotActFor) {
  rpc::Identity identity;
  identity.buyer = "29189846";
  identity.every_buyer = true;
  identity.enterprise = "enterprises/DK24256790";
  const application::Caller nobody = CallerOf(identity);
  EXPECT_EQ(nobody.buyer, "");
  EXPECT_FALSE(nobody.every_buyer);
  EXPECT_EQ(nobody.enterprise, "");
  EXPECT_FALSE(nobody.reads_workforce);
  EXPECT_FALSE(nobody.keeps_register);
  identity.roles = {rpc::Role::kBuyer};
  EXPECT_EQ(CallerOf(identity).buyer, "29189846");
  identity.roles = {rpc::Role::kEnterprise};
  EXPECT_EQ(CallerOf(identity).enterprise, "enterprises/DK24256790");
  identity.roles = {rpc::Role::kWorkforceReader};
  EXPECT_TRUE(CallerOf(identity).reads_workforce);
}

}  // namespace
}  // namespace sambyd::server
