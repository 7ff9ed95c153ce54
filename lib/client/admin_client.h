#ifndef LIB_CLIENT_ADMIN_CLIENT_H_
#define LIB_CLIENT_ADMIN_CLIENT_H_

#include <functional>
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

  // Ends when the backup is written and verified; the deadline of a stream holds unless one is
  // given. Never tried again: the first try may be at work, and each makes a backup of its own.
  absl::StatusOr<v1::Backup> CreateBackup(CallOptions options = {}) const;

  // Brings the derived lots up to the server's version; `on_progress` is called now and then, last
  // with `done`, and ends the work when it returns false before that (then CANCELLED); it is not
  // called again. A stream that breaks off is not repeated; the next call goes on from there.
  absl::Status ReindexLots(
      const std::function<bool(const v1::ReindexLotsResponse& progress)>& on_progress) const;

 private:
  std::shared_ptr<Session> session_;
  std::unique_ptr<v1::AdminService::StubInterface> stub_;
};

}  // namespace sambyd::client

#endif  // LIB_CLIENT_ADMIN_CLIENT_H_
