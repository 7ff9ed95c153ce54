// Which tokens are taken, and each reason for which one is not.
#include "lib/rpc/jwt_authenticator.h"

#include <filesystem>
#include <fstream>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "tests/support/manual_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/token_issuer.h"

namespace sambyd::rpc {
namespace {

using nlohmann::json;
using testing::Jwks;
using testing::TokenIssuer;
using testing_support::IsError;
using testing_support::IsOk;

// Made once: RSA keys take their time.
const TokenIssuer& RsaIssuer() {
  static const TokenIssuer issuer("r1", TokenIssuer::Kind::kRsa);
  return issuer;
}

class JwtAuthenticatorTest : public ::testing::Test {
 protected:
  JwtAuthenticatorTest() {
    WriteKeys(Jwks({rsa_.PublicKey(), ec_.PublicKey()}));
    auto opened = JwtAuthenticator::Open(
        {.jwks_file = file_, .issuer = "https://id.test", .audience = "sambyd"}, clock_);
    EXPECT_THAT(opened, IsOk());
    authenticator_ = *std::move(opened);
  }

  // Replaces the file whole, as Kubernetes does.
  void WriteKeys(const std::string& text) {
    std::ofstream(file_ + ".new") << text;
    std::filesystem::rename(file_ + ".new", file_);
  }

  json Claims(const json& more = json::object()) const {
    json claims = testing::Claims(clock_.Now(), {{"roles", {"reader"}}});
    claims.update(more);
    return claims;
  }
  json Without(const char* claim) const {
    json claims = Claims();
    claims.erase(claim);
    return claims;
  }
  std::int64_t Now() const {
    return std::chrono::duration_cast<std::chrono::seconds>(clock_.Now().time_since_epoch())
        .count();
  }

  absl::StatusOr<Identity> Try(std::string_view token) const {
    return authenticator_->Authenticate({.bearer_token = token, .certificate_names = {}});
  }
  absl::StatusOr<Identity> TryClaims(const json& claims) const { return Try(ec_.Sign(claims)); }

  testing::TemporaryDirectory folder_;
  const std::string file_ = folder_.path() + "/jwks.json";
  testing::ManualClock clock_;
  const TokenIssuer& rsa_ = RsaIssuer();
  const TokenIssuer ec_{"e1", TokenIssuer::Kind::kEc};
  std::unique_ptr<JwtAuthenticator> authenticator_;
};

auto Refuses(Reason reason) { return IsError(absl::StatusCode::kUnauthenticated, reason); }

TEST_F(JwtAuthenticatorTest, TokensOfBothAlgorithmsTellWhoTheCallerIs) {
  for (const TokenIssuer* issuer : {&rsa_, &ec_}) {
    const auto identity = Try(issuer->Sign(
        Claims({{"sub", "aarhus-udbud"}, {"roles", {"buyer", "reader"}}, {"buyer", "55133018"}})));
    ASSERT_THAT(identity, IsOk());
    EXPECT_EQ(identity->subject, "aarhus-udbud");
    EXPECT_EQ(identity->roles, Roles({Role::kBuyer, Role::kReader}));
    EXPECT_EQ(identity->buyer, "55133018");
    EXPECT_FALSE(identity->every_buyer);
  }
}

TEST_F(JwtAuthenticatorTest, WithoutATokenNobodyIsKnown) {
  EXPECT_THAT(authenticator_->Authenticate({}), Refuses(Reason::kCredentialsMissing));
  EXPECT_THAT(Try(""), Refuses(Reason::kTokenInvalid));
}

TEST_F(JwtAuthenticatorTest, ACertificateDoesNotStandForAToken) {
  EXPECT_THAT(
      authenticator_->Authenticate({.bearer_token = {}, .certificate_names = {"import.internal"}}),
      Refuses(Reason::kCredentialsMissing));
}

TEST_F(JwtAuthenticatorTest, BytesThatAreNoTokenAreRefused) {
  for (const char* text : {"x", "a.b", "a.b.c", "...", "e30.e30.", "{\"alg\":\"RS256\"}"}) {
    EXPECT_THAT(Try(text), Refuses(Reason::kTokenInvalid)) << text;
  }
}

TEST_F(JwtAuthenticatorTest, AnUnsignedTokenIsRefused) {
  for (const char* algorithm : {"none", "None", "NONE", ""}) {
    const json header = {{"alg", algorithm}, {"kid", "e1"}};
    EXPECT_FALSE(Try(testing::Unsigned(header, Claims())).ok()) << algorithm;
    EXPECT_FALSE(Try(testing::Unsigned(header, Claims(), "AAAA")).ok()) << algorithm;
  }
  EXPECT_THAT(Try(testing::Unsigned({{"alg", "none"}, {"kid", "e1"}}, Claims())),
              Refuses(Reason::kTokenAlgorithmRefused));
}

TEST_F(JwtAuthenticatorTest, APublicKeyIsNoSecret) {
  for (const std::string& secret : {rsa_.PublicKey().dump(), std::string("r1")}) {
    EXPECT_THAT(Try(rsa_.SignHmac(Claims(), secret)), Refuses(Reason::kTokenAlgorithmRefused));
  }
}

TEST_F(JwtAuthenticatorTest, TheAlgorithmIsTheOneOfTheKeyAlone) {
  EXPECT_THAT(Try(rsa_.Sign(Claims(), {{"alg", "PS256"}})),
              Refuses(Reason::kTokenAlgorithmRefused));
  EXPECT_THAT(Try(rsa_.Sign(Claims(), {{"alg", "RS512"}})),
              Refuses(Reason::kTokenAlgorithmRefused));
  EXPECT_THAT(Try(rsa_.Sign(Claims(), {{"kid", "e1"}})), Refuses(Reason::kTokenAlgorithmRefused));
}

TEST_F(JwtAuthenticatorTest, AnExtensionThatTheTokenDemandsIsNotPassedOver) {
  EXPECT_THAT(Try(ec_.Sign(Claims(), {{"crit", {"exp"}}})),
              Refuses(Reason::kTokenAlgorithmRefused));
}

TEST_F(JwtAuthenticatorTest, ATokenMustNameAKeyThatIsKnown) {
  const TokenIssuer stranger("x9");
  EXPECT_THAT(Try(stranger.Sign(Claims())), Refuses(Reason::kTokenKeyUnknown));
  EXPECT_THAT(Try(testing::Unsigned({{"alg", "ES256"}, {"kid", 7}}, Claims(), "AAAA")),
              Refuses(Reason::kTokenKeyUnknown));
  EXPECT_THAT(Try(ec_.Sign(Claims(), {{"kid", ""}})), Refuses(Reason::kTokenKeyUnknown));
}

TEST_F(JwtAuthenticatorTest, ASignatureOfAnotherKeyDoesNotVerify) {
  const TokenIssuer forger("e1");
  EXPECT_THAT(Try(forger.Sign(Claims())), Refuses(Reason::kTokenInvalid));
}

TEST_F(JwtAuthenticatorTest, AChangedTokenDoesNotVerify) {
  const std::string token = rsa_.Sign(Claims());
  const std::size_t payload = token.find('.') + 1;
  const std::size_t signature = token.rfind('.') + 1;
  for (const std::size_t at : {payload + 5, signature - 3, signature, signature + 40}) {
    std::string changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(Try(changed).ok()) << at;
  }
}

TEST_F(JwtAuthenticatorTest, ATokenEndsWithItsExpiryAndTheSkew) {
  const std::string token = ec_.Sign(Claims({{"exp", Now() + 300}}));
  EXPECT_THAT(Try(token), IsOk());
  clock_.Advance(std::chrono::seconds(300 + 59));
  EXPECT_THAT(Try(token), IsOk());
  clock_.Advance(std::chrono::seconds(1));
  EXPECT_THAT(Try(token), Refuses(Reason::kTokenExpired));
}

TEST_F(JwtAuthenticatorTest, ATokenBeginsWithNotBeforeAndIssuedAtAndTheSkew) {
  for (const char* claim : {"nbf", "iat"}) {
    EXPECT_THAT(TryClaims(Claims({{claim, Now() + 60}})), IsOk()) << claim;
    EXPECT_THAT(TryClaims(Claims({{claim, Now() + 61}})), Refuses(Reason::kTokenNotYetValid))
        << claim;
  }
  EXPECT_THAT(TryClaims(Without("iat")), IsOk());
}

TEST_F(JwtAuthenticatorTest, TheIssuerIsTheOneTrusted) {
  EXPECT_THAT(TryClaims(Claims({{"iss", "https://id.test.evil"}})),
              Refuses(Reason::kTokenIssuerWrong));
  EXPECT_THAT(TryClaims(Claims({{"iss", {"https://id.test"}}})),
              Refuses(Reason::kTokenIssuerWrong));
  EXPECT_THAT(TryClaims(Without("iss")), Refuses(Reason::kTokenIssuerWrong));
}

TEST_F(JwtAuthenticatorTest, TheAudienceNamesThisServer) {
  EXPECT_THAT(TryClaims(Claims({{"aud", {"other", "sambyd"}}})), IsOk());
  EXPECT_THAT(TryClaims(Claims({{"aud", {"other", "sambyd2"}}})),
              Refuses(Reason::kTokenAudienceWrong));
  EXPECT_THAT(TryClaims(Claims({{"aud", json::array()}})), Refuses(Reason::kTokenAudienceWrong));
  EXPECT_THAT(TryClaims(Without("aud")), Refuses(Reason::kTokenAudienceWrong));
}

TEST_F(JwtAuthenticatorTest, MissingAndMalformedClaimsAreNamed) {
  for (const char* claim : {"exp", "sub", "roles"}) {
    const auto missing = TryClaims(Without(claim));
    EXPECT_THAT(missing, Refuses(Reason::kTokenClaimInvalid)) << claim;
    EXPECT_THAT(missing.status().message(), ::testing::HasSubstr(claim));
  }
  const json wrong[] = {{{"exp", "tomorrow"}},
                        {{"exp", nullptr}},
                        {{"nbf", "today"}},
                        {{"sub", ""}},
                        {{"sub", 7}},
                        {{"sub", std::string(201, 'x')}},
                        {{"roles", "reader"}},
                        {{"roles", {"buyer"}}},
                        {{"roles", {"buyer"}}, {"buyer", ""}},
                        {{"roles", {"enterprise"}}},
                        {{"roles", {"enterprise"}}, {"enterprise", "24256791"}},
                        {{"roles", {"enterprise"}}, {"enterprise", 24256790}}};
  for (const json& claims : wrong) {
    EXPECT_THAT(TryClaims(Claims(claims)), Refuses(Reason::kTokenClaimInvalid)) << claims;
  }
  EXPECT_THAT(Try(ec_.Sign(json::array({1, 2}))), Refuses(Reason::kTokenInvalid));
}

TEST_F(JwtAuthenticatorTest, RolesOfOtherServicesCountForNothing) {
  const auto identity = TryClaims(Claims({{"roles", {"admin", "Reader", 7, "reader "}}}));
  ASSERT_THAT(identity, IsOk());
  EXPECT_TRUE(identity->roles.empty());
}

TEST_F(JwtAuthenticatorTest, ATokenNeverActsForEveryBuyer) {
  const auto identity =
      TryClaims(Claims({{"roles", {"buyer"}}, {"buyer", "*"}, {"every_buyer", true}}));
  ASSERT_THAT(identity, IsOk());
  EXPECT_FALSE(identity->every_buyer);
}

TEST_F(JwtAuthenticatorTest, NobodySitsOnBothSides) {
  for (const char* other : {"buyer", "registrar", "workforce.reader", "operator"}) {
    EXPECT_THAT(
        TryClaims(Claims(
            {{"roles", {"enterprise", other}}, {"enterprise", "24256790"}, {"buyer", "55133018"}})),
        Refuses(Reason::kRolesInConflict))
        << other;
  }
  const auto identity =
      TryClaims(Claims({{"roles", {"enterprise", "reader"}}, {"enterprise", "24256790"}}));
  ASSERT_THAT(identity, IsOk());
  EXPECT_EQ(identity->enterprise, "enterprises/DK24256790");
}

TEST_F(JwtAuthenticatorTest, KeysAreReadAgainWhenTheFileChanges) {
  const TokenIssuer next("e2");
  EXPECT_THAT(Try(next.Sign(Claims())), Refuses(Reason::kTokenKeyUnknown));
  WriteKeys(Jwks({next.PublicKey()}));
  EXPECT_THAT(Try(next.Sign(Claims())), IsOk());
  EXPECT_THAT(TryClaims(Claims()), Refuses(Reason::kTokenKeyUnknown));
}

TEST_F(JwtAuthenticatorTest, AFileThatDoesNotParseOrIsGoneLeavesTheKeysAsTheyWere) {
  for (const char* broken : {"", "{", "{\"keys\": []}", "[]"}) {
    WriteKeys(broken);
    EXPECT_THAT(TryClaims(Claims()), IsOk()) << broken;
  }
  std::filesystem::remove(file_);
  EXPECT_THAT(TryClaims(Claims()), IsOk());
  const TokenIssuer next("e2");
  WriteKeys(Jwks({next.PublicKey()}));
  EXPECT_THAT(Try(next.Sign(Claims())), IsOk());
}

TEST_F(JwtAuthenticatorTest, KeysThatMustNotVerifyAreLeftOutOrRefused) {
  json encryption = ec_.PublicKey();
  encryption["use"] = "enc";
  json other_algorithm = rsa_.PublicKey();
  other_algorithm["alg"] = "PS256";
  json nameless = ec_.PublicKey();
  nameless.erase("kid");
  const auto keys =
      ParseJwks(Jwks({rsa_.PublicKey(),
                      encryption,
                      nameless,
                      {{"kty", "OKP"}, {"crv", "Ed25519"}, {"kid", "o"}, {"x", "AAAA"}}}));
  ASSERT_THAT(keys, IsOk());
  EXPECT_EQ(keys->size(), 1U);
  EXPECT_FALSE(ParseJwks(Jwks({other_algorithm})).ok());
  json secret = ec_.PublicKey();
  secret["d"] = "AAAA";
  EXPECT_FALSE(ParseJwks(Jwks({rsa_.PublicKey(), secret})).ok());
  EXPECT_FALSE(ParseJwks(Jwks({{{"kty", "oct"}, {"kid", "s"}, {"k", "AAAA"}}})).ok());
  EXPECT_FALSE(ParseJwks(Jwks({rsa_.PublicKey(), rsa_.PublicKey()})).ok());
  json weak = rsa_.PublicKey();
  weak["n"] =
      "u1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gunVTLw7onLRnrq0_IzW7yWR7QkrmBL7jTKEn"
      "5u-qKhbwKfBstIs-bMY2Zkp18gnTxKLxoS2tFczGkPLPgizskuemMghRniWaoLcyehkd3qqGElvW_VDL5A"
      "aWTg0nLVkjRo9z-40RQzuVaE8AkAFmxZzow3x-VJYKdjykkJ0iT9wCS0DRTXu269V264Vf_3jvredZiKRk";
  EXPECT_FALSE(ParseJwks(Jwks({weak})).ok());
}

}  // namespace
}  // namespace sambyd::rpc
