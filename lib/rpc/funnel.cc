#include "lib/rpc/funnel.h"

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/rpc/access_log.h"
#include "lib/rpc/status.h"

namespace sambyd::rpc {
namespace {

using SystemTime = std::chrono::system_clock::time_point;

bool IsOver(const grpc::ServerContext& context, SystemTime deadline) {
  return context.IsCancelled() || std::chrono::system_clock::now() >= deadline;
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
absl::Status Guarded(Call& call, std::string_view method, const Funnel::Work& work) {
  try {
    return work(call);
  } catch (const std::exception& e) {
    Log(Severity::kError, "exception in a call", {{"method", method}, {"what", e.what()}});
    return absl::InternalError("internal error, see the server's log");
  }
}

// The first value under a key of the caller's metadata; empty without one.
std::string_view MetadataOf(const grpc::ServerContext& context, const char* key) {
  const auto& metadata = context.client_metadata();
  const auto entry = metadata.find(key);
  if (entry == metadata.end()) return {};
  return {entry->second.data(), entry->second.size()};
}

// By what name the limits tell callers apart: those who are not authenticated by their address.
const std::string& LimitedAs(const Credentials& credentials, const Identity& identity) {
  return identity.subject == kAnonymousSubject ? credentials.address : identity.subject;
}

// When a call ends at the latest: streams have no other deadline than their caller's.
SystemTime DeadlineOf(const grpc::ServerContext& context, CallKind kind,
                      std::chrono::milliseconds max_deadline) {
  if (kind == CallKind::kStream) return context.deadline();
  return std::min(context.deadline(), std::chrono::system_clock::now() + max_deadline);
}

Trace ReadTrace(const grpc::ServerContext& context) {
  return TraceOf(MetadataOf(context, kTraceparentKey), MetadataOf(context, kRequestIdKey));
}

void AddTrailers(const Trace& trace, std::optional<std::int64_t> position,
                 grpc::ServerContext& context) {
  context.AddTrailingMetadata(kRequestIdKey, trace.request_id);
  context.AddTrailingMetadata(kTraceparentKey, trace.Traceparent());
  if (position) context.AddTrailingMetadata(kPositionKey, std::to_string(*position));
}

}  // namespace

absl::Status ForCaller(const absl::Status& status, std::string_view method) {
  if (status.ok() || RefusalOf(status)) return status;
  Log(Severity::kError, "internal error", {{"method", method}, {"error", status.ToString()}});
  return {status.code(), "internal error, see the server's log"};
}

bool Call::cancelled() const { return IsOver(context_, deadline_); }

absl::StatusOr<RequestMemory::Room> Call::RoomFor(const google::protobuf::Message& message) const {
  auto room = memory_.WaitFor(message.ByteSizeLong(), [this] { return cancelled(); });
  if (!room.ok()) return CallIsOver(context_);
  return room;
}

Funnel::Funnel(const Authenticator& authenticator, std::span<const AccessRule> rules,
               const FunnelOptions& options, const Clock& clock)
    : authenticator_(authenticator),
      rules_(rules),
      options_(options),
      limits_(std::make_unique<CallLimits>(options.limits, clock)),
      memory_(std::make_unique<RequestMemory>(options.request_memory)),
      metrics_(std::make_unique<RpcMetrics>()) {}

Funnel::~Funnel() = default;

grpc::Status Funnel::Serve(grpc::ServerContext* context, std::string_view method,
                           const google::protobuf::Message* request, const Work& work) const {
  return Run(*context, method, CallKind::kUnary, request, work);
}

grpc::Status Funnel::ServeStream(grpc::ServerContext* context, std::string_view method,
                                 const google::protobuf::Message* request, const Work& work) const {
  return Run(*context, method, CallKind::kStream, request, work);
}

grpc::Status Funnel::Run(grpc::ServerContext& context, std::string_view method, CallKind kind,
                         const google::protobuf::Message* request, const Work& work) const {
  const auto start = std::chrono::steady_clock::now();
  const RpcMetrics::AtWork at_work = metrics_->Begin();
  const Trace trace = ReadTrace(context);
  Identity caller;
  std::optional<std::int64_t> position;
  const absl::Status outcome = [&]() -> absl::Status {
    if (IsOver(context, context.deadline())) return CallIsOver(context);
    const Credentials credentials = CredentialsOf(context);
    SAMBYD_ASSIGN_OR_RETURN(caller, authenticator_.Authenticate(credentials));
    // Before access is checked, so that refusals count as calls too.
    SAMBYD_ASSIGN_OR_RETURN(const auto place, limits_->Admit(LimitedAs(credentials, caller), kind));
    SAMBYD_RETURN_IF_ERROR(CheckAccess(rules_, caller, method, request));
    SAMBYD_ASSIGN_OR_RETURN(const auto room,
                            memory_->Take(request == nullptr ? 0 : request->ByteSizeLong()));
    Call call(context, caller, DeadlineOf(context, kind, options_.max_deadline), *memory_);
    absl::Status status = Guarded(call, method, work);
    position = call.position();
    return status;
  }();
  const absl::Status status = ForCaller(outcome, method);
  AddTrailers(trace, position, context);
  const std::chrono::nanoseconds took = std::chrono::steady_clock::now() - start;
  const std::optional<Refusal> refusal = RefusalOf(status);
  const std::string_view reason = refusal ? ReasonName(refusal->reason) : std::string_view();
  metrics_->Count(method, status.code(), reason, took);
  LogCall({method, trace, caller, status.code(), reason, took, request}, options_.slow_call);
  return ToGrpcStatus(status);
}

}  // namespace sambyd::rpc
