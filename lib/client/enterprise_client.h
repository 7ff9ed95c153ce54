#ifndef LIB_CLIENT_ENTERPRISE_CLIENT_H_
#define LIB_CLIENT_ENTERPRISE_CLIENT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/client/options.h"
#include "sambyd/v1/enterprise_service.grpc.pb.h"

namespace sambyd::client {

class Session;

// The register of enterprises. Errors as in AdminClient. Thread-safe.
class EnterpriseClient {
 public:
  explicit EnterpriseClient(std::shared_ptr<Session> session);

  absl::StatusOr<v1::Enterprise> CreateEnterprise(v1::CreateEnterpriseRequest request,
                                                  const CallOptions& options = {}) const;
  absl::StatusOr<v1::Enterprise> UpdateEnterprise(v1::UpdateEnterpriseRequest request,
                                                  const CallOptions& options = {}) const;
  absl::StatusOr<v1::Enterprise> GetEnterprise(const std::string& name,
                                               const CallOptions& options = {}) const;
  absl::StatusOr<v1::ListEnterprisesResponse> ListEnterprises(
      v1::ListEnterprisesRequest request, const CallOptions& options = {}) const;
  absl::Status DeleteEnterprise(v1::DeleteEnterpriseRequest request,
                                const CallOptions& options = {}) const;
  absl::StatusOr<v1::WorkforceStatement> SubmitWorkforceStatement(
      v1::SubmitWorkforceStatementRequest request, const CallOptions& options = {}) const;
  absl::StatusOr<v1::Enterprise> ConfirmProfile(const std::string& name,
                                                const CallOptions& options = {}) const;

  // UNAVAILABLE (ERASURE_PENDING) is tried again as the retry policy says.
  absl::StatusOr<v1::Enterprise> EraseContact(const std::string& name,
                                              const CallOptions& options = {}) const;

  // Calls `visit` for every enterprise that matches, page by page from request.page_token on, until
  // it returns false. All pages are read at one min_position.
  absl::Status ForEachEnterprise(v1::ListEnterprisesRequest request,
                                 const std::function<bool(const v1::Enterprise&)>& visit) const;

  // The next row to send, or nothing at the end.
  using RowSource = std::function<std::optional<v1::ImportRow>()>;

  // Sends the rows in messages of up to 1000 rows and about 1 MiB, so that a file is never held,
  // and calls `on_sent` with the number of rows handed over after each. A stream that breaks off is
  // not repeated; importing the same rows again changes nothing.
  absl::StatusOr<v1::ImportEnterprisesResponse> ImportEnterprises(
      const RowSource& next, const std::function<void(std::int64_t rows)>& on_sent = nullptr) const;

 private:
  std::shared_ptr<Session> session_;
  std::unique_ptr<v1::EnterpriseService::StubInterface> stub_;
};

}  // namespace sambyd::client

#endif  // LIB_CLIENT_ENTERPRISE_CLIENT_H_
