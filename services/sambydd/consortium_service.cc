#include "services/sambydd/consortium_service.h"

#include <chrono>

#include "lib/application/assess_reservation.h"
#include "lib/application/find_consortia.h"
#include "lib/application/suggest_changes.h"
#include "services/sambydd/read_call.h"

namespace sambyd::server {
namespace {

using application::Circumstances;
using application::Published;

// Kept of the caller's time for rendering and sending the answer.
constexpr std::chrono::milliseconds kAnswerTime{20};

// Ends a search in time for its best answer to reach the caller.
application::StopPredicate StopsIn(const rpc::Call& call) {
  return [&call, deadline = call.deadline() - kAnswerTime] {
    return std::chrono::system_clock::now() >= deadline || call.cancelled();
  };
}

}  // namespace

ConsortiumService::ConsortiumService(const rpc::Funnel& funnel, const application::Reader& reader,
                                     const application::NoticeIngester& ingester,
                                     const Clock& clock, registry::Disclosure disclosure)
    : funnel_(funnel),
      reader_(reader),
      ingester_(ingester),
      clock_(clock),
      disclosure_(disclosure) {}

template <class Request, class Response, class Answer>
grpc::Status ConsortiumService::ServeSearch(grpc::ServerContext* context, std::string_view method,
                                            const Request* request, Response* response,
                                            const Answer& answer) {
  return ServeRead(funnel_, reader_, context, method, request, response,
                   [&](const rpc::Call& call, const Published& published) {
                     return answer(published, Circumstances{.now = clock_.Now(),
                                                            .disclosure = disclosure_,
                                                            .stop = StopsIn(call)});
                   });
}

grpc::Status ConsortiumService::FindConsortia(grpc::ServerContext* context,
                                              const v1::FindConsortiaRequest* request,
                                              v1::FindConsortiaResponse* response) {
  return ServeSearch(context, "ConsortiumService.FindConsortia", request, response,
                     [&](const Published& published, const Circumstances& circumstances) {
                       return application::FindConsortia(published, *request, circumstances);
                     });
}

grpc::Status ConsortiumService::EvaluateConsortium(grpc::ServerContext* context,
                                                   const v1::EvaluateConsortiumRequest* request,
                                                   v1::EvaluateConsortiumResponse* response) {
  return ServeSearch(context, "ConsortiumService.EvaluateConsortium", request, response,
                     [&](const Published& published, const Circumstances& circumstances) {
                       return application::EvaluateConsortium(published, *request, circumstances);
                     });
}

grpc::Status ConsortiumService::SuggestChanges(grpc::ServerContext* context,
                                               const v1::SuggestChangesRequest* request,
                                               v1::SuggestChangesResponse* response) {
  return ServeSearch(context, "ConsortiumService.SuggestChanges", request, response,
                     [&](const Published& published, const Circumstances& circumstances) {
                       return application::SuggestChanges(published, *request, circumstances);
                     });
}

grpc::Status ConsortiumService::AssessReservation(grpc::ServerContext* context,
                                                  const v1::AssessReservationRequest* request,
                                                  v1::AssessReservationResponse* response) {
  return ServeSearch(context, "ConsortiumService.AssessReservation", request, response,
                     [&](const Published& published, const Circumstances& circumstances) {
                       return application::AssessReservation(published, *request, ingester_,
                                                             circumstances);
                     });
}

}  // namespace sambyd::server
