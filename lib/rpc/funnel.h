#ifndef LIB_RPC_FUNNEL_H_
#define LIB_RPC_FUNNEL_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/clock.h"
#include "lib/rpc/access.h"
#include "lib/rpc/authenticator.h"
#include "lib/rpc/identity.h"
#include "lib/rpc/limits.h"
#include "lib/rpc/metrics.h"
#include "lib/rpc/request_memory.h"
#include "lib/rpc/trace.h"

namespace sambyd::rpc {

struct FunnelOptions {
  CallLimitOptions limits;
  // Bytes of all requests at work together; 0 = no limit.
  std::size_t request_memory = 0;
  // The latest deadline of an unary call, whatever its caller sets or does not set. Work that asks
  // Call::cancelled ends with it: searches and waits do.
  std::chrono::milliseconds max_deadline{300'000};
  // Calls that take longer are logged with the shape of their request; 0 = none.
  std::chrono::milliseconds slow_call{1'000};
};

// One call as its handler sees it.
class Call {
 public:
  // All must outlive the call.
  Call(grpc::ServerContext& context, const Identity& identity,
       std::chrono::system_clock::time_point deadline, RequestMemory& memory)
      : context_(context), identity_(identity), deadline_(deadline), memory_(memory) {}

  // Who makes the call; one that may make it.
  const Identity& identity() const { return identity_; }

  // When the work must have ended.
  std::chrono::system_clock::time_point deadline() const { return deadline_; }

  // True once the caller has gone away or the deadline has passed. Cheap enough to poll.
  bool cancelled() const;

  // For streams: waits for the room to work on a message. Hold it as long as the work takes.
  absl::StatusOr<RequestMemory::Room> RoomFor(const google::protobuf::Message& message) const;

  // Says in the trailing metadata which position of the change log the call wrote or read.
  void set_position(std::int64_t position) { position_ = position; }
  std::optional<std::int64_t> position() const { return position_; }

 private:
  grpc::ServerContext& context_;
  const Identity& identity_;
  const std::chrono::system_clock::time_point deadline_;
  RequestMemory& memory_;
  std::optional<std::int64_t> position_;
};

// The one way through which every RPC passes: names it for the logs, refuses calls that are over
// before they begin, callers who are not known, may not make the call or make too many, turns
// exceptions and errors into gRPC statuses with details, counts it and writes the access log.
// Thread-safe.
class Funnel {
 public:
  using Work = std::function<absl::Status(Call&)>;

  // All must outlive the funnel. `clock` is that of the rates.
  Funnel(const Authenticator& authenticator, std::span<const AccessRule> rules,
         const FunnelOptions& options, const Clock& clock);
  ~Funnel();

  // Runs the work of one unary call. `method` is "TenderService.GetTender".
  grpc::Status Serve(grpc::ServerContext* context, std::string_view method,
                     const google::protobuf::Message* request, const Work& work) const;

  // The same for a stream, which has no other deadline than its caller's; `request` is null where
  // the caller streams.
  grpc::Status ServeStream(grpc::ServerContext* context, std::string_view method,
                           const google::protobuf::Message* request, const Work& work) const;

  // To be scraped.
  std::shared_ptr<prometheus::Collectable> metrics() const { return metrics_->collectable(); }

 private:
  grpc::Status Run(grpc::ServerContext& context, std::string_view method, CallKind kind,
                   const google::protobuf::Message* request, const Work& work) const;

  const Authenticator& authenticator_;
  const std::span<const AccessRule> rules_;
  const FunnelOptions options_;
  const std::unique_ptr<CallLimits> limits_;
  const std::unique_ptr<RequestMemory> memory_;
  const std::unique_ptr<RpcMetrics> metrics_;
};

// What a caller may see of an error: one without a Refusal comes from below (the database, a
// library), so its text goes to the log and the caller gets the code alone. `method` is for the
// log.
absl::Status ForCaller(const absl::Status& status, std::string_view method);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_FUNNEL_H_
