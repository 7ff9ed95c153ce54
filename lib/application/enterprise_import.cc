#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lib/application/enterprise_commands.h"
#include "lib/application/enterprise_document.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/registry/dates.h"
#include "lib/registry/names.h"
#include "lib/registry/normalize.h"
#include "lib/registry/validate.h"
#include "lib/storage/document.h"
#include "lib/storage/sealed.h"

namespace sambyd::application {
namespace {

constexpr int kMostErrors = 1000;

// A row that may be stored.
struct ValidRow {
  std::string id;
  v1::Enterprise enterprise;
  std::optional<v1::WorkforceStatement> statement;
};

absl::StatusOr<ValidRow> CheckRow(const v1::ImportRow& row, domain::Date today) {
  ValidRow valid{.id = "", .enterprise = row.enterprise(), .statement = std::nullopt};
  registry::Normalize(valid.enterprise);
  SAMBYD_RETURN_IF_ERROR(registry::ValidateEnterprise(valid.enterprise, today));
  valid.id = registry::EnterpriseId(valid.enterprise.national_id());
  valid.enterprise.set_name(registry::EnterpriseName(valid.id));
  if (row.has_workforce_statement()) {
    valid.statement = row.workforce_statement();
    registry::Normalize(*valid.statement);
    SAMBYD_RETURN_IF_ERROR(InField("workforce_statement",
                                   registry::ValidateWorkforceStatement(*valid.statement, today)));
  }
  return valid;
}

void ReportError(const v1::ImportRow& row, const absl::Status& status,
                 v1::ImportEnterprisesResponse& report) {
  report.set_failed(report.failed() + 1);
  if (report.errors_size() == kMostErrors) {
    report.set_errors_not_listed(report.errors_not_listed() + 1);
    return;
  }
  v1::ImportRowError& error = *report.add_errors();
  error.set_line(row.line());
  const auto refusal = RefusalOf(status);
  if (!refusal || refusal->violations.empty()) {
    error.set_want(std::string(status.message()));
    return;
  }
  error.set_field(refusal->violations.front().field);
  error.set_got(refusal->violations.front().got);
  error.set_want(refusal->violations.front().want);
}

// What the caller can set, as stored.
absl::StatusOr<std::string> StoredContent(const storage::Snapshot& state, std::string_view id,
                                          v1::Enterprise profile) {
  SAMBYD_ASSIGN_OR_RETURN(const auto contact, StoredContact(state, id));
  if (contact) *profile.mutable_contact() = *contact;
  registry::Normalize(profile);
  return profile.SerializeAsString();
}

absl::StatusOr<bool> SameStatement(const storage::Snapshot& state, std::string_view id,
                                   const v1::WorkforceStatement& statement) {
  const std::chrono::sys_days day(*registry::FromProto(statement.as_of()));
  const auto stored = state.Get(storage::WorkforceKey(id, day));
  if (absl::IsNotFound(stored.status())) return false;
  SAMBYD_RETURN_IF_ERROR(stored.status());
  SAMBYD_ASSIGN_OR_RETURN(auto opened, storage::ReadStatement(state, id, *stored));
  opened.clear_name();
  return opened.SerializeAsString() == statement.SerializeAsString();
}

// What became of the rows of one record.
struct Tally {
  std::int64_t created = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
};

absl::Status ProposeRow(const changelog::MutationContext& context, const ValidRow& row,
                        changelog::Proposal& proposal, Tally& tally) {
  SAMBYD_ASSIGN_OR_RETURN(const auto stored, StoredProfile(context.state, row.id));
  bool same_profile = false;
  if (stored) {
    SAMBYD_ASSIGN_OR_RETURN(const auto content, StoredContent(context.state, row.id, *stored));
    same_profile = content == row.enterprise.SerializeAsString();
  }
  bool same_statement = !row.statement;
  if (row.statement) {
    SAMBYD_ASSIGN_OR_RETURN(same_statement, SameStatement(context.state, row.id, *row.statement));
  }
  if (!same_profile) {
    v1::Enterprise enterprise = row.enterprise;
    if (stored && stored->has_profile_confirm_time()) {
      *enterprise.mutable_profile_confirm_time() = stored->profile_confirm_time();
    }
    SAMBYD_RETURN_IF_ERROR(ProposeEnterprise(row.id, stored, context, enterprise, proposal));
  }
  if (!same_statement) {
    v1::WorkforceStatement statement = *row.statement;
    SAMBYD_RETURN_IF_ERROR(ProposeStatement(row.id, context.state, statement, proposal));
  }
  std::int64_t& count = !stored                          ? tally.created
                        : same_profile && same_statement ? tally.unchanged
                                                         : tally.updated;
  ++count;
  return absl::OkStatus();
}

// One record for rows of different enterprises.
absl::Status CommitRows(changelog::ChangeLog& log, std::span<const ValidRow> rows,
                        v1::ImportEnterprisesResponse& report) {
  if (rows.empty()) return absl::OkStatus();
  Tally tally;
  SAMBYD_ASSIGN_OR_RETURN(
      const changelog::Committed committed,
      log.Commit(
          std::nullopt,
          [&](const changelog::MutationContext& context) -> absl::StatusOr<changelog::Proposal> {
            changelog::Proposal proposal;
            for (const ValidRow& row : rows) {
              SAMBYD_RETURN_IF_ERROR(ProposeRow(context, row, proposal, tally));
            }
            return proposal;
          }));
  report.set_created(report.created() + tally.created);
  report.set_updated(report.updated() + tally.updated);
  report.set_unchanged(report.unchanged() + tally.unchanged);
  report.set_position(committed.position);
  return absl::OkStatus();
}

}  // namespace

absl::Status EnterpriseCommands::Import(
    const google::protobuf::RepeatedPtrField<v1::ImportRow>& rows,
    v1::ImportEnterprisesResponse& report) {
  const domain::Date today(DayOf(clock_.Now()));
  std::vector<ValidRow> pending;
  std::set<std::string> ids;
  for (const v1::ImportRow& row : rows) {
    report.set_rows(report.rows() + 1);
    auto valid = CheckRow(row, today);
    if (!valid.ok()) {
      ReportError(row, valid.status(), report);
      continue;
    }
    // A record changes a document once, so an enterprise's second row begins the next record.
    if (!ids.insert(valid->id).second) {
      SAMBYD_RETURN_IF_ERROR(CommitRows(log_, pending, report));
      pending.clear();
      ids = {valid->id};
    }
    pending.push_back(*std::move(valid));
  }
  return CommitRows(log_, pending, report);
}

}  // namespace sambyd::application
