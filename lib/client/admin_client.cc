#include "lib/client/admin_client.h"

#include <utility>

#include "lib/client/session.h"
#include "lib/rpc/status.h"

namespace sambyd::client {

AdminClient::AdminClient(std::shared_ptr<Session> session)
    : session_(std::move(session)), stub_(v1::AdminService::NewStub(session_->channel())) {}

absl::StatusOr<v1::GetStatusResponse> AdminClient::GetStatus(const CallOptions& options) const {
  return session_->Call(*stub_, &v1::AdminService::StubInterface::GetStatus, v1::GetStatusRequest(),
                        options);
}

absl::StatusOr<v1::Backup> AdminClient::CreateBackup(CallOptions options) const {
  if (options.deadline.count() == 0) options.deadline = session_->options().stream_deadline;
  options.max_attempts = 1;
  return session_->Call(*stub_, &v1::AdminService::StubInterface::CreateBackup,
                        v1::CreateBackupRequest(), options);
}

absl::Status AdminClient::ReindexLots(
    const std::function<bool(const v1::ReindexLotsResponse& progress)>& on_progress) const {
  grpc::ClientContext context;
  session_->Prepare(context);
  const auto stream = stub_->ReindexLots(&context, v1::ReindexLotsRequest());
  v1::ReindexLotsResponse progress;
  bool wanted = true;
  while (stream->Read(&progress)) {
    session_->RememberPosition(progress.position());
    if (!wanted) continue;  // on its way already
    wanted = on_progress(progress);
    if (!wanted && !progress.done()) context.TryCancel();
  }
  return rpc::FromGrpcStatus(stream->Finish());
}

}  // namespace sambyd::client
