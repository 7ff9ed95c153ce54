#ifndef SERVICES_SAMBYDD_CONSORTIUM_SERVICE_H_
#define SERVICES_SAMBYDD_CONSORTIUM_SERVICE_H_

#include "lib/application/circumstances.h"
#include "lib/application/ingest_notice.h"
#include "lib/application/published.h"
#include "lib/base/clock.h"
#include "lib/rpc/funnel.h"
#include "sambyd/v1/consortium_service.grpc.pb.h"

namespace sambyd::server {

// sambyd.v1.ConsortiumService: translates calls into the application's use cases. Thread-safe.
class ConsortiumService final : public v1::ConsortiumService::Service {
 public:
  // All must outlive the service. `ingester` reads drafts; `disclosure` says whether callers may
  // read exact workforce counts.
  ConsortiumService(const rpc::Funnel& funnel, const application::Reader& reader,
                    const application::NoticeIngester& ingester, const Clock& clock,
                    registry::Disclosure disclosure);

  grpc::Status FindConsortia(grpc::ServerContext* context, const v1::FindConsortiaRequest* request,
                             v1::FindConsortiaResponse* response) override;
  grpc::Status EvaluateConsortium(grpc::ServerContext* context,
                                  const v1::EvaluateConsortiumRequest* request,
                                  v1::EvaluateConsortiumResponse* response) override;
  grpc::Status SuggestChanges(grpc::ServerContext* context,
                              const v1::SuggestChangesRequest* request,
                              v1::SuggestChangesResponse* response) override;
  grpc::Status AssessReservation(grpc::ServerContext* context,
                                 const v1::AssessReservationRequest* request,
                                 v1::AssessReservationResponse* response) override;

 private:
  // Serves a search: answer(published, circumstances) -> absl::StatusOr<Response>.
  template <class Request, class Response, class Answer>
  grpc::Status ServeSearch(grpc::ServerContext* context, std::string_view method,
                           const Request* request, Response* response, const Answer& answer);

  const rpc::Funnel& funnel_;
  const application::Reader& reader_;
  const application::NoticeIngester& ingester_;
  const Clock& clock_;
  const registry::Disclosure disclosure_;
};

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_CONSORTIUM_SERVICE_H_
