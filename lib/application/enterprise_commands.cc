#include "lib/application/enterprise_commands.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "google/protobuf/empty.pb.h"
#include "google/protobuf/util/time_util.h"
#include "lib/application/enterprise_document.h"
#include "lib/application/etag.h"
#include "lib/application/request_key.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/registry/assessed.h"
#include "lib/registry/merge.h"
#include "lib/registry/names.h"
#include "lib/registry/normalize.h"
#include "lib/registry/validate.h"
#include "lib/storage/document.h"

namespace sambyd::application {
namespace {

using storage::v1::SealedStatement;

domain::Date Today(const Clock& clock) { return domain::Date(DayOf(clock.Now())); }

absl::StatusOr<v1::Enterprise> RequiredProfile(const storage::Snapshot& state,
                                               std::string_view id) {
  SAMBYD_ASSIGN_OR_RETURN(auto profile, StoredProfile(state, id));
  if (!profile) return NotFound(registry::EnterpriseName(id));
  return *std::move(profile);
}

// The answer to a write that changed an enterprise; counts never travel in it.
absl::Status Answer(const storage::Snapshot& before, std::string_view id, v1::Enterprise enterprise,
                    changelog::Proposal& proposal) {
  v1::Enterprise stored;
  SAMBYD_RETURN_IF_ERROR(Complete(before, id, registry::Disclosure::kBandsOnly, stored));
  if (stored.has_workforce()) *enterprise.mutable_workforce() = stored.workforce();
  ProposeResponse(std::move(enterprise), proposal);
  return absl::OkStatus();
}

// A fingerprint over the contact would stay in the log and could be searched for it after it was
// erased; so requests that differ in the contact alone count as the same.
template <class Request>
absl::StatusOr<std::optional<changelog::RequestKey>> KeyWithoutContact(std::string_view method,
                                                                       Request request) {
  request.mutable_enterprise()->clear_contact();
  return RequestKeyOf(method, request);
}

}  // namespace

EnterpriseCommands::EnterpriseCommands(changelog::ChangeLog& log, const storage::Store& store,
                                       const Clock& clock)
    : log_(log), store_(store), clock_(clock) {}

absl::StatusOr<Written<v1::Enterprise>> EnterpriseCommands::Create(
    const v1::CreateEnterpriseRequest& request) {
  SAMBYD_ASSIGN_OR_RETURN(const auto key, KeyWithoutContact("CreateEnterprise", request));
  v1::Enterprise enterprise = request.enterprise();
  registry::Normalize(enterprise);
  SAMBYD_RETURN_IF_ERROR(
      InField("enterprise", registry::ValidateEnterprise(enterprise, Today(clock_))));
  const std::string id = registry::EnterpriseId(enterprise.national_id());
  return CommitEnterprise(
      log_, key,
      [&](const changelog::MutationContext& context) -> absl::StatusOr<changelog::Proposal> {
        SAMBYD_ASSIGN_OR_RETURN(const auto stored, StoredProfile(context.state, id));
        if (stored) {
          return Refuse(absl::StatusCode::kAlreadyExists, Reason::kAlreadyExists,
                        {{"enterprise.national_id.value", enterprise.national_id().value(),
                          "a number that is not registered"}});
        }
        changelog::Proposal proposal;
        SAMBYD_RETURN_IF_ERROR(ProposeEnterprise(id, std::nullopt, context, enterprise, proposal));
        SAMBYD_RETURN_IF_ERROR(Answer(context.state, id, enterprise, proposal));
        return proposal;
      });
}

absl::StatusOr<Written<v1::Enterprise>> EnterpriseCommands::Update(
    const v1::UpdateEnterpriseRequest& request, const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const auto key, KeyWithoutContact("UpdateEnterprise", request));
  SAMBYD_ASSIGN_OR_RETURN(
      const std::string id,
      registry::ParseEnterpriseName(request.enterprise().name(), "enterprise.name"));
  return CommitEnterprise(
      log_, key,
      [&](const changelog::MutationContext& context) -> absl::StatusOr<changelog::Proposal> {
        SAMBYD_ASSIGN_OR_RETURN(v1::Enterprise stored, RequiredProfile(context.state, id));
        SAMBYD_RETURN_IF_ERROR(
            InField("enterprise", CheckEtag(request.enterprise().etag(), stored.etag())));
        SAMBYD_ASSIGN_OR_RETURN(const auto contact, StoredContact(context.state, id));
        if (contact) *stored.mutable_contact() = *contact;
        SAMBYD_ASSIGN_OR_RETURN(
            v1::Enterprise merged,
            registry::MergeEnterprise(stored, request.enterprise(), request.update_mask()));
        registry::Normalize(merged);
        SAMBYD_RETURN_IF_ERROR(
            InField("enterprise", registry::ValidateEnterprise(merged, Today(clock_))));
        if (!caller.keeps_register) {
          SAMBYD_RETURN_IF_ERROR(InField("enterprise", registry::CheckOwnChange(stored, merged)));
        }
        if (stored.has_profile_confirm_time()) {
          *merged.mutable_profile_confirm_time() = stored.profile_confirm_time();
        }
        changelog::Proposal proposal;
        SAMBYD_RETURN_IF_ERROR(ProposeEnterprise(id, stored, context, merged, proposal));
        SAMBYD_RETURN_IF_ERROR(Answer(context.state, id, merged, proposal));
        return proposal;
      });
}

absl::StatusOr<Written<v1::WorkforceStatement>> EnterpriseCommands::SubmitStatement(
    const v1::SubmitWorkforceStatementRequest& request, const Caller& caller) {
  v1::SubmitWorkforceStatementRequest countless = request;
  countless.mutable_workforce_statement()->clear_counts();
  SAMBYD_ASSIGN_OR_RETURN(const auto key, RequestKeyOf("SubmitWorkforceStatement", countless));
  SAMBYD_ASSIGN_OR_RETURN(const std::string id,
                          registry::ParseEnterpriseName(request.parent(), "parent"));
  v1::WorkforceStatement statement = request.workforce_statement();
  registry::Normalize(statement);
  SAMBYD_RETURN_IF_ERROR(InField("workforce_statement",
                                 registry::ValidateWorkforceStatement(statement, Today(clock_))));
  if (!caller.keeps_register) {
    SAMBYD_RETURN_IF_ERROR(InField("workforce_statement", registry::CheckOwnStatement(statement)));
  }
  SAMBYD_ASSIGN_OR_RETURN(
      auto submitted,
      CommitStatement(
          id, log_, key,
          [&](const changelog::MutationContext& context) -> absl::StatusOr<changelog::Proposal> {
            SAMBYD_RETURN_IF_ERROR(RequiredProfile(context.state, id).status());
            changelog::Proposal proposal;
            SAMBYD_RETURN_IF_ERROR(ProposeStatement(id, context.state, statement, proposal));
            ProposeResponse(statement, proposal);
            return proposal;
          }));
  // The fingerprint leaves the counts to this comparison, for a replay tells those of the first.
  statement.set_name(submitted.response.name());
  if (submitted.response.counts_size() > 0 &&
      submitted.response.SerializeAsString() != statement.SerializeAsString()) {
    return changelog::RequestIdReused(request.request_id());
  }
  return submitted;
}

absl::StatusOr<Written<v1::Enterprise>> EnterpriseCommands::ConfirmProfile(
    const v1::ConfirmProfileRequest& request) {
  SAMBYD_ASSIGN_OR_RETURN(const auto key, RequestKeyOf("ConfirmProfile", request));
  SAMBYD_ASSIGN_OR_RETURN(const std::string id, registry::ParseEnterpriseName(request.name()));
  return CommitEnterprise(
      log_, key,
      [&](const changelog::MutationContext& context) -> absl::StatusOr<changelog::Proposal> {
        SAMBYD_ASSIGN_OR_RETURN(const v1::Enterprise stored, RequiredProfile(context.state, id));
        v1::Enterprise confirmed = stored;
        SAMBYD_ASSIGN_OR_RETURN(const auto contact, StoredContact(context.state, id));
        if (contact) *confirmed.mutable_contact() = *contact;
        *confirmed.mutable_profile_confirm_time() =
            google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
                context.time.time_since_epoch().count());
        changelog::Proposal proposal;
        SAMBYD_RETURN_IF_ERROR(ProposeEnterprise(id, stored, context, confirmed, proposal));
        SAMBYD_RETURN_IF_ERROR(Answer(context.state, id, confirmed, proposal));
        return proposal;
      });
}

absl::StatusOr<std::int64_t> EnterpriseCommands::Delete(
    const v1::DeleteEnterpriseRequest& request) {
  SAMBYD_ASSIGN_OR_RETURN(const auto key, RequestKeyOf("DeleteEnterprise", request));
  SAMBYD_ASSIGN_OR_RETURN(const std::string id, registry::ParseEnterpriseName(request.name()));
  SAMBYD_ASSIGN_OR_RETURN(
      const auto written,
      CommitTyped<google::protobuf::Empty>(
          log_, key,
          [&](const changelog::MutationContext& context) -> absl::StatusOr<changelog::Proposal> {
            SAMBYD_ASSIGN_OR_RETURN(const auto stored, RequiredProfile(context.state, id));
            SAMBYD_RETURN_IF_ERROR(CheckEtag(request.etag(), stored.etag()));
            changelog::Proposal proposal;
            proposal.changes.push_back(storage::Remove(storage::EnterpriseKey(id)));
            proposal.changes.push_back(storage::Remove(storage::ContactKey(id)));
            proposal.changes.push_back(storage::Remove(storage::EncryptionKeyKey(id)));
            proposal.changes.push_back(storage::Remove(storage::WorkforceEncryptionKeyKey(id)));
            SAMBYD_RETURN_IF_ERROR(context.state.Scan<SealedStatement>(
                storage::WorkforceOf(id), std::nullopt,
                [&](const storage::Key<SealedStatement>& statement, SealedStatement&) {
                  proposal.changes.push_back(storage::Remove(statement));
                  return true;
                }));
            return proposal;
          }));
  SAMBYD_RETURN_IF_ERROR(store_.ScrubKeys(*log_.Published()));
  return written.position;
}

absl::StatusOr<Written<v1::Enterprise>> EnterpriseCommands::EraseContact(
    const v1::EraseContactRequest& request) {
  SAMBYD_ASSIGN_OR_RETURN(const auto key, RequestKeyOf("EraseContact", request));
  SAMBYD_ASSIGN_OR_RETURN(const std::string id, registry::ParseEnterpriseName(request.name()));
  SAMBYD_ASSIGN_OR_RETURN(
      auto erased,
      CommitEnterprise(
          log_, key,
          [&](const changelog::MutationContext& context) -> absl::StatusOr<changelog::Proposal> {
            SAMBYD_ASSIGN_OR_RETURN(const auto stored, RequiredProfile(context.state, id));
            SAMBYD_ASSIGN_OR_RETURN(const auto contact, StoredContact(context.state, id));
            v1::Enterprise enterprise = stored;
            changelog::Proposal proposal;
            if (contact) {
              SAMBYD_RETURN_IF_ERROR(ProposeEnterprise(id, stored, context, enterprise, proposal));
            }
            SAMBYD_RETURN_IF_ERROR(Answer(context.state, id, enterprise, proposal));
            return proposal;
          }));
  SAMBYD_RETURN_IF_ERROR(store_.ScrubKeys(*log_.Published()));
  return erased;
}

}  // namespace sambyd::application
