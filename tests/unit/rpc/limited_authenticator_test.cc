// What an address may spend on bad tokens, and whom that does not hinder.
#include "lib/rpc/limited_authenticator.h"

#include <chrono>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "lib/rpc/peer_address.h"
#include "tests/support/manual_clock.h"
#include "tests/support/status_matchers.h"

namespace sambyd::rpc {
namespace {

using std::chrono::seconds;
using testing_support::IsError;
using testing_support::IsOk;

constexpr char kHome[] = "ipv4:192.0.2.7";

// Counts the tokens that it verifies, and takes those of a list.
class Verifier final : public Authenticator {
 public:
  absl::StatusOr<Identity> Authenticate(const Credentials& credentials) const override {
    ++verified;
    if (credentials.bearer_token && good.contains(std::string(*credentials.bearer_token))) {
      return Identity();
    }
    return ErrorWithReason(absl::StatusCode::kUnauthenticated, Reason::kTokenInvalid, "bad");
  }

  std::set<std::string> good;
  mutable int verified = 0;
};

class LimitedAuthenticatorTest : public ::testing::Test {
 protected:
  absl::Status Try(const std::string& token, const std::string& address = kHome) const {
    return authenticator_
        .Authenticate({.bearer_token = token, .certificate_names = {}, .address = address})
        .status();
  }

  // Uses up what an address may fail.
  void BringBadTokens(const std::string& address = kHome) const {
    for (int i = 0; i < 20; ++i) EXPECT_FALSE(Try("bad " + std::to_string(i), address).ok());
  }

  testing::ManualClock clock_;
  Verifier* const verifier_ = new Verifier;
  const LimitedAuthenticator authenticator_{
      std::unique_ptr<Authenticator>(verifier_), {.per_second = 2, .burst = 5}, clock_};
};

auto IsBad() { return IsError(absl::StatusCode::kUnauthenticated, Reason::kTokenInvalid); }
auto IsLimited() { return IsError(absl::StatusCode::kResourceExhausted, Reason::kRateLimited); }

TEST_F(LimitedAuthenticatorTest, BeyondItsRateBadTokensOfAnAddressAreRefusedUnread) {
  for (int i = 0; i < 5; ++i) EXPECT_THAT(Try("bad"), IsBad());
  for (int i = 0; i < 100; ++i) EXPECT_THAT(Try("bad"), IsLimited());
  EXPECT_EQ(verifier_->verified, 5);
  clock_.Advance(seconds(1));
  for (int i = 0; i < 100; ++i) Try("bad").IgnoreError();
  EXPECT_EQ(verifier_->verified, 7);
}

TEST_F(LimitedAuthenticatorTest, TheRefusalSaysWhenTheNextTokenIsRead) {
  BringBadTokens();
  const auto wait = RefusalOf(Try("bad")).value_or(Refusal()).retry_after;
  EXPECT_EQ(wait, std::chrono::milliseconds(501));
  clock_.Advance(wait);
  EXPECT_THAT(Try("bad"), IsBad());
}

TEST_F(LimitedAuthenticatorTest, GoodTokensDoNotCount) {
  verifier_->good = {"good"};
  for (int i = 0; i < 1000; ++i) ASSERT_THAT(Try("good"), IsOk());
  EXPECT_THAT(Try("bad"), IsBad());
}

TEST_F(LimitedAuthenticatorTest, ATokenThatWasGoodPassesBesideBadOnesOfItsAddress) {
  verifier_->good = {"good", "new"};
  EXPECT_THAT(Try("good"), IsOk());
  BringBadTokens();
  EXPECT_THAT(Try("good"), IsOk());
  EXPECT_THAT(Try("new"), IsLimited()) << "nobody has seen it yet";
  clock_.Advance(seconds(1));
  EXPECT_THAT(Try("new"), IsOk());
}

TEST_F(LimitedAuthenticatorTest, ATokenThatIsGoodNoLongerIsABadOne) {
  verifier_->good = {"good"};
  EXPECT_THAT(Try("good"), IsOk());
  verifier_->good.clear();
  BringBadTokens();
  EXPECT_THAT(Try("good"), IsBad()) << "verified, for it was good";
  EXPECT_THAT(Try("good"), IsLimited());
}

TEST_F(LimitedAuthenticatorTest, OneAddressIsNotAnother) {
  BringBadTokens();
  EXPECT_THAT(Try("bad", "ipv4:192.0.2.8"), IsBad());
}

TEST_F(LimitedAuthenticatorTest, CallsWithoutATokenAreNotCounted) {
  for (int i = 0; i < 100; ++i) {
    EXPECT_THAT(authenticator_.Authenticate({.address = kHome}).status(), IsBad());
  }
}

TEST_F(LimitedAuthenticatorTest, HoweverManyAddressesComeNoMoreIsVerified) {
  for (std::size_t i = 0; i < LimitedAuthenticator::kMostAddresses; ++i) {
    ASSERT_THAT(Try("bad", std::to_string(i)), IsBad());
  }
  const int before = verifier_->verified;
  for (int i = 0; i < 100; ++i) Try("bad", "new " + std::to_string(i)).IgnoreError();
  EXPECT_EQ(verifier_->verified, before + 5) << "the burst of all others together";
  clock_.Advance(seconds(3600));
  EXPECT_THAT(Try("bad", "later"), IsBad());
}

TEST_F(LimitedAuthenticatorTest, ManyGoodTokensDoNotPushTheLatestOut) {
  for (std::size_t i = 0; i < LimitedAuthenticator::kMostTokens; ++i) {
    verifier_->good = {std::to_string(i)};
    ASSERT_THAT(Try(std::to_string(i)), IsOk());
  }
  BringBadTokens();
  EXPECT_THAT(Try(std::to_string(LimitedAuthenticator::kMostTokens - 1)), IsOk());
  EXPECT_THAT(Try("0"), IsLimited());
}

TEST(AddressOfPeerTest, HasNoPort) {
  EXPECT_EQ(AddressOfPeer("ipv4:192.0.2.7:5123"), "ipv4:192.0.2.7");
  EXPECT_EQ(AddressOfPeer("unix:/run/sambyd"), "unix:/run/sambyd");
}

TEST(AddressOfPeerTest, OfIpv6IsTheNetwork) {
  EXPECT_EQ(AddressOfPeer("ipv6:%5B2001:db8:1:2:3:4:5:6%5D:5123"), "ipv6:2001:db8:1:2::/64");
  EXPECT_EQ(AddressOfPeer("ipv6:%5B2001:db8:1:2:a:b:c:d%5D:5124"), "ipv6:2001:db8:1:2::/64");
  EXPECT_EQ(AddressOfPeer("ipv6:%5B::1%5D:1"), "ipv6:::/64");
  EXPECT_EQ(AddressOfPeer("ipv6:%5Bfe80::1%25eth0%5D:1"), "ipv6:%5Bfe80::1%25eth0%5D");
}

}  // namespace
}  // namespace sambyd::rpc
