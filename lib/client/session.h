#ifndef LIB_CLIENT_SESSION_H_
#define LIB_CLIENT_SESSION_H_

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/client/options.h"

namespace sambyd::client {

// What the parts of one client share: the channel, the options and the latest position seen.
// Thread-safe.
class Session {
 public:
  Session(std::shared_ptr<grpc::Channel> channel, Options options);

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  const Options& options() const { return options_; }

  // Largest position of the change log that an answer told; 0 before the first.
  std::int64_t position() const { return position_.load(); }

  // Makes one unary call, repeated as the retry policy says. Fills in request_id and min_position
  // where the request has such a field and leaves it open.
  template <class Stub, class Request, class Response>
  absl::StatusOr<Response> Call(Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                Request request, const CallOptions& options);

  // min_position for a read that leaves it open.
  std::int64_t MinPosition() const { return options_.read_your_writes ? position() : 0; }

  // Remembers a position that an answer told.
  void RememberPosition(std::int64_t position);

  // Makes the context of a stream that begins now: its deadline, and who calls.
  void Prepare(grpc::ClientContext& context) const;

 private:
  template <class Request>
  void FillIn(Request& request) const;

  // The same from the trailing metadata of a call that ended.
  void RememberPosition(const grpc::ClientContext& context);

  // Says in the metadata who calls.
  void AddToken(grpc::ClientContext& context) const;

  // Repeats `attempt` as the policy says.
  absl::Status Retry(const CallOptions& options,
                     const std::function<grpc::Status(grpc::ClientContext&)>& attempt);

  const std::shared_ptr<grpc::Channel> channel_;
  Options options_;  // hooks filled in
  std::atomic<std::int64_t> position_{0};
};

template <class Request>
void Session::FillIn(Request& request) const {
  if constexpr (requires { request.set_request_id(""); }) {
    if (request.request_id().empty()) request.set_request_id(options_.hooks.new_request_id());
  }
  if constexpr (requires { request.set_min_position(0); }) {
    bool continues = false;
    if constexpr (requires { request.page_token(); }) continues = !request.page_token().empty();
    if (request.min_position() == 0 && !continues) request.set_min_position(MinPosition());
  }
}

template <class Stub, class Request, class Response>
absl::StatusOr<Response> Session::Call(Stub& stub,
                                       grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                    const Request&, Response*),
                                       Request request, const CallOptions& options) {
  FillIn(request);
  Response response;
  const absl::Status status = Retry(options, [&](grpc::ClientContext& context) {
    return (stub.*method)(&context, request, &response);
  });
  if (!status.ok()) return status;
  return response;
}

}  // namespace sambyd::client

#endif  // LIB_CLIENT_SESSION_H_
