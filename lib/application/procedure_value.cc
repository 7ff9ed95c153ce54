#include "lib/application/procedure_value.h"

#include <cstdint>

#include "lib/domain/cpv.h"
#include "lib/domain/rules.h"
#include "lib/registry/dates.h"

namespace sambyd::application {
namespace {

// The thresholds that can apply: two where the code does not tell the regime of a service, none
// where the nature is not known.
std::vector<domain::Limit> ThresholdsOf(const v1::Tender& tender) {
  using domain::Limit;
  if (tender.contract_nature() == "works") return {Limit::kWorks};
  if (tender.contract_nature() == "supplies") return {Limit::kGoodsAndServices};
  if (tender.contract_nature() != "services") return {};
  const auto code = domain::CpvCode::Parse(tender.main_cpv());
  const auto light = code ? domain::IsLightRegime(*code) : std::nullopt;
  if (!light) return {Limit::kGoodsAndServices, Limit::kLightRegime};
  return {*light ? Limit::kLightRegime : Limit::kGoodsAndServices};
}

}  // namespace

std::optional<domain::Date> PublicationDate(const v1::Tender& tender) {
  for (const v1::NoticeReference& notice : tender.notices()) {
    if (notice.has_publication_date()) return registry::FromProto(notice.publication_date());
  }
  return std::nullopt;
}

std::optional<v1::Money> TotalValue(const v1::Tender& tender, const std::vector<v1::Lot>& lots) {
  if (tender.has_estimated_value()) return tender.estimated_value();
  v1::Money total;
  for (const v1::Lot& lot : lots) {
    if (lot.origin() != v1::Lot::ORIGIN_PUBLISHED) continue;
    const v1::Money& value = lot.estimated_value();
    const bool first = total.currency().empty();
    std::int64_t sum = 0;
    if (!lot.has_estimated_value() || (!first && value.currency() != total.currency()) ||
        __builtin_add_overflow(total.minor_units(), value.minor_units(), &sum)) {
      return std::nullopt;
    }
    total.set_currency(value.currency());
    total.set_minor_units(sum);
  }
  return total.currency().empty() ? std::nullopt : std::optional(total);
}

v1::Verdict ReachesThreshold(const v1::Tender& tender, const std::vector<v1::Lot>& lots,
                             domain::Date day) {
  const auto value = TotalValue(tender, lots);
  if (!value) return v1::VERDICT_UNKNOWN;
  std::optional<bool> reached;
  for (const domain::Limit threshold : ThresholdsOf(tender)) {
    const auto amount = domain::LimitAmount(threshold, day, value->currency());
    if (!amount) return v1::VERDICT_UNKNOWN;
    const bool reaches = value->minor_units() >= *amount;
    if (reached && *reached != reaches) return v1::VERDICT_UNKNOWN;
    reached = reaches;
  }
  return ToVerdict(reached);
}

v1::Verdict ToVerdict(std::optional<bool> known) {
  if (!known) return v1::VERDICT_UNKNOWN;
  return *known ? v1::VERDICT_PASS : v1::VERDICT_FAIL;
}

}  // namespace sambyd::application
