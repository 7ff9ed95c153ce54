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
#include "lib/storage/sealed.h"

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

absl::Status ProposeContact(std::string_view id, const storage::Snapshot& state,
                            const v1::Enterprise& enterprise, changelog::Proposal& proposal) {
  if (!enterprise.has_contact()) {
    proposal.changes.push_back(storage::Remove(storage::ContactKey(id)));
    proposal.changes.push_back(storage::Remove(storage::EncryptionKeyKey(id)));
    return absl::OkStatus();
  }
  SAMBYD_ASSIGN_OR_RETURN(auto key, storage::FindContactKey(state, id));
  if (!key) {
    key = storage::NewContactKey();
    proposal.changes.push_back(storage::Put(storage::EncryptionKeyKey(id), *key));
  }
  proposal.changes.push_back(
      storage::Put(storage::ContactKey(id), storage::SealContact(id, *key, enterprise.contact())));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::optional<v1::Enterprise>> StoredProfile(const storage::Snapshot& snapshot,
                                                            std::string_view id) {
  return Stored(snapshot, storage::EnterpriseKey(id));
}

absl::StatusOr<std::optional<v1::Contact>> StoredContact(const storage::Snapshot& snapshot,
                                                         std::string_view id) {
  return storage::FindContact(snapshot, id);
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

absl::Status ProposeEnterprise(std::string_view id, const std::optional<v1::Enterprise>& old,
                               const changelog::MutationContext& context,
                               v1::Enterprise& enterprise, changelog::Proposal& proposal) {
  const auto now = ToProtoTime(context.time);
  enterprise.set_name(registry::EnterpriseName(id));
  *enterprise.mutable_create_time() = old ? old->create_time() : now;
  *enterprise.mutable_update_time() = now;
  enterprise.set_update_position(context.position);
  enterprise.clear_workforce();
  v1::Enterprise profile = enterprise;
  profile.clear_contact();
  // Over the profile alone: a digest of a contact could be searched for it after it was erased. A
  // change of the contact shows in update_position.
  StampEtag(profile);
  enterprise.set_etag(profile.etag());
  proposal.changes.push_back(storage::Put(storage::EnterpriseKey(id), profile));
  return ProposeContact(id, context.state, enterprise, proposal);
}

void ProposeResponse(v1::Enterprise enterprise, changelog::Proposal& proposal) {
  storage::v1::RememberedEnterprise response;
  for (const storage::v1::DocumentChange& change : proposal.changes) {
    if (change.kind() == storage::v1::DOCUMENT_KIND_CONTACT && change.has_document()) {
      response.mutable_contact()->ParseFromString(change.document());
    }
  }
  enterprise.clear_contact();
  *response.mutable_enterprise() = std::move(enterprise);
  proposal.response = response.SerializeAsString();
}

absl::StatusOr<Written<v1::Enterprise>> CommitEnterprise(
    changelog::ChangeLog& log, const std::optional<changelog::RequestKey>& key,
    const changelog::Mutation& mutation) {
  SAMBYD_ASSIGN_OR_RETURN(auto committed,
                          CommitTyped<storage::v1::RememberedEnterprise>(log, key, mutation));
  v1::Enterprise& enterprise = *committed.response.mutable_enterprise();
  if (committed.response.has_contact()) {
    SAMBYD_ASSIGN_OR_RETURN(const std::string id, registry::ParseEnterpriseName(enterprise.name()));
    SAMBYD_ASSIGN_OR_RETURN(const auto secret, storage::FindContactKey(*log.Published(), id));
    auto contact =
        secret ? storage::OpenContact(id, *secret, committed.response.contact()) : std::nullopt;
    if (contact) *enterprise.mutable_contact() = *std::move(contact);
  }
  return Written<v1::Enterprise>{std::move(enterprise), committed.position};
}

absl::Status ProposeStatement(std::string_view id, const storage::Snapshot& state,
                              v1::WorkforceStatement& statement, changelog::Proposal& proposal) {
  const domain::Date as_of = *registry::FromProto(statement.as_of());
  statement.set_name(registry::WorkforceStatementName(id, as_of));
  SAMBYD_ASSIGN_OR_RETURN(auto key, storage::FindWorkforceKey(state, id));
  if (!key) {
    key = storage::NewWorkforceKey();
    proposal.changes.push_back(storage::Put(storage::WorkforceEncryptionKeyKey(id), *key));
  }
  proposal.changes.push_back(storage::Put(storage::WorkforceKey(id, std::chrono::sys_days(as_of)),
                                          storage::SealStatement(id, *key, statement)));
  return absl::OkStatus();
}

void ProposeResponse(v1::WorkforceStatement statement, changelog::Proposal& proposal) {
  storage::v1::RememberedStatement response;
  for (const storage::v1::DocumentChange& change : proposal.changes) {
    if (change.kind() == storage::v1::DOCUMENT_KIND_WORKFORCE) {
      response.mutable_sealed()->ParseFromString(change.document());
    }
  }
  statement.clear_counts();
  *response.mutable_statement() = std::move(statement);
  proposal.response = response.SerializeAsString();
}

absl::StatusOr<Written<v1::WorkforceStatement>> CommitStatement(
    std::string_view id, changelog::ChangeLog& log, const std::optional<changelog::RequestKey>& key,
    const changelog::Mutation& mutation) {
  SAMBYD_ASSIGN_OR_RETURN(auto committed,
                          CommitTyped<storage::v1::RememberedStatement>(log, key, mutation));
  SAMBYD_ASSIGN_OR_RETURN(const auto secret, storage::FindWorkforceKey(*log.Published(), id));
  auto opened =
      secret ? storage::OpenStatement(id, *secret, committed.response.sealed()) : std::nullopt;
  v1::WorkforceStatement& rest = *committed.response.mutable_statement();
  return Written<v1::WorkforceStatement>{opened ? *std::move(opened) : std::move(rest),
                                         committed.position};
}

}  // namespace sambyd::application
