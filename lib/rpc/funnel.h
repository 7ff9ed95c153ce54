#ifndef LIB_RPC_FUNNEL_H_
#define LIB_RPC_FUNNEL_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include <grpcpp/server_context.h>

#include "absl/status/status.h"

namespace sambyd::rpc {

// One call as its handler sees it.
class Call {
 public:
  explicit Call(grpc::ServerContext& context) : context_(context) {}

  // When the caller gives up; far in the future where it set no deadline.
  std::chrono::system_clock::time_point deadline() const { return context_.deadline(); }

  // True once the caller has gone away or its deadline has passed. Cheap enough to poll.
  bool cancelled() const;

  // Says in the trailing metadata which position of the change log the call wrote or read.
  void set_position(std::int64_t position) { position_ = position; }
  std::optional<std::int64_t> position() const { return position_; }

 private:
  grpc::ServerContext& context_;
  std::optional<std::int64_t> position_;
};

// The one way through which every RPC passes: refuses calls that are over before they begin, turns
// exceptions and errors into gRPC statuses with details, and writes the access log. Thread-safe.
class Funnel {
 public:
  // Runs the work of one call. `method` is "TenderService.GetTender".
  grpc::Status Serve(grpc::ServerContext* context, std::string_view method,
                     const std::function<absl::Status(Call&)>& work) const;
};

// What a caller may see of an error: one without a Refusal comes from below (the database, a
// library), so its text goes to the log and the caller gets the code alone. `method` is for the
// log.
absl::Status ForCaller(const absl::Status& status, std::string_view method);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_FUNNEL_H_
