#include "lib/client/enterprise_client.h"

#include <utility>

#include "lib/client/pages.h"
#include "lib/client/session.h"
#include "lib/rpc/status.h"

namespace sambyd::client {
namespace {

using EnterpriseStub = v1::EnterpriseService::StubInterface;

constexpr int kMostRows = 1000;
constexpr std::size_t kFullMessageBytes = 1 << 20;

// The next message of an import: rows until it is full or there are no more, which `ended` tells.
v1::ImportEnterprisesRequest NextMessage(const EnterpriseClient::RowSource& next, bool& ended) {
  v1::ImportEnterprisesRequest message;
  std::size_t bytes = 0;
  while (message.rows_size() < kMostRows && bytes < kFullMessageBytes) {
    auto row = next();
    ended = !row;
    if (ended) break;
    bytes += row->ByteSizeLong();
    *message.add_rows() = *std::move(row);
  }
  return message;
}

}  // namespace

EnterpriseClient::EnterpriseClient(std::shared_ptr<Session> session)
    : session_(std::move(session)), stub_(v1::EnterpriseService::NewStub(session_->channel())) {}

absl::StatusOr<v1::Enterprise> EnterpriseClient::CreateEnterprise(
    v1::CreateEnterpriseRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &EnterpriseStub::CreateEnterprise, std::move(request), options);
}

absl::StatusOr<v1::Enterprise> EnterpriseClient::UpdateEnterprise(
    v1::UpdateEnterpriseRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &EnterpriseStub::UpdateEnterprise, std::move(request), options);
}

absl::StatusOr<v1::Enterprise> EnterpriseClient::GetEnterprise(const std::string& name,
                                                               const CallOptions& options) const {
  v1::GetEnterpriseRequest request;
  request.set_name(name);
  return session_->Call(*stub_, &EnterpriseStub::GetEnterprise, std::move(request), options);
}

absl::StatusOr<v1::ListEnterprisesResponse> EnterpriseClient::ListEnterprises(
    v1::ListEnterprisesRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &EnterpriseStub::ListEnterprises, std::move(request), options);
}

absl::Status EnterpriseClient::DeleteEnterprise(v1::DeleteEnterpriseRequest request,
                                                const CallOptions& options) const {
  return session_->Call(*stub_, &EnterpriseStub::DeleteEnterprise, std::move(request), options)
      .status();
}

absl::StatusOr<v1::WorkforceStatement> EnterpriseClient::SubmitWorkforceStatement(
    v1::SubmitWorkforceStatementRequest request, const CallOptions& options) const {
  return session_->Call(*stub_, &EnterpriseStub::SubmitWorkforceStatement, std::move(request),
                        options);
}

absl::StatusOr<v1::Enterprise> EnterpriseClient::ConfirmProfile(const std::string& name,
                                                                const CallOptions& options) const {
  v1::ConfirmProfileRequest request;
  request.set_name(name);
  return session_->Call(*stub_, &EnterpriseStub::ConfirmProfile, std::move(request), options);
}

absl::StatusOr<v1::Enterprise> EnterpriseClient::EraseContact(const std::string& name,
                                                              const CallOptions& options) const {
  v1::EraseContactRequest request;
  request.set_name(name);
  return session_->Call(*stub_, &EnterpriseStub::EraseContact, std::move(request), options);
}

absl::Status EnterpriseClient::ForEachEnterprise(
    v1::ListEnterprisesRequest request,
    const std::function<bool(const v1::Enterprise&)>& visit) const {
  return VisitPages(
      *session_, std::move(request), [&](const auto& page) { return ListEnterprises(page); },
      [](const auto& page) -> const auto& { return page.enterprises(); }, visit);
}

absl::StatusOr<v1::ImportEnterprisesResponse> EnterpriseClient::ImportEnterprises(
    const RowSource& next, const std::function<void(std::int64_t rows)>& on_sent) const {
  grpc::ClientContext context;
  session_->Prepare(context);
  v1::ImportEnterprisesResponse response;
  const auto stream = stub_->ImportEnterprises(&context, &response);
  std::int64_t rows = 0;
  for (bool ended = false; !ended;) {
    const v1::ImportEnterprisesRequest message = NextMessage(next, ended);
    if (message.rows().empty() || !stream->Write(message)) break;
    rows += message.rows_size();
    if (on_sent) on_sent(rows);
  }
  stream->WritesDone();
  const grpc::Status status = stream->Finish();
  if (!status.ok()) return rpc::FromGrpcStatus(status);
  session_->RememberPosition(response.position());
  return response;
}

}  // namespace sambyd::client
