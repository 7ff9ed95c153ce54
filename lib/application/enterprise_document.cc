#include "lib/application/enterprise_document.h"

#include <chrono>
#include <string>
#include <utility>

#include "google/protobuf/util/time_util.h"
#include "lib/application/etag.h"
#include "lib/application/market_rows.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/registry/dates.h"
#include "lib/registry/names.h"
#include "lib/storage/document.h"

namespace sambyd::application {
namespace {

google::protobuf::Timestamp ToProtoTime(Timestamp time) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(time.time_since_epoch().count());
}

template <storage::Document D>
absl::StatusOr<std::optional<D>> Stored(const storage::Snapshot& snapshot,
                                        const storage::Key<D>& key) {
  auto document = snapshot.Get(key);
  if (absl::IsNotFound(document.status())) return std::optional<D>();
  SAMBYD_RETURN_IF_ERROR(document.status());
  return std::optional<D>(*std::move(document));
}

}  // namespace

absl::StatusOr<std::optional<v1::Enterprise>> StoredProfile(const storage::Snapshot& snapshot,
                                                            std::string_view id) {
  return Stored(snapshot, storage::EnterpriseKey(id));
}

absl::StatusOr<std::optional<v1::Contact>> StoredContact(const storage::Snapshot& snapshot,
                                                         std::string_view id) {
  return Stored(snapshot, storage::ContactKey(id));
}

absl::StatusOr<v1::Enterprise> ReadEnterprise(const storage::Snapshot& snapshot,
                                              std::string_view id,
                                              registry::Disclosure disclosure) {
  SAMBYD_ASSIGN_OR_RETURN(auto profile, StoredProfile(snapshot, id));
  if (!profile) return NotFound(registry::EnterpriseName(id));
  SAMBYD_RETURN_IF_ERROR(Complete(snapshot, id, disclosure, *profile));
  return *std::move(profile);
}

absl::Status Complete(const storage::Snapshot& snapshot, std::string_view id,
                      registry::Disclosure disclosure, v1::Enterprise& profile) {
  SAMBYD_ASSIGN_OR_RETURN(auto contact, StoredContact(snapshot, id));
  if (contact) *profile.mutable_contact() = *std::move(contact);
  SAMBYD_ASSIGN_OR_RETURN(const auto latest, LatestStatement(snapshot, id));
  if (latest) *profile.mutable_workforce() = registry::Summarize(*latest, disclosure);
  return absl::OkStatus();
}

absl::StatusOr<v1::EnterpriseReference> ReferenceTo(const storage::Snapshot& snapshot,
                                                    std::string_view id) {
  SAMBYD_ASSIGN_OR_RETURN(const auto profile, StoredProfile(snapshot, id));
  v1::EnterpriseReference reference;
  reference.set_enterprise(registry::EnterpriseName(id));
  if (profile) reference.set_display_name(profile->display_name());
  return reference;
}

void ProposeEnterprise(std::string_view id, const std::optional<v1::Enterprise>& old,
                       const changelog::MutationContext& context, v1::Enterprise& enterprise,
                       changelog::Proposal& proposal) {
  const auto now = ToProtoTime(context.time);
  enterprise.set_name(registry::EnterpriseName(id));
  *enterprise.mutable_create_time() = old ? old->create_time() : now;
  *enterprise.mutable_update_time() = now;
  enterprise.set_update_position(context.position);
  enterprise.clear_workforce();
  // The etag covers the contact too, although it is stored apart.
  StampEtag(enterprise);
  v1::Enterprise profile = enterprise;
  profile.clear_contact();
  proposal.changes.push_back(storage::Put(storage::EnterpriseKey(id), profile));
  proposal.changes.push_back(enterprise.has_contact()
                                 ? storage::Put(storage::ContactKey(id), enterprise.contact())
                                 : storage::Remove(storage::ContactKey(id)));
}

void ProposeStatement(std::string_view id, v1::WorkforceStatement& statement,
                      changelog::Proposal& proposal) {
  const domain::Date as_of = *registry::FromProto(statement.as_of());
  statement.set_name(registry::WorkforceStatementName(id, as_of));
  proposal.changes.push_back(
      storage::Put(storage::WorkforceKey(id, std::chrono::sys_days(as_of)), statement));
}

}  // namespace sambyd::application
