#include "lib/client/consortium_client.h"

#include <utility>

#include "lib/client/session.h"

namespace sambyd::client {

using Stub = v1::ConsortiumService::StubInterface;

ConsortiumClient::ConsortiumClient(std::shared_ptr<Session> session)
    : session_(std::move(session)), stub_(v1::ConsortiumService::NewStub(session_->channel())) {}

absl::StatusOr<v1::FindConsortiaResponse> ConsortiumClient::FindConsortia(
    v1::FindConsortiaRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &Stub::FindConsortia, std::move(request), options);
}

absl::StatusOr<v1::EvaluateConsortiumResponse> ConsortiumClient::EvaluateConsortium(
    v1::EvaluateConsortiumRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &Stub::EvaluateConsortium, std::move(request), options);
}

absl::StatusOr<v1::SuggestChangesResponse> ConsortiumClient::SuggestChanges(
    v1::SuggestChangesRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &Stub::SuggestChanges, std::move(request), options);
}

absl::StatusOr<v1::AssessReservationResponse> ConsortiumClient::AssessReservation(
    v1::AssessReservationRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &Stub::AssessReservation, std::move(request), options);
}

absl::StatusOr<v1::ReplaceMemberResponse> ConsortiumClient::ReplaceMember(
    v1::ReplaceMemberRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &Stub::ReplaceMember, std::move(request), options);
}

absl::StatusOr<v1::SuggestPartnersResponse> ConsortiumClient::SuggestPartners(
    v1::SuggestPartnersRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &Stub::SuggestPartners, std::move(request), options);
}

}  // namespace sambyd::client
