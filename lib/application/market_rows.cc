#include "lib/application/market_rows.h"

#include <string>
#include <utility>

#include "lib/base/status.h"
#include "lib/registry/dates.h"
#include "lib/registry/staleness.h"
#include "lib/registry/workforce.h"
#include "lib/storage/document.h"
#include "lib/storage/sealed.h"

namespace sambyd::application {
namespace {

using storage::v1::SealedStatement;

market::Capacity CapacityOf(const v1::Capacity& capacity) {
  return capacity.unlimited() ? market::Capacity::Unlimited()
                              : market::Capacity::Of(capacity.ore_per_year());
}

std::vector<domain::Place> PlacesOf(const v1::Capability& capability) {
  std::vector<domain::Place> places;
  for (const std::string& code : capability.service_areas()) {
    if (const auto place = domain::Place::Parse(code)) places.push_back(*place);
  }
  return places;
}

// A capability without a capacity of its own is limited by the enterprise's overall one alone.
market::Capability CapabilityOf(const v1::Capability& capability, bool overall_known) {
  market::Capability row;
  row.cpv = domain::CpvCode::Parse(capability.cpv()).value_or(domain::CpvCode());
  row.places = PlacesOf(capability);
  if (capability.has_yearly_capacity()) {
    row.yearly = CapacityOf(capability.yearly_capacity());
  } else if (overall_known) {
    row.yearly = market::Capacity::Unlimited();
  }
  row.quality = capability.has_quality() ? capability.quality() : kUnknownGrade;
  return row;
}

market::Certificate CertificateOf(const v1::Certificate& certificate) {
  market::Certificate row{.code = certificate.code()};
  if (const auto day = registry::FromProto(certificate.valid_until())) row.valid_until = *day;
  return row;
}

void SetWorkforce(const v1::WorkforceStatement& statement, market::Enterprise& row) {
  const auto as_of = registry::FromProto(statement.as_of());
  if (!as_of) return;
  row.workforce = registry::CountEmployees(statement);
  row.workforce_as_of = *as_of;
  row.workforce_valid_until =
      std::chrono::sys_days(registry::StaleFrom(*as_of)) - std::chrono::days(1);
}

}  // namespace

market::Enterprise MarketRow(std::string_view enterprise_id, const v1::Enterprise& enterprise,
                             const std::optional<v1::WorkforceStatement>& latest) {
  market::Enterprise row;
  row.id = std::string(enterprise_id);
  if (latest) SetWorkforce(*latest, row);
  row.main_aim = enterprise.main_aim().integration() &&
                 enterprise.main_aim().evidence_level() != v1::MainAim::EVIDENCE_LEVEL_UNSPECIFIED;
  const bool overall_known = enterprise.has_yearly_capacity();
  if (overall_known) row.yearly = CapacityOf(enterprise.yearly_capacity());
  for (const v1::Capability& capability : enterprise.capabilities()) {
    row.capabilities.push_back(CapabilityOf(capability, overall_known));
  }
  row.delivery_reliability =
      enterprise.has_delivery_reliability() ? enterprise.delivery_reliability() : kUnknownGrade;
  row.home = domain::Place::Parse(enterprise.home_place()).value_or(domain::Place());
  for (const v1::Certificate& certificate : enterprise.certificates()) {
    row.certificates.push_back(CertificateOf(certificate));
  }
  return row;
}

absl::StatusOr<std::optional<v1::WorkforceStatement>> LatestStatement(
    const storage::Snapshot& snapshot, std::string_view enterprise_id) {
  std::optional<SealedStatement> latest;
  SAMBYD_RETURN_IF_ERROR(snapshot.Scan<SealedStatement>(
      storage::WorkforceOf(enterprise_id), std::nullopt,
      [&](const storage::Key<SealedStatement>&, SealedStatement& statement) {
        latest = std::move(statement);
        return true;
      }));
  if (!latest) return std::optional<v1::WorkforceStatement>();
  SAMBYD_ASSIGN_OR_RETURN(auto statement, storage::ReadStatement(snapshot, enterprise_id, *latest));
  return std::optional(std::move(statement));
}

absl::StatusOr<std::optional<market::Enterprise>> ReadMarketRow(const storage::Snapshot& snapshot,
                                                                std::string_view enterprise_id) {
  const auto enterprise = snapshot.Get(storage::EnterpriseKey(enterprise_id));
  if (absl::IsNotFound(enterprise.status())) return std::optional<market::Enterprise>();
  SAMBYD_RETURN_IF_ERROR(enterprise.status());
  SAMBYD_ASSIGN_OR_RETURN(const auto latest, LatestStatement(snapshot, enterprise_id));
  return std::optional(MarketRow(enterprise_id, *enterprise, latest));
}

absl::StatusOr<std::vector<market::Enterprise>> ReadAllMarketRows(
    const storage::Snapshot& snapshot) {
  // One scan of each kind: far quicker than a look-up for every enterprise.
  SAMBYD_ASSIGN_OR_RETURN(auto latest, storage::ReadLatestStatements(snapshot));
  std::vector<market::Enterprise> rows;
  SAMBYD_RETURN_IF_ERROR(snapshot.Scan<v1::Enterprise>(
      storage::All<v1::Enterprise>(), std::nullopt,
      [&](const storage::Key<v1::Enterprise>& key, v1::Enterprise& enterprise) {
        const std::string id = storage::OwnerOf(key.bytes).value_or("");
        const auto statement = latest.find(id);
        rows.push_back(MarketRow(id, enterprise,
                                 statement == latest.end()
                                     ? std::nullopt
                                     : std::optional(std::move(statement->second))));
        return true;
      }));
  return rows;
}

}  // namespace sambyd::application
