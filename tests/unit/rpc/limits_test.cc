#include "lib/rpc/limits.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "tests/support/manual_clock.h"

namespace sambyd::rpc {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Without limits but for those that a test sets.
class CallLimitsTest : public ::testing::Test {
 protected:
  testing::ManualClock clock_;
  CallLimitOptions options_{.max_calls = 0,
                            .max_calls_per_caller = 0,
                            .max_streams_per_caller = 0,
                            .calls_per_second = 0,
                            .burst = 1};
};

// Calls that end at once; returns how many were taken.
int Calls(CallLimits& limits, const std::string& caller, int calls) {
  int taken = 0;
  for (int i = 0; i < calls; ++i) taken += limits.Admit(caller, CallKind::kUnary).ok() ? 1 : 0;
  return taken;
}

Refusal RefusalTo(CallLimits& limits, const std::string& caller, CallKind kind = CallKind::kUnary) {
  const auto place = limits.Admit(caller, kind);
  EXPECT_EQ(place.status().code(), absl::StatusCode::kResourceExhausted);
  return RefusalOf(place.status()).value_or(Refusal());
}

TEST_F(CallLimitsTest, ACallerMayBeginABurstAndThenWhatItsRateAllows) {
  options_.calls_per_second = 10;
  options_.burst = 20;
  CallLimits limits(options_, clock_);
  EXPECT_EQ(Calls(limits, "a", 100), 20);
  clock_.Advance(seconds(1));
  EXPECT_EQ(Calls(limits, "a", 100), 10);
  clock_.Advance(milliseconds(250));
  EXPECT_EQ(Calls(limits, "a", 100), 2);
  clock_.Advance(seconds(3600));
  EXPECT_EQ(Calls(limits, "a", 100), 20);
}

TEST_F(CallLimitsTest, TheRefusalSaysWhenTheNextCallIsTaken) {
  options_.calls_per_second = 4;
  CallLimits limits(options_, clock_);
  EXPECT_EQ(Calls(limits, "a", 1), 1);
  const Refusal refusal = RefusalTo(limits, "a");
  EXPECT_EQ(refusal.reason, Reason::kRateLimited);
  EXPECT_GE(refusal.retry_after, milliseconds(250));
  EXPECT_LE(refusal.retry_after, milliseconds(252));
  clock_.Advance(refusal.retry_after);
  EXPECT_EQ(Calls(limits, "a", 2), 1);
}

TEST_F(CallLimitsTest, OneCallersRateIsNotAnothers) {
  options_.calls_per_second = 1;
  CallLimits limits(options_, clock_);
  EXPECT_EQ(Calls(limits, "a", 2), 1);
  EXPECT_EQ(Calls(limits, "b", 2), 1);
}

TEST_F(CallLimitsTest, AClockThatIsSetBackFillsNothing) {
  options_.calls_per_second = 1;
  CallLimits limits(options_, clock_);
  EXPECT_EQ(Calls(limits, "a", 2), 1);
  clock_.Advance(seconds(-60));
  EXPECT_EQ(Calls(limits, "a", 2), 0);
  clock_.Advance(seconds(1));
  EXPECT_EQ(Calls(limits, "a", 2), 1);
}

TEST_F(CallLimitsTest, ACallersPlacesComeFreeWhenItsCallsEnd) {
  options_.max_calls_per_caller = 2;
  CallLimits limits(options_, clock_);
  auto first = limits.Admit("a", CallKind::kUnary);
  {
    const auto second = limits.Admit("a", CallKind::kStream);
    const Refusal refusal = RefusalTo(limits, "a");
    EXPECT_EQ(refusal.reason, Reason::kOverloaded);
    EXPECT_GT(refusal.retry_after, milliseconds(0));
    EXPECT_EQ(Calls(limits, "b", 1), 1);
  }
  EXPECT_EQ(Calls(limits, "a", 1), 1);
  const CallLimits::Place moved = *std::move(first);
  const auto second = limits.Admit("a", CallKind::kUnary);
  EXPECT_EQ(RefusalTo(limits, "a").reason, Reason::kOverloaded);
}

TEST_F(CallLimitsTest, ACallersStreamsAreFewerThanItsCalls) {
  options_.max_streams_per_caller = 1;
  CallLimits limits(options_, clock_);
  const auto stream = limits.Admit("a", CallKind::kStream);
  EXPECT_EQ(RefusalTo(limits, "a", CallKind::kStream).reason, Reason::kOverloaded);
  EXPECT_EQ(Calls(limits, "a", 5), 5);
}

TEST_F(CallLimitsTest, AllCallersTogetherHaveALimit) {
  options_.max_calls = 2;
  CallLimits limits(options_, clock_);
  const auto first = limits.Admit("a", CallKind::kUnary);
  const auto second = limits.Admit("b", CallKind::kUnary);
  EXPECT_EQ(RefusalTo(limits, "c").reason, Reason::kOverloaded);
}

// What is refused for its number costs no token: the caller is not punished twice.
TEST_F(CallLimitsTest, ARefusalCostsNothing) {
  options_.max_calls = 1;
  options_.calls_per_second = 1;
  options_.burst = 2;
  CallLimits limits(options_, clock_);
  {
    const auto place = limits.Admit("a", CallKind::kUnary);
    for (int i = 0; i < 10; ++i) EXPECT_FALSE(limits.Admit("a", CallKind::kUnary).ok());
  }
  EXPECT_EQ(Calls(limits, "a", 2), 1);
}

TEST_F(CallLimitsTest, HoweverManyCallersComeFewAreRemembered) {
  options_.calls_per_second = 1;
  CallLimits limits(options_, clock_);
  const auto at_work = limits.Admit("at work", CallKind::kUnary);
  for (std::size_t i = 1; i < CallLimits::kMostCallers; ++i) {
    ASSERT_EQ(Calls(limits, std::to_string(i), 1), 1);
  }
  EXPECT_EQ(RefusalTo(limits, "one more").reason, Reason::kOverloaded);
  clock_.Advance(seconds(1));
  EXPECT_EQ(Calls(limits, "one more", 1), 1);
  EXPECT_EQ(limits.callers(), 2U);  // and the one at work
}

}  // namespace
}  // namespace sambyd::rpc
