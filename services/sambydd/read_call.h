#ifndef SERVICES_SAMBYDD_READ_CALL_H_
#define SERVICES_SAMBYDD_READ_CALL_H_

#include <string_view>

#include "absl/status/status.h"
#include "lib/application/published.h"
#include "lib/base/status.h"
#include "lib/rpc/funnel.h"

namespace sambyd::server {

// Serves a read: waits for the request's min_position, answers from one published state with
// query(call, published) -> absl::StatusOr<Response>, and tells its position.
template <class Request, class Response, class Query>
grpc::Status ServeRead(const rpc::Funnel& funnel, const application::Reader& reader,
                       grpc::ServerContext* context, std::string_view method,
                       const Request* request, Response* response, const Query& query) {
  return funnel.Serve(context, method, request, [&](rpc::Call& call) -> absl::Status {
    SAMBYD_ASSIGN_OR_RETURN(const auto published,
                            reader.At(request->min_position(), call.deadline()));
    call.set_position(published->position());
    SAMBYD_ASSIGN_OR_RETURN(*response, query(call, *published));
    return absl::OkStatus();
  });
}

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_READ_CALL_H_
