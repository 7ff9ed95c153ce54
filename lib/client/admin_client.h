#ifndef LIB_CLIENT_ADMIN_CLIENT_H_
#define LIB_CLIENT_ADMIN_CLIENT_H_

#include <memory>

#include "absl/status/statusor.h"
#include "lib/client/options.h"
#include "sambyd/v1/admin_service.grpc.pb.h"

namespace sambyd::client {

class Session;

// For operators. Errors are those of the service's documentation, with their Refusal
// (lib/base/error.h). Thread-safe.
class AdminClient {
 public:
  explicit AdminClient(std::shared_ptr<Session> session);

  absl::StatusOr<v1::GetStatusResponse> GetStatus(const CallOptions& options = {}) const;

 private:
  std::shared_ptr<Session> session_;
  std::unique_ptr<v1::AdminService::StubInterface> stub_;
};

}  // namespace sambyd::client

#endif  // LIB_CLIENT_ADMIN_CLIENT_H_
