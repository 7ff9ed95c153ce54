#include "lib/rpc/status.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "lib/base/error.h"
#include "sambyd/v1/error_reason.pb.h"

namespace sambyd::rpc {
namespace {

TEST(StatusTest, EveryReasonHasTheNameAndNumberOfTheDocumentedEnum) {
  const auto* documented = v1::ErrorReason_descriptor();
  for (int i = 0; i < documented->value_count(); ++i) {
    const auto* value = documented->value(i);
    EXPECT_EQ(value->name(),
              "ERROR_REASON_" + std::string(ReasonName(static_cast<Reason>(value->number()))));
  }
  EXPECT_EQ(documented->value_count(), static_cast<int>(Reason::kErasurePending) + 1);
}

TEST(StatusTest, ReasonAndViolationsSurviveTheWire) {
  const absl::Status sent = Refuse(absl::StatusCode::kInvalidArgument, Reason::kFieldInvalid,
                                   {{"capabilities[2].cpv", "9091, want x", "eight digits"},
                                    {"national_id.value", "", "a CVR number"}});
  const absl::Status got = FromGrpcStatus(ToGrpcStatus(sent));
  EXPECT_EQ(got.code(), sent.code());
  EXPECT_EQ(got.message(), sent.message());
  const auto refusal = RefusalOf(got);
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->reason, Reason::kFieldInvalid);
  ASSERT_EQ(refusal->violations.size(), 2U);
  EXPECT_EQ(refusal->violations[0].field, "capabilities[2].cpv");
  EXPECT_EQ(refusal->violations[0].got, "9091, want x");
  EXPECT_EQ(refusal->violations[0].want, "eight digits");
  EXPECT_EQ(refusal->violations[1].got, "");
}

TEST(StatusTest, ManyViolationsStayUnderFourKilobytesAndAreCounted) {
  std::vector<Violation> violations(
      500, {"rows[17].capabilities[3].service_areas[12]", std::string(90, 'x'), "a listed place"});
  const absl::Status sent =
      Refuse(absl::StatusCode::kInvalidArgument, Reason::kFieldInvalid, std::move(violations));
  const google::rpc::Status wire = ToRpcStatus(sent);
  std::string left_out;
  int listed = 0;
  for (const auto& detail : wire.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad;
    if (detail.UnpackTo(&info)) left_out = info.metadata().at("violations_left_out");
    if (detail.UnpackTo(&bad)) listed = bad.field_violations_size();
  }
  const grpc::Status sent_over_grpc = ToGrpcStatus(sent);
  EXPECT_LE(sent_over_grpc.error_details().size() + sent_over_grpc.error_message().size(), 4096U);
  EXPECT_GT(listed, 0);
  EXPECT_EQ(listed + std::stoi(left_out), 500);
}

TEST(StatusTest, OverloadTellsWhenToTryAgain) {
  const google::rpc::Status wire = ToRpcStatus(
      ErrorWithReason(absl::StatusCode::kResourceExhausted, Reason::kOverloaded, "busy"));
  bool has_retry = false;
  for (const auto& detail : wire.details()) has_retry |= detail.Is<google::rpc::RetryInfo>();
  EXPECT_TRUE(has_retry);
}

TEST(StatusTest, AStatusOfAnotherServerKeepsCodeAndMessage) {
  const absl::Status got = FromGrpcStatus({grpc::StatusCode::UNAVAILABLE, "connection refused"});
  EXPECT_EQ(got.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(got.message(), "connection refused");
}

}  // namespace
}  // namespace sambyd::rpc
