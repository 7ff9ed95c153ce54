#include "lib/market/match.h"

#include <algorithm>
#include <random>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/support/random_market.h"

namespace sambyd::market {
namespace {

using ::sambyd::testing::CodeOf;
using ::sambyd::testing::kToday;
using ::sambyd::testing::RandomMarket;
using ::sambyd::testing::RandomPlace;

domain::Place At(std::string_view code) { return *domain::Place::Parse(code); }
domain::CpvCode Cpv(std::string_view code) { return *domain::CpvCode::Parse(code); }

Enterprise Cleaner(std::string id) {
  Enterprise row{.id = std::move(id)};
  row.workforce = {10, 4};
  row.workforce_valid_until = kToday;
  row.main_aim = true;
  row.capabilities = {{.cpv = Cpv("90910000"), .places = {At("DK04")}, .quality = 500}};
  return row;
}

MatchQuery Cleaning(std::string_view place) {
  MatchQuery query;
  query.needs = {{.codes = {Cpv("90919200")}, .places = {At(place)}, .volume = 1000}};
  query.day = kToday;
  return query;
}

std::size_t CountMatches(const Enterprise& row, const MatchQuery& query) {
  return FindMatches(View::Build({row}), query).matches.size();
}

TEST(MatchTest, ARegionalCleanerServesAMunicipalityOfItsRegionOnly) {
  EXPECT_EQ(CountMatches(Cleaner("a"), Cleaning("0751")), 1);
  EXPECT_EQ(CountMatches(Cleaner("a"), Cleaning("DK042")), 1);
  EXPECT_EQ(CountMatches(Cleaner("a"), Cleaning("DK0")), 0);
  EXPECT_EQ(CountMatches(Cleaner("a"), Cleaning("0101")), 0);
}

TEST(MatchTest, AllPlacesMustBeServedByTheAreaTogether) {
  Enterprise row = Cleaner("a");
  row.capabilities[0].places = {At("0751"), At("DK01")};
  MatchQuery query = Cleaning("0751");
  query.needs[0].places.push_back(At("0101"));
  EXPECT_EQ(CountMatches(row, query), 1);
  query.needs[0].places.push_back(At("0615"));
  EXPECT_EQ(CountMatches(row, query), 0);
}

TEST(MatchTest, WithoutAServiceAreaNothingIsServed) {
  Enterprise row = Cleaner("a");
  row.capabilities[0].places.clear();
  MatchQuery query = Cleaning("0751");
  query.needs[0].places.clear();
  EXPECT_EQ(CountMatches(row, query), 0);
}

TEST(MatchTest, EvidenceCountsUpToItsLastDay) {
  MatchQuery query = Cleaning("0751");
  query.day = kToday + std::chrono::days(1);
  EXPECT_EQ(CountMatches(Cleaner("a"), query), 0);
  query.workforce_needed = false;
  const Matches found = FindMatches(View::Build({Cleaner("a")}), query);
  ASSERT_EQ(found.matches.size(), 1);
  EXPECT_EQ(found.matches[0].workforce.headcount, 0);
}

TEST(MatchTest, ACapabilityMoreNeverTakesAway) {
  Enterprise row = Cleaner("a");
  row.capabilities[0].yearly = Capacity::Of(2000);
  row.capabilities.push_back({.cpv = Cpv("90919200"),
                              .places = {At("0751")},
                              .yearly = Capacity::Of(10),
                              .quality = 1000});
  const Matches found = FindMatches(View::Build({row}), Cleaning("0751"));
  ASSERT_EQ(found.offers.size(), 1);
  EXPECT_EQ(found.offers[0].yearly, Capacity::Of(2000));
}

TEST(MatchTest, WhereBothCanTakeItAllTheBetterCapabilityOffers) {
  Enterprise row = Cleaner("a");
  row.capabilities[0].yearly = Capacity::Of(2000);
  row.capabilities.push_back({.cpv = Cpv("90919200"),
                              .places = {At("0751")},
                              .yearly = Capacity::Of(1000),
                              .quality = 1000});
  const Matches found = FindMatches(View::Build({row}), Cleaning("0751"));
  ASSERT_EQ(found.offers.size(), 1);
  EXPECT_EQ(found.offers[0].cpv, Cpv("90919200"));
  EXPECT_EQ(found.offers[0].cpv_fit, 1000);
}

// The rules once more, one enterprise at a time.
class Brute {
 public:
  Brute(const std::vector<Enterprise>& rows, const MatchQuery& query) : query_(query) {
    std::vector<Enterprise> sorted = rows;
    std::ranges::sort(sorted, {}, &Enterprise::id);
    for (const Enterprise& row : sorted) Look(row);
  }

  using Line = std::tuple<std::string, std::int64_t, std::uint64_t, std::size_t, domain::CpvCode,
                          int, Capacity>;
  std::vector<Line> lines;  // one for each offer

 private:
  bool Holds(const Enterprise& row, const std::string& code) const {
    return std::ranges::any_of(row.certificates, [&](const Certificate& held) {
      return held.code == code && held.valid_until >= query_.day;
    });
  }

  void Look(const Enterprise& row) {
    const bool stated = row.workforce.headcount > 0 && row.workforce_valid_until >= query_.day;
    if (query_.workforce_needed && !stated) return;
    if (query_.main_aim_needed && !row.main_aim) return;
    for (const std::string& code : query_.certificates_needed) {
      if (!Holds(row, code)) return;
    }
    std::uint64_t held = 0;
    for (std::size_t i = 0; i < query_.certificates_asked.size(); ++i) {
      if (Holds(row, query_.certificates_asked[i])) held |= std::uint64_t{1} << i;
    }
    for (std::size_t need = 0; need < query_.needs.size(); ++need) {
      const auto best = Best(row, query_.needs[need]);
      if (!best) continue;
      const auto& [fits, merit, known, cpv, yearly] = *best;
      lines.push_back({row.id, stated ? row.workforce.headcount : 0, held, need,
                       domain::CpvCode::FromNumber(static_cast<std::uint32_t>(-cpv)), merit,
                       yearly});
    }
  }

  using Key = std::tuple<std::int64_t, int, bool, std::int64_t, Capacity>;
  std::optional<Key> Best(const Enterprise& row, const Need& need) const {
    std::optional<Key> best;
    for (const Capability& c : row.capabilities) {
      int fit = 0;
      for (const domain::CpvCode code : need.codes) fit = std::max(fit, CpvFit(code, c.cpv));
      const bool served =
          !c.places.empty() && std::ranges::all_of(need.places, [&](const domain::Place& place) {
            return std::ranges::any_of(
                c.places, [&](const domain::Place& area) { return area.Covers(place); });
          });
      if (fit == 0 || !served) continue;
      const int merit = Blend(query_.weights, {fit, c.quality, row.delivery_reliability,
                                               Proximity(row.home, need.places)});
      const Key key = {c.yearly.FitOf(need.volume.value_or(0)), merit, c.yearly.IsKnown(),
                       -std::int64_t{c.cpv.number()}, c.yearly};
      best = best ? std::max(*best, key) : key;
    }
    return best;
  }

  const MatchQuery& query_;
};

MatchQuery RandomQuery(std::mt19937& random, std::size_t codes) {
  MatchQuery query;
  query.day = kToday - std::chrono::days(random() % 30);
  query.workforce_needed = random() % 3 != 0;
  query.main_aim_needed = random() % 3 == 0;
  query.weights = {static_cast<int>(random() % 5), static_cast<int>(random() % 1001),
                   static_cast<int>(random() % 3), 1};
  if (random() % 4 == 0) query.certificates_needed = {"C0"};
  if (random() % 9 == 0) query.certificates_needed = {"nobody has it"};
  query.certificates_asked = {"C3", "C1", "unheard of"};
  const std::size_t needs = 1 + random() % 16;
  for (std::size_t i = 0; i < needs; ++i) {
    Need need;
    for (std::size_t n = 1 + random() % 3; n > 0; --n) {
      const domain::CpvCode code = CodeOf(random() % codes);
      need.codes.push_back(random() % 2 == 0 ? code
                                             : code.Prefix(2 + static_cast<int>(random() % 4)));
    }
    for (std::size_t n = random() % 3; n > 0; --n) need.places.push_back(RandomPlace(random));
    if (random() % 3 != 0) need.volume = 1 + static_cast<std::int64_t>(random() % 300'000'000);
    query.needs.push_back(std::move(need));
  }
  return query;
}

TEST(MatchTest, FindsWhatAFilterOfEveryRowFinds) {
  constexpr unsigned kSeed = 77;
  constexpr std::size_t kCodes = 120;
  std::size_t found_offers = 0;
  for (unsigned round = 0; round < 12; ++round) {
    const std::vector<Enterprise> rows = RandomMarket(kSeed + round, 60 + 300 * round, kCodes);
    const auto view = View::Build(rows);
    std::mt19937 random(kSeed + round);
    for (int repeat = 0; repeat < 12; ++repeat) {
      const MatchQuery query = RandomQuery(random, kCodes);
      const Matches found = FindMatches(view, query);
      std::vector<Brute::Line> lines;
      for (const Match& match : found.matches) {
        for (const Offer& offer : found.OffersOf(match)) {
          lines.push_back({std::string(match.id), match.workforce.headcount, match.certificates,
                           offer.need, offer.cpv, offer.merit, offer.yearly});
        }
      }
      ASSERT_EQ(lines, Brute(rows, query).lines) << "seed " << kSeed + round << " query " << repeat;
      found_offers += lines.size();
    }
  }
  EXPECT_GT(found_offers, 5'000);  // the markets are not empty of matches
}

}  // namespace
}  // namespace sambyd::market
