#include "lib/rpc/funnel.h"

#include <exception>
#include <string>

#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/rpc/status.h"

namespace sambyd::rpc {
namespace {

bool IsOver(const grpc::ServerContext& context) {
  return context.IsCancelled() || std::chrono::system_clock::now() >= context.deadline();
}

absl::Status CallIsOver(const grpc::ServerContext& context) {
  if (std::chrono::system_clock::now() >= context.deadline()) {
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

bool Call::cancelled() const { return IsOver(context_); }

absl::StatusOr<Identity> Funnel::Admit(const grpc::ServerContext& context, std::string_view method,
                                       const google::protobuf::Message* request) const {
  if (IsOver(context)) return CallIsOver(context);
  SAMBYD_ASSIGN_OR_RETURN(Identity identity, authenticator_.Authenticate(CredentialsOf(context)));
  SAMBYD_RETURN_IF_ERROR(CheckAccess(rules_, identity, method, request));
  return identity;
}

grpc::Status Funnel::Serve(grpc::ServerContext* context, std::string_view method,
                           const google::protobuf::Message* request,
                           const std::function<absl::Status(Call&)>& work) const {
  const auto start = std::chrono::steady_clock::now();
  absl::StatusOr<Identity> caller = Admit(*context, method, request);
  absl::Status status = caller.status();
  if (caller.ok()) {
    Call call(*context, *std::move(caller));
    status = Guarded(call, method, work);
    if (call.position()) {
      context->AddTrailingMetadata(kPositionKey, std::to_string(*call.position()));
    }
  }
  status = ForCaller(status, method);
  WriteAccessLog(method, status, std::chrono::steady_clock::now() - start);
  return ToGrpcStatus(status);
}

}  // namespace sambyd::rpc
