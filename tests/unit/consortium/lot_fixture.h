#ifndef TESTS_UNIT_CONSORTIUM_LOT_FIXTURE_H_
#define TESTS_UNIT_CONSORTIUM_LOT_FIXTURE_H_

#include <chrono>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/consortium/lot_query.h"
#include "lib/market/enterprise.h"
#include "tests/support/random_market.h"

namespace sambyd::consortium {

inline domain::CpvCode Cpv(std::string_view code) { return *domain::CpvCode::Parse(code); }
inline domain::Place At(std::string_view code) { return *domain::Place::Parse(code); }

inline constexpr std::string_view kCleaning = "90910000";
inline constexpr std::string_view kGardening = "77310000";
inline constexpr std::string_view kLaundry = "98310000";

struct Work {
  std::string_view cpv;
  std::optional<std::int64_t> yearly;  // øre; nothing = unlimited
  int quality = 500;
};

// An enterprise of Aarhus with its main aim evidenced and a statement that holds for a year.
inline market::Enterprise Firm(std::string id, domain::Workforce workforce,
                               const std::vector<Work>& works) {
  market::Enterprise row{.id = std::move(id)};
  row.workforce = workforce;
  row.workforce_as_of = testing::kToday;
  row.workforce_valid_until = testing::kToday + std::chrono::days(365);
  row.main_aim = true;
  row.yearly = market::Capacity::Unlimited();
  row.delivery_reliability = 500;
  row.home = At("0751");
  for (const Work& work : works) {
    const auto yearly =
        work.yearly ? market::Capacity::Of(*work.yearly) : market::Capacity::Unlimited();
    row.capabilities.push_back(
        {.cpv = Cpv(work.cpv), .places = {At("DK042")}, .yearly = yearly, .quality = work.quality});
  }
  return row;
}

// A lot in Aarhus with one leaf for each kind of work and volume.
inline LotQuery Lot(
    const std::vector<std::pair<std::string_view, std::optional<std::int64_t>>>& leaves,
    domain::ThresholdPolicy policy) {
  LotQuery query;
  for (const auto& [cpv, volume] : leaves) {
    query.leaves.push_back({.codes = {Cpv(cpv)}, .places = {At("0751")}, .yearly_volume = volume});
  }
  query.policy = policy;
  query.as_of = testing::kToday;
  return query;
}

// A lot of 1 to `most_leaves` leaves in popular kinds of work of a RandomMarket with `codes` codes.
inline LotQuery RandomLot(std::mt19937& random, std::size_t codes, std::size_t most_leaves) {
  LotQuery query;
  for (std::size_t n = 1 + random() % most_leaves; n > 0; --n) {
    LeafQuery leaf{.codes = {testing::CodeOf(random() % codes)}};
    if (random() % 2 == 0) leaf.places = {testing::RandomPlace(random)};
    if (random() % 6 != 0) {
      leaf.yearly_volume = 1 + static_cast<std::int64_t>(random() % 300'000'000);
    }
    query.leaves.push_back(std::move(leaf));
  }
  query.policy = static_cast<domain::ThresholdPolicy>(random() % 4);
  query.require_main_aim = random() % 2 == 0;
  query.max_members = 1 + static_cast<int>(random() % 4);
  query.role_min_bp = 100 + static_cast<int>(random() % 1500);
  if (random() % 4 == 0) query.certificates_all = {"C0"};
  if (random() % 3 == 0) query.certificates_any = {"C1", "C2"};
  query.as_of = testing::kToday;
  return query;
}

}  // namespace sambyd::consortium

#endif  // TESTS_UNIT_CONSORTIUM_LOT_FIXTURE_H_
