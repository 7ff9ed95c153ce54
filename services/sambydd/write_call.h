#ifndef SERVICES_SAMBYDD_WRITE_CALL_H_
#define SERVICES_SAMBYDD_WRITE_CALL_H_

#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "lib/base/status.h"
#include "lib/rpc/funnel.h"
#include "services/sambydd/caller_of.h"

namespace sambyd::server {

// Serves a write: answers with what command(caller) ->
// absl::StatusOr<application::Written<Response>> did, and tells its position.
template <class Request, class Response, class Command>
grpc::Status ServeWrite(const rpc::Funnel& funnel, grpc::ServerContext* context,
                        std::string_view method, const Request* request, Response* response,
                        const Command& command) {
  return funnel.Serve(context, method, request, [&](rpc::Call& call) -> absl::Status {
    SAMBYD_ASSIGN_OR_RETURN(auto written, command(CallerOf(call.identity())));
    call.set_position(written.position);
    *response = std::move(written.response);
    return absl::OkStatus();
  });
}

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_WRITE_CALL_H_
