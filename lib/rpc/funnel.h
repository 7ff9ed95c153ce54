#ifndef LIB_RPC_FUNNEL_H_
#define LIB_RPC_FUNNEL_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include <grpcpp/server_context.h>

#include "absl/status/status.h"
#include "lib/rpc/access.h"
#include "lib/rpc/authenticator.h"
#include "lib/rpc/identity.h"

namespace sambyd::rpc {

// One call as its handler sees it.
class Call {
 public:
  Call(grpc::ServerContext& context, Identity identity)
      : context_(context), identity_(std::move(identity)) {}

  // Who makes the call; one that may make it.
  const Identity& identity() const { return identity_; }

  // When the caller gives up; far in the future where it set no deadline.
  std::chrono::system_clock::time_point deadline() const { return context_.deadline(); }

  // True once the caller has gone away or its deadline has passed. Cheap enough to poll.
  bool cancelled() const;

  // Says in the trailing metadata which position of the change log the call wrote or read.
  void set_position(std::int64_t position) { position_ = position; }
  std::optional<std::int64_t> position() const { return position_; }

 private:
  grpc::ServerContext& context_;
  const Identity identity_;
  std::optional<std::int64_t> position_;
};

// The one way through which every RPC passes: refuses calls that are over before they begin and
// callers who are not known or may not make the call, turns exceptions and errors into gRPC
// statuses with details, and writes the access log. Thread-safe.
class Funnel {
 public:
  // Both must outlive the funnel.
  Funnel(const Authenticator& authenticator, std::span<const AccessRule> rules)
      : authenticator_(authenticator), rules_(rules) {}

  // Runs the work of one call. `method` is "TenderService.GetTender"; `request` is null for a
  // stream of requests.
  grpc::Status Serve(grpc::ServerContext* context, std::string_view method,
                     const google::protobuf::Message* request,
                     const std::function<absl::Status(Call&)>& work) const;

 private:
  // Who makes the call, if it may.
  absl::StatusOr<Identity> Admit(const grpc::ServerContext& context, std::string_view method,
                                 const google::protobuf::Message* request) const;

  const Authenticator& authenticator_;
  const std::span<const AccessRule> rules_;
};

// What a caller may see of an error: one without a Refusal comes from below (the database, a
// library), so its text goes to the log and the caller gets the code alone. `method` is for the
// log.
absl::Status ForCaller(const absl::Status& status, std::string_view method);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_FUNNEL_H_
