#include "lib/rpc/funnel.h"

#include <exception>
#include <string>

#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/strings.h"
#include "lib/rpc/status.h"

namespace sambyd::rpc {
namespace {

absl::Status CallIsOver(const Call& call) {
  if (std::chrono::system_clock::now() >= call.deadline()) {
    return ErrorWithReason(absl::StatusCode::kDeadlineExceeded, Reason::kDeadlineExceeded,
                           "the caller's deadline has passed");
  }
  return ErrorWithReason(absl::StatusCode::kCancelled, Reason::kCancelled,
                         "the caller ended the call");
}

// Exceptions come from libraries alone; their text stays in the log.
absl::Status Guarded(Call& call, std::string_view method,
                     const std::function<absl::Status(Call&)>& work) {
  try {
    return work(call);
  } catch (const std::exception& e) {
    Log(Severity::kError, "exception in a call", {{"method", method}, {"what", e.what()}});
    return absl::InternalError("internal error, see the server's log");
  }
}

void WriteAccessLog(std::string_view method, const absl::Status& status,
                    std::chrono::steady_clock::duration took) {
  const std::optional<Refusal> refusal = RefusalOf(status);
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  Log(Severity::kInfo, "rpc",
      {{"method", method},
       {"code", absl::StatusCodeToString(status.code())},
       {"reason", refusal ? ReasonName(refusal->reason) : std::string_view()},
       {"micros", std::int64_t{micros}}});
}

}  // namespace

absl::Status ForCaller(const absl::Status& status, std::string_view method) {
  if (status.ok() || RefusalOf(status)) return status;
  Log(Severity::kError, "internal error", {{"method", method}, {"error", status.ToString()}});
  return {status.code(), "internal error, see the server's log"};
}

bool Call::cancelled() const {
  return context_.IsCancelled() || std::chrono::system_clock::now() >= deadline();
}

grpc::Status Funnel::Serve(grpc::ServerContext* context, std::string_view method,
                           const std::function<absl::Status(Call&)>& work) const {
  const auto start = std::chrono::steady_clock::now();
  Call call(*context);
  const absl::Status status =
      call.cancelled() ? CallIsOver(call) : ForCaller(Guarded(call, method, work), method);
  if (call.position()) {
    context->AddTrailingMetadata(kPositionKey, std::to_string(*call.position()));
  }
  WriteAccessLog(method, status, std::chrono::steady_clock::now() - start);
  return ToGrpcStatus(status);
}

}  // namespace sambyd::rpc
