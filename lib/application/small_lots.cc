#include "lib/application/small_lots.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "lib/domain/rules.h"
#include "lib/registry/dates.h"

namespace sambyd::application {
namespace {

// The day whose limits apply: that of the first publication among the notices of the tender.
std::optional<domain::Date> PublicationDate(const v1::Tender& tender) {
  for (const v1::NoticeReference& notice : tender.notices()) {
    if (notice.has_publication_date()) return registry::FromProto(notice.publication_date());
  }
  return std::nullopt;
}

// Value of the whole procedure: as given, else the sum of its published lots when all are known.
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

v1::Verdict ToVerdict(std::optional<bool> known) {
  if (!known) return v1::VERDICT_UNKNOWN;
  return *known ? v1::VERDICT_PASS : v1::VERDICT_FAIL;
}

}  // namespace

void MarkSmallLots(const v1::Tender& tender, std::vector<v1::Lot>& lots) {
  const auto published = PublicationDate(tender);
  const auto total = TotalValue(tender, lots);
  std::int64_t running = 0;
  for (v1::Lot& lot : lots) {
    if (lot.origin() != v1::Lot::ORIGIN_DERIVED) continue;
    const v1::Money& value = lot.estimated_value();
    std::optional<bool> small;
    if (published && lot.has_estimated_value()) {
      small = domain::IsSmallLot(value.minor_units(), value.currency(),
                                 lot.contract_nature() == "works", *published);
    }
    v1::SmallLot& mark = *lot.mutable_small_lot();
    mark.set_candidate(ToVerdict(small));
    mark.set_within_budget(v1::VERDICT_UNKNOWN);
    if (!small || !total || total->currency() != value.currency()) continue;
    if (*small && __builtin_add_overflow(running, value.minor_units(), &running)) {
      running = std::numeric_limits<std::int64_t>::max();
    }
    mark.set_within_budget(
        ToVerdict(*small && domain::FitsSmallLotBudget(running, total->minor_units())));
    mark.mutable_running_total()->set_currency(total->currency());
    mark.mutable_running_total()->set_minor_units(running);
  }
}

}  // namespace sambyd::application
