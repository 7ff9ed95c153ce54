#ifndef LIB_APPLICATION_ENTERPRISE_DOCUMENT_H_
#define LIB_APPLICATION_ENTERPRISE_DOCUMENT_H_

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/application/written.h"
#include "lib/base/clock.h"
#include "lib/changelog/change_log.h"
#include "lib/registry/workforce.h"
#include "sambyd/v1/consortium.pb.h"
#include "sambyd/v1/enterprise.pb.h"
#include "sambyd/v1/workforce.pb.h"

namespace sambyd::application {

// An enterprise is stored as three kinds of documents: the profile, the contact and its workforce
// statements, the latter two encrypted so that they can be erased (lib/storage/sealed.h). These
// functions take it apart and put it together.

// The whole enterprise as callers see it. NOT_FOUND when it is not stored.
absl::StatusOr<v1::Enterprise> ReadEnterprise(const storage::Snapshot& snapshot,
                                              std::string_view id, registry::Disclosure disclosure);

// Puts contact and workforce into a stored profile.
absl::Status Complete(const storage::Snapshot& snapshot, std::string_view id,
                      registry::Disclosure disclosure, v1::Enterprise& profile);

// Stamps a valid profile with name, times, position and etag and proposes it, its contact apart and
// encrypted; without a contact the key of earlier ones goes too. `enterprise` comes back as stored,
// with its contact. `old` is the stored profile, if any.
absl::Status ProposeEnterprise(std::string_view id, const std::optional<v1::Enterprise>& old,
                               const changelog::MutationContext& context,
                               v1::Enterprise& enterprise, changelog::Proposal& proposal);

// Makes `enterprise` the response of what was proposed for it; its contact is remembered encrypted.
void ProposeResponse(v1::Enterprise enterprise, changelog::Proposal& proposal);

// Commits a mutation that made its response so. A replay finds the contact of the first response
// while its key is stored, and none once it was erased.
absl::StatusOr<Written<v1::Enterprise>> CommitEnterprise(
    changelog::ChangeLog& log, const std::optional<changelog::RequestKey>& key,
    const changelog::Mutation& mutation);

// Names a valid statement and proposes it, encrypted.
absl::Status ProposeStatement(std::string_view id, const storage::Snapshot& state,
                              v1::WorkforceStatement& statement, changelog::Proposal& proposal);

// Makes `statement` the response of its proposal; its counts are remembered encrypted.
void ProposeResponse(v1::WorkforceStatement statement, changelog::Proposal& proposal);

// Commits a mutation that made its response so, about the enterprise with this id. A replay finds
// the counts of the first response while their key is stored, and none once they were erased.
absl::StatusOr<Written<v1::WorkforceStatement>> CommitStatement(
    std::string_view id, changelog::ChangeLog& log, const std::optional<changelog::RequestKey>& key,
    const changelog::Mutation& mutation);

// The profile as stored; nothing when there is none.
absl::StatusOr<std::optional<v1::Enterprise>> StoredProfile(const storage::Snapshot& snapshot,
                                                            std::string_view id);

// Its name and registered name; the latter empty when it is not stored.
absl::StatusOr<v1::EnterpriseReference> ReferenceTo(const storage::Snapshot& snapshot,
                                                    std::string_view id);

// The contact as stored; nothing when there is none.
absl::StatusOr<std::optional<v1::Contact>> StoredContact(const storage::Snapshot& snapshot,
                                                         std::string_view id);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_ENTERPRISE_DOCUMENT_H_
