#include "lib/domain/rules.h"

#include <algorithm>
#include <array>

namespace sambyd::domain {
namespace {

constexpr Date On(int year, unsigned month, unsigned day) {
  return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

constexpr std::int64_t kHundredths = 100;

constexpr char kThresholds[] = "Regulation (EU) 2025/2152; in DKK as published for 2026-27";
constexpr char kComputed[] = "Regulation (EU) 2025/2152; in DKK computed at its rate of 7.46";
constexpr char kSmallLots[] = "Udbudsloven § 8(2); in DKK computed at 7.46, the rate of 2026-27";
constexpr char kSmallLotsEarlier[] = "Udbudsloven § 8(2); the amount in DKK is not recorded";

constexpr std::array<DatedLimit, 7> kLimits = {{
    {Limit::kGoodsAndServices, On(2026, 1, 1), On(2027, 12, 31), 216'000 * kHundredths,
     1'611'360 * kHundredths, kThresholds},
    {Limit::kWorks, On(2026, 1, 1), On(2027, 12, 31), 5'404'000 * kHundredths,
     40'313'840 * kHundredths, kThresholds},
    {Limit::kLightRegime, On(2026, 1, 1), On(2027, 12, 31), 750'000 * kHundredths,
     5'595'000 * kHundredths, kComputed},
    {Limit::kSmallLotGoodsAndServices, On(2026, 1, 1), On(2027, 12, 31), 80'000 * kHundredths,
     596'800 * kHundredths, kSmallLots},
    {Limit::kSmallLotGoodsAndServices, On(2016, 1, 1), On(2025, 12, 31), 80'000 * kHundredths,
     std::nullopt, kSmallLotsEarlier},
    {Limit::kSmallLotWorks, On(2026, 1, 1), On(2027, 12, 31), 1'000'000 * kHundredths,
     7'460'000 * kHundredths, kSmallLots},
    {Limit::kSmallLotWorks, On(2016, 1, 1), On(2025, 12, 31), 1'000'000 * kHundredths, std::nullopt,
     kSmallLotsEarlier},
}};

}  // namespace

std::optional<DatedLimit> FindLimit(Limit limit, Date publication_date) {
  const auto row = std::ranges::find_if(kLimits, [&](const DatedLimit& candidate) {
    return candidate.limit == limit && candidate.valid_from <= publication_date &&
           publication_date <= candidate.valid_to;
  });
  return row == kLimits.end() ? std::nullopt : std::optional(*row);
}

std::optional<std::int64_t> LimitAmount(Limit limit, Date publication_date,
                                        std::string_view currency) {
  const auto row = FindLimit(limit, publication_date);
  if (!row) return std::nullopt;
  if (currency == "EUR") return row->eur_cents;
  if (currency == "DKK") return row->dkk_ore;
  return std::nullopt;
}

std::optional<bool> IsSmallLot(std::int64_t value, std::string_view currency, bool works,
                               Date publication_date) {
  const Limit limit = works ? Limit::kSmallLotWorks : Limit::kSmallLotGoodsAndServices;
  const auto amount = LimitAmount(limit, publication_date, currency);
  if (!amount) return std::nullopt;
  return value < *amount;
}

}  // namespace sambyd::domain
