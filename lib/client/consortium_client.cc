#include "lib/client/consortium_client.h"

#include <utility>

#include "lib/client/session.h"

namespace sambyd::client {

using ConsortiumStub = v1::ConsortiumService::StubInterface;

ConsortiumClient::ConsortiumClient(std::shared_ptr<Session> session)
    : session_(std::move(session)), stub_(v1::ConsortiumService::NewStub(session_->channel())) {}

absl::StatusOr<v1::FindConsortiaResponse> ConsortiumClient::FindConsortia(
    v1::FindConsortiaRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &ConsortiumStub::FindConsortia, std::move(request), options);
}

absl::StatusOr<v1::EvaluateConsortiumResponse> ConsortiumClient::EvaluateConsortium(
    v1::EvaluateConsortiumRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &ConsortiumStub::EvaluateConsortium, std::move(request), options);
}

absl::StatusOr<v1::SuggestChangesResponse> ConsortiumClient::SuggestChanges(
    v1::SuggestChangesRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &ConsortiumStub::SuggestChanges, std::move(request), options);
}

absl::StatusOr<v1::AssessReservationResponse> ConsortiumClient::AssessReservation(
    v1::AssessReservationRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &ConsortiumStub::AssessReservation, std::move(request), options);
}

absl::StatusOr<v1::ReplaceMemberResponse> ConsortiumClient::ReplaceMember(
    v1::ReplaceMemberRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &ConsortiumStub::ReplaceMember, std::move(request), options);
}

absl::StatusOr<v1::SuggestPartnersResponse> ConsortiumClient::SuggestPartners(
    v1::SuggestPartnersRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &ConsortiumStub::SuggestPartners, std::move(request), options);
}

}  // namespace sambyd::client
