#ifndef LIB_DOMAIN_RULES_H_
#define LIB_DOMAIN_RULES_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "lib/domain/date.h"

namespace sambyd::domain {

// Amounts of procurement law that change with time.
enum class Limit {
  kGoodsAndServices,          // threshold of municipalities and regions
  kWorks,                     // threshold of all buyers
  kLightRegime,               // threshold of social and other specific services
  kSmallLotGoodsAndServices,  // Udbudsloven § 8(2), Directive 2014/24/EU Art. 5(10)
  kSmallLotWorks,
};

// One row of the dated table: an amount without VAT and the days of publication it is for.
struct DatedLimit {
  Limit limit;
  Date valid_from;
  Date valid_to;  // last day
  std::int64_t eur_cents = 0;
  std::optional<std::int64_t> dkk_ore;  // missing where the amount in DKK is not known
  std::string_view source;
};

// The row for a notice published on this day: the regime follows the publication date. Nothing for
// days that the table does not reach.
std::optional<DatedLimit> FindLimit(Limit limit, Date publication_date);

// The amount of FindLimit in hundredths of a currency. Nothing when it is not known, which is so
// for every currency but EUR and DKK.
std::optional<std::int64_t> LimitAmount(Limit limit, Date publication_date,
                                        std::string_view currency);

// Whether a lot of this value, in hundredths of the currency and without VAT, lies below the
// small-lot limit and could be awarded without tender. Nothing when the limit is not known.
std::optional<bool> IsSmallLot(std::int64_t value, std::string_view currency, bool works,
                               Date publication_date);

// Whether small lots of `small_total` together are at most 20 % of a procedure of `total`:
// 5·small_total ≤ total, without overflow. Both in one currency and at least 0.
constexpr bool FitsSmallLotBudget(std::int64_t small_total, std::int64_t total) {
  return small_total <= total / 5;
}

}  // namespace sambyd::domain

#endif  // LIB_DOMAIN_RULES_H_
