#include "lib/application/procedure_value.h"

#include <cstdint>

#include "lib/domain/cpv.h"
#include "lib/domain/rules.h"
#include "lib/registry/dates.h"

namespace sambyd::application {
namespace {

std::optional<domain::Limit> ThresholdOf(const v1::Tender& tender) {
  if (tender.contract_nature() == "works") return domain::Limit::kWorks;
  if (tender.contract_nature() == "services") {
    const auto code = domain::CpvCode::Parse(tender.main_cpv());
    const domain::CpvEntry* entry = code ? domain::FindNearestCpv(*code) : nullptr;
    return entry != nullptr && entry->light_regime ? domain::Limit::kLightRegime
                                                   : domain::Limit::kGoodsAndServices;
  }
  if (tender.contract_nature() == "supplies") return domain::Limit::kGoodsAndServices;
  return std::nullopt;
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
  const auto threshold = ThresholdOf(tender);
  if (!value || !threshold) return v1::VERDICT_UNKNOWN;
  const auto amount = domain::LimitAmount(*threshold, day, value->currency());
  return ToVerdict(amount ? std::optional(value->minor_units() >= *amount) : std::nullopt);
}

v1::Verdict ToVerdict(std::optional<bool> known) {
  if (!known) return v1::VERDICT_UNKNOWN;
  return *known ? v1::VERDICT_PASS : v1::VERDICT_FAIL;
}

}  // namespace sambyd::application
