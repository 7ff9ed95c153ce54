#include "lib/client/admin_client.h"

#include <utility>

#include "lib/client/session.h"

namespace sambyd::client {

AdminClient::AdminClient(std::shared_ptr<Session> session)
    : session_(std::move(session)), stub_(v1::AdminService::NewStub(session_->channel())) {}

absl::StatusOr<v1::GetStatusResponse> AdminClient::GetStatus(const CallOptions& options) const {
  return session_->Call(*stub_, &v1::AdminService::StubInterface::GetStatus, v1::GetStatusRequest(),
                        options);
}

}  // namespace sambyd::client
