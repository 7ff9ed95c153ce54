#ifndef SERVICES_SAMBYDD_CONSORTIUM_SERVICE_H_
#define SERVICES_SAMBYDD_CONSORTIUM_SERVICE_H_

#include "lib/application/answer_cache.h"
#include "lib/application/ingest_notice.h"
#include "sambyd/v1/consortium_service.grpc.pb.h"
#include "services/sambydd/search_calls.h"
#include "services/sambydd/search_outcomes.h"

namespace sambyd::server {

// sambyd.v1.ConsortiumService: translates calls into the application's use cases. Thread-safe.
class ConsortiumService final : public v1::ConsortiumService::Service {
 public:
  // All must outlive the service. `slots` are those of `calls`; `ingester` reads drafts.
  ConsortiumService(const SearchCalls& calls, application::SearchSlots& slots,
                    application::AnswerCache& cache, SearchOutcomes& outcomes,
                    const application::NoticeIngester& ingester);

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
  grpc::Status ReplaceMember(grpc::ServerContext* context, const v1::ReplaceMemberRequest* request,
                             v1::ReplaceMemberResponse* response) override;
  grpc::Status SuggestPartners(grpc::ServerContext* context,
                               const v1::SuggestPartnersRequest* request,
                               v1::SuggestPartnersResponse* response) override;

 private:
  const SearchCalls& calls_;
  application::SearchSlots& slots_;
  application::AnswerCache& cache_;
  SearchOutcomes& outcomes_;
  const application::NoticeIngester& ingester_;
};

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_CONSORTIUM_SERVICE_H_
