#include "lib/application/small_lots.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "lib/application/lot_tree.h"
#include "lib/application/procedure_value.h"
#include "lib/domain/rules.h"

namespace sambyd::application {
void MarkSmallLots(const v1::Tender& tender, std::vector<v1::Lot>& lots) {
  const auto published = PublicationDate(tender);
  const auto total = TotalValue(tender, lots);
  std::int64_t running = 0;
  for (v1::Lot& lot : lots) {
    lot.clear_small_lot();
    if (!IsPart(lot)) continue;
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
