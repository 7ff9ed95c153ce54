#include "services/sambydd/consortium_service.h"

#include "services/sambydd/read_call.h"

namespace sambyd::server {
namespace {

// Kept of the caller's time for rendering and sending the answer.
constexpr std::chrono::milliseconds kAnswerTime{20};

// Ends a search in time for its best answer to reach the caller.
auto StopsIn(const rpc::Call& call) {
  return [&call, deadline = call.deadline() - kAnswerTime] {
    return std::chrono::system_clock::now() >= deadline || call.cancelled();
  };
}

}  // namespace

ConsortiumService::ConsortiumService(const rpc::Funnel& funnel,
                                     const application::ConsortiumFinder& finder,
                                     const application::Reader& reader)
    : funnel_(funnel), finder_(finder), reader_(reader) {}

grpc::Status ConsortiumService::FindConsortia(grpc::ServerContext* context,
                                              const v1::FindConsortiaRequest* request,
                                              v1::FindConsortiaResponse* response) {
  return ServeRead(funnel_, reader_, context, "ConsortiumService.FindConsortia", request, response,
                   [&](const rpc::Call& call, const application::Published& published) {
                     return finder_.Find(published, *request, StopsIn(call));
                   });
}

grpc::Status ConsortiumService::EvaluateConsortium(grpc::ServerContext* context,
                                                   const v1::EvaluateConsortiumRequest* request,
                                                   v1::EvaluateConsortiumResponse* response) {
  return ServeRead(funnel_, reader_, context, "ConsortiumService.EvaluateConsortium", request,
                   response, [&](const rpc::Call& call, const application::Published& published) {
                     return finder_.Evaluate(published, *request, StopsIn(call));
                   });
}

}  // namespace sambyd::server
