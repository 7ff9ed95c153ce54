#ifndef LIB_CLIENT_CONSORTIUM_CLIENT_H_
#define LIB_CLIENT_CONSORTIUM_CLIENT_H_

#include <memory>

#include "absl/status/statusor.h"
#include "lib/client/options.h"
#include "sambyd/v1/consortium_service.grpc.pb.h"

namespace sambyd::client {

class Session;

// Who can deliver a lot together. The deadline ends the search, not the call: give hard lots more
// with CallOptions. Errors as in AdminClient. Thread-safe.
class ConsortiumClient {
 public:
  explicit ConsortiumClient(std::shared_ptr<Session> session);

  absl::StatusOr<v1::FindConsortiaResponse> FindConsortia(v1::FindConsortiaRequest request,
                                                          const CallOptions& options = {}) const;
  absl::StatusOr<v1::EvaluateConsortiumResponse> EvaluateConsortium(
      v1::EvaluateConsortiumRequest request, const CallOptions& options = {}) const;
  absl::StatusOr<v1::SuggestChangesResponse> SuggestChanges(v1::SuggestChangesRequest request,
                                                            const CallOptions& options = {}) const;
  absl::StatusOr<v1::AssessReservationResponse> AssessReservation(
      v1::AssessReservationRequest request, const CallOptions& options = {}) const;
  absl::StatusOr<v1::ReplaceMemberResponse> ReplaceMember(v1::ReplaceMemberRequest request,
                                                          const CallOptions& options = {}) const;
  absl::StatusOr<v1::SuggestPartnersResponse> SuggestPartners(
      v1::SuggestPartnersRequest request, const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Session> session_;
  std::unique_ptr<v1::ConsortiumService::StubInterface> stub_;
};

}  // namespace sambyd::client

#endif  // LIB_CLIENT_CONSORTIUM_CLIENT_H_
