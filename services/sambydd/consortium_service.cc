#include "services/sambydd/consortium_service.h"

#include "lib/application/assess_reservation.h"
#include "lib/application/find_consortia.h"
#include "lib/application/replace_member.h"
#include "lib/application/suggest_changes.h"
#include "lib/application/suggest_partners.h"

namespace sambyd::server {

using application::Circumstances;
using application::Published;

ConsortiumService::ConsortiumService(const SearchCalls& calls, application::SearchSlots& slots,
                                     application::AnswerCache& cache, SearchOutcomes& outcomes,
                                     const application::NoticeIngester& ingester)
    : calls_(calls), slots_(slots), cache_(cache), outcomes_(outcomes), ingester_(ingester) {}

// Takes a slot only where the cache does not hold the answer.
grpc::Status ConsortiumService::FindConsortia(grpc::ServerContext* context,
                                              const v1::FindConsortiaRequest* request,
                                              v1::FindConsortiaResponse* response) {
  return calls_.Serve(context, "ConsortiumService.FindConsortia", request, response,
                      [&](const Published& published, const Circumstances& circumstances) {
                        auto found = application::FindConsortiaOnce(published, *request,
                                                                    circumstances, slots_, cache_);
                        if (found.ok()) outcomes_.Count(found->status());
                        return found;
                      });
}

// Looks at the given members alone, which takes no time.
grpc::Status ConsortiumService::EvaluateConsortium(grpc::ServerContext* context,
                                                   const v1::EvaluateConsortiumRequest* request,
                                                   v1::EvaluateConsortiumResponse* response) {
  return calls_.Serve(context, "ConsortiumService.EvaluateConsortium", request, response,
                      [&](const Published& published, const Circumstances& circumstances) {
                        return application::EvaluateConsortium(published, *request, circumstances);
                      });
}

grpc::Status ConsortiumService::SuggestChanges(grpc::ServerContext* context,
                                               const v1::SuggestChangesRequest* request,
                                               v1::SuggestChangesResponse* response) {
  return calls_.ServeInSlot(context, "ConsortiumService.SuggestChanges", request, response,
                            [&](const Published& published, const Circumstances& circumstances) {
                              return application::SuggestChanges(published, *request,
                                                                 circumstances);
                            });
}

grpc::Status ConsortiumService::AssessReservation(grpc::ServerContext* context,
                                                  const v1::AssessReservationRequest* request,
                                                  v1::AssessReservationResponse* response) {
  return calls_.ServeInSlot(context, "ConsortiumService.AssessReservation", request, response,
                            [&](const Published& published, const Circumstances& circumstances) {
                              return application::AssessReservation(published, *request, ingester_,
                                                                    circumstances);
                            });
}

grpc::Status ConsortiumService::ReplaceMember(grpc::ServerContext* context,
                                              const v1::ReplaceMemberRequest* request,
                                              v1::ReplaceMemberResponse* response) {
  return calls_.ServeInSlot(context, "ConsortiumService.ReplaceMember", request, response,
                            [&](const Published& published, const Circumstances& circumstances) {
                              return application::ReplaceMember(published, *request, circumstances);
                            });
}

grpc::Status ConsortiumService::SuggestPartners(grpc::ServerContext* context,
                                                const v1::SuggestPartnersRequest* request,
                                                v1::SuggestPartnersResponse* response) {
  return calls_.ServeInSlot(context, "ConsortiumService.SuggestPartners", request, response,
                            [&](const Published& published, const Circumstances& circumstances) {
                              return application::SuggestPartners(published, *request,
                                                                  circumstances);
                            });
}

}  // namespace sambyd::server
