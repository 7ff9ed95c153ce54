#include "tests/support/random_market.h"

#include <algorithm>
#include <array>
#include <string>

namespace sambyd::testing {
namespace {

constexpr std::int64_t kThousandKroner = 100'000;  // øre

std::int64_t Below(std::mt19937& random, std::int64_t end) {
  return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(end));
}

bool OneIn(std::mt19937& random, std::int64_t n) { return Below(random, n) == 0; }

market::Capacity RandomCapacity(std::mt19937& random) {
  if (OneIn(random, 15)) return market::Capacity::Unlimited();
  if (OneIn(random, 30)) return market::Capacity::Unknown();
  return market::Capacity::Of(kThousandKroner * (1 + Below(random, 5000)));
}

// The service area of the whole enterprise: its municipality, region or country.
std::vector<domain::Place> RandomArea(std::mt19937& random, const domain::Place& home) {
  switch (Below(random, 8)) {
    case 0:
      return {*domain::Place::Parse("DK")};
    case 1:
    case 2:
      return {home, RandomPlace(random), RandomPlace(random)};
    case 3:
      return {home};
    default:
      return {home.Nuts()};
  }
}

domain::Workforce RandomWorkforce(std::mt19937& random) {
  const std::int64_t headcount = 1 + Below(random, OneIn(random, 10) ? 2000 : 60);
  const std::int64_t most = OneIn(random, 8) ? headcount * 8 / 10 : headcount / 10;
  return {headcount, most == 0 ? 0 : Below(random, most + 1)};
}

}  // namespace

domain::CpvCode CodeOf(std::size_t number) {
  const auto entries = domain::AllCpvEntries();
  return entries[number * 7919 % entries.size()].code;
}

domain::Place RandomPlace(std::mt19937& random) {
  const auto municipalities = domain::AllMunicipalities();
  static constexpr std::array<const char*, 6> kNuts = {"DK", "DK0", "DK04", "DK042", "DK01", "SE"};
  if (OneIn(random, 5)) return *domain::Place::Parse(kNuts[random() % kNuts.size()]);
  if (OneIn(random, 100)) return *domain::Place::Parse("9999");
  return municipalities[random() % municipalities.size()].place;
}

market::Enterprise RandomEnterprise(std::mt19937& random, std::size_t number, std::size_t codes) {
  market::Enterprise row;
  row.id = "DK-CVR-" + std::to_string(10'000'000 + number * 7 % 90'000'000);
  row.workforce = OneIn(random, 20) ? domain::Workforce() : RandomWorkforce(random);
  row.workforce_as_of = kToday - std::chrono::days(Below(random, 380));
  row.workforce_valid_until = row.workforce_as_of + std::chrono::days(365);
  row.main_aim = !OneIn(random, 4);
  row.home = OneIn(random, 30) ? domain::Place() : RandomPlace(random);
  row.yearly = RandomCapacity(random);
  row.delivery_reliability = static_cast<int>(Below(random, 1001));
  const std::vector<domain::Place> area = RandomArea(random, row.home);
  for (std::int64_t left = 1 + Below(random, 5); left > 0; --left) {
    const auto skew = static_cast<double>(random()) / static_cast<double>(std::mt19937::max());
    row.capabilities.push_back(
        {.cpv = CodeOf(static_cast<std::size_t>(skew * skew * static_cast<double>(codes - 1))),
         .places = OneIn(random, 10) ? RandomArea(random, row.home) : area,
         .yearly = RandomCapacity(random),
         .quality = static_cast<int>(Below(random, 1001))});
  }
  for (int i = 0; i < 4; ++i) {
    if (!OneIn(random, 4)) continue;
    row.certificates.push_back(
        {"C" + std::to_string(i), kToday + std::chrono::days(Below(random, 100) - 10)});
  }
  return row;
}

std::vector<market::Enterprise> RandomMarket(unsigned seed, std::size_t size, std::size_t codes) {
  std::mt19937 random(seed);
  std::vector<market::Enterprise> rows;
  rows.reserve(size);
  for (std::size_t i = 0; i < size; ++i) rows.push_back(RandomEnterprise(random, i, codes));
  std::ranges::shuffle(rows, random);
  return rows;
}

}  // namespace sambyd::testing
