#ifndef LIB_APPLICATION_ENTERPRISE_DOCUMENT_H_
#define LIB_APPLICATION_ENTERPRISE_DOCUMENT_H_

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/base/clock.h"
#include "lib/changelog/change_log.h"
#include "lib/registry/workforce.h"
#include "sambyd/v1/consortium.pb.h"
#include "sambyd/v1/enterprise.pb.h"
#include "sambyd/v1/workforce.pb.h"

namespace sambyd::application {

// An enterprise is stored as three kinds of documents: the profile, the contact (so that it can be
// erased) and its workforce statements. These functions take it apart and put it together.

// The whole enterprise as callers see it. NOT_FOUND when it is not stored.
absl::StatusOr<v1::Enterprise> ReadEnterprise(const storage::Snapshot& snapshot,
                                              std::string_view id, registry::Disclosure disclosure);

// Puts contact and workforce into a stored profile.
absl::Status Complete(const storage::Snapshot& snapshot, std::string_view id,
                      registry::Disclosure disclosure, v1::Enterprise& profile);

// Stamps a valid profile with name, times, position and etag and proposes it, its contact apart.
// `enterprise` comes back as stored, with its contact. `old` is the stored profile, if any.
void ProposeEnterprise(std::string_view id, const std::optional<v1::Enterprise>& old,
                       const changelog::MutationContext& context, v1::Enterprise& enterprise,
                       changelog::Proposal& proposal);

// Names a valid statement and proposes it.
void ProposeStatement(std::string_view id, v1::WorkforceStatement& statement,
                      changelog::Proposal& proposal);

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
