#include "lib/rpc/trace.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sambyd::rpc {
namespace {

using ::testing::MatchesRegex;

constexpr char kTrace[] = "4bf92f3577b34da6a3ce929d0e0e4736";
constexpr char kValid[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

TEST(TraceTest, AValidTraceparentKeepsItsTraceUnderASpanOfOurs) {
  const Trace trace = TraceOf(kValid, "");
  EXPECT_EQ(trace.trace_id, kTrace);
  EXPECT_NE(trace.span_id, "00f067aa0ba902b7");
  EXPECT_EQ(trace.Traceparent(), "00-" + trace.trace_id + "-" + trace.span_id + "-01");
}

TEST(TraceTest, TheCallersWishToSampleIsPassedOn) {
  const Trace trace = TraceOf("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-02", "");
  EXPECT_FALSE(trace.sampled);
  EXPECT_THAT(trace.Traceparent(), ::testing::EndsWith("-00"));
}

TEST(TraceTest, LaterVersionsMayHaveMoreFields) {
  EXPECT_EQ(
      TraceOf("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-comes", "").trace_id,
      kTrace);
}

TEST(TraceTest, AnythingElseBeginsANewTrace) {
  for (const char* given : {
           "",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ",
           "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
           "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
           "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
       }) {
    const Trace trace = TraceOf(given, "");
    EXPECT_NE(trace.trace_id, kTrace) << given;
    EXPECT_THAT(trace.Traceparent(), MatchesRegex("00-[0-9a-f]{32}-[0-9a-f]{16}-00")) << given;
  }
}

TEST(TraceTest, NewTracesDiffer) { EXPECT_NE(TraceOf("", "").trace_id, TraceOf("", "").trace_id); }

TEST(TraceTest, ARequestIdOfSafeCharactersIsKept) {
  EXPECT_EQ(TraceOf("", "Order-17.b_c").request_id, "Order-17.b_c");
}

TEST(TraceTest, AnyOtherRequestIdIsReplaced) {
  for (const std::string& given : {std::string(), std::string("a b"), std::string("a\nb"),
                                   std::string(65, 'a'), std::string("æ")}) {
    EXPECT_THAT(TraceOf("", given).request_id, MatchesRegex("[0-9a-f]{16}")) << given;
  }
}

}  // namespace
}  // namespace sambyd::rpc
