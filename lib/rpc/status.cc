#include "lib/rpc/status.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "lib/base/error.h"
#include "lib/base/strings.h"
#include "sambyd/v1/error_reason.pb.h"

namespace sambyd::rpc {
namespace {

constexpr std::size_t kMostDetailBytes = 2500;
constexpr std::size_t kLongestMessage = 500;
// Where the error does not know better.
constexpr std::chrono::milliseconds kRetryDelay{250};

// What a violation's description looks like on the wire, so that it can be taken apart again.
constexpr std::string_view kGot = "got ";
constexpr std::string_view kWant = ", want ";

std::string Description(const Violation& v) {
  return absl::StrCat(ToAbsl(kGot), v.got.empty() ? "nothing" : v.got, ToAbsl(kWant), v.want);
}

Violation ParseViolation(const google::rpc::BadRequest::FieldViolation& wire) {
  const std::string_view text = wire.description();
  const std::size_t at = text.rfind(kWant);
  if (!text.starts_with(kGot) || at == std::string_view::npos) {
    return {wire.field(), "", std::string(text)};
  }
  const std::string_view got = text.substr(kGot.size(), at - kGot.size());
  return {wire.field(), std::string(got == "nothing" ? "" : got),
          std::string(text.substr(at + kWant.size()))};
}

// Adds violations while they fit and returns how many did not.
std::size_t AddViolations(const std::vector<Violation>& violations, google::rpc::BadRequest& out) {
  for (std::size_t i = 0; i < violations.size(); ++i) {
    auto* wire = out.add_field_violations();
    wire->set_field(violations[i].field);
    wire->set_description(Description(violations[i]));
    if (out.ByteSizeLong() > kMostDetailBytes) {
      out.mutable_field_violations()->RemoveLast();
      return violations.size() - i;
    }
  }
  return 0;
}

Reason ReasonFromName(const std::string& name) {
  v1::ErrorReason reason{};
  return v1::ErrorReason_Parse(absl::StrCat("ERROR_REASON_", name), &reason)
             ? static_cast<Reason>(reason)
             : Reason::kUnspecified;
}

std::string Shortened(absl::string_view message) {
  if (message.size() <= kLongestMessage) return std::string(message);
  std::size_t end = kLongestMessage;
  while ((static_cast<unsigned char>(message[end]) & 0xC0U) == 0x80U) --end;
  return absl::StrCat(message.substr(0, end), "…");
}

google::rpc::RetryInfo RetryAfter(std::chrono::milliseconds asked) {
  const std::int64_t millis = (asked.count() > 0 ? asked : kRetryDelay).count();
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(millis / 1000);
  retry.mutable_retry_delay()->set_nanos(static_cast<std::int32_t>(millis % 1000 * 1'000'000));
  return retry;
}

}  // namespace

google::rpc::Status ToRpcStatus(const absl::Status& status) {
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  if (status.ok()) return wire;
  wire.set_message(Shortened(status.message()));
  const std::optional<Refusal> refusal = RefusalOf(status);
  if (!refusal) return wire;
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(ReasonName(refusal->reason)));
  info.set_domain(kErrorDomain);
  google::rpc::BadRequest bad;
  if (const std::size_t left_out = AddViolations(refusal->violations, bad); left_out > 0) {
    (*info.mutable_metadata())["violations_left_out"] = absl::StrCat(left_out);
  }
  wire.add_details()->PackFrom(info);
  if (bad.field_violations_size() > 0) wire.add_details()->PackFrom(bad);
  if (status.code() == absl::StatusCode::kResourceExhausted ||
      status.code() == absl::StatusCode::kUnavailable) {
    wire.add_details()->PackFrom(RetryAfter(refusal->retry_after));
  }
  return wire;
}

absl::Status FromRpcStatus(const google::rpc::Status& wire) {
  const auto code = static_cast<absl::StatusCode>(wire.code());
  if (code == absl::StatusCode::kOk) return absl::OkStatus();
  Reason reason = Reason::kUnspecified;
  std::vector<Violation> violations;
  for (const auto& detail : wire.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad;
    if (detail.UnpackTo(&info) && info.domain() == kErrorDomain) {
      reason = ReasonFromName(info.reason());
    } else if (detail.UnpackTo(&bad)) {
      for (const auto& violation : bad.field_violations()) {
        violations.push_back(ParseViolation(violation));
      }
    }
  }
  if (!violations.empty()) return Refuse(code, reason, std::move(violations));
  return ErrorWithReason(code, reason, wire.message());
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status wire = ToRpcStatus(status);
  return {static_cast<grpc::StatusCode>(status.code()), wire.message(), wire.SerializeAsString()};
}

absl::Status FromGrpcStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status wire;
  if (!wire.ParseFromString(status.error_details()) || wire.code() == 0) {
    return {static_cast<absl::StatusCode>(status.error_code()), status.error_message()};
  }
  return FromRpcStatus(wire);
}

}  // namespace sambyd::rpc
