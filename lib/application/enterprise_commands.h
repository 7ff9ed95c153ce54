#ifndef LIB_APPLICATION_ENTERPRISE_COMMANDS_H_
#define LIB_APPLICATION_ENTERPRISE_COMMANDS_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "lib/application/caller.h"
#include "lib/application/written.h"
#include "lib/base/clock.h"
#include "lib/changelog/change_log.h"
#include "lib/storage/store.h"
#include "sambyd/v1/enterprise_service.pb.h"

namespace sambyd::application {

// The writes of EnterpriseService; requests and errors as the service documents them. Responses
// show workforce in bands. Callers who do not keep the register speak of themselves: they cannot
// change what others assess of them (NOT_YOURS). Thread-safe.
class EnterpriseCommands {
 public:
  // All must outlive the commands. `store` is that of the log.
  EnterpriseCommands(changelog::ChangeLog& log, const storage::Store& store, const Clock& clock);

  absl::StatusOr<Written<v1::Enterprise>> Create(const v1::CreateEnterpriseRequest& request);
  absl::StatusOr<Written<v1::Enterprise>> Update(const v1::UpdateEnterpriseRequest& request,
                                                 const Caller& caller);
  absl::StatusOr<Written<v1::WorkforceStatement>> SubmitStatement(
      const v1::SubmitWorkforceStatementRequest& request, const Caller& caller);
  absl::StatusOr<Written<v1::Enterprise>> ConfirmProfile(const v1::ConfirmProfileRequest& request);

  absl::StatusOr<Written<v1::Enterprise>> EraseContact(const v1::EraseContactRequest& request);

  // Position of the removal.
  absl::StatusOr<std::int64_t> Delete(const v1::DeleteEnterpriseRequest& request);

  // Adds or replaces the rows as one record; counts and errors are added to `report`. A bad row is
  // reported and the others land. An error status means that storage failed.
  absl::Status Import(const google::protobuf::RepeatedPtrField<v1::ImportRow>& rows,
                      v1::ImportEnterprisesResponse& report);

 private:
  changelog::ChangeLog& log_;
  const storage::Store& store_;
  const Clock& clock_;
};

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_ENTERPRISE_COMMANDS_H_
