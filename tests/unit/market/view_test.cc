#include "lib/market/view.h"

#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "lib/market/match.h"
#include "tests/support/random_market.h"

namespace sambyd::market {
namespace {

using ::sambyd::testing::RandomEnterprise;
using ::sambyd::testing::RandomMarket;

constexpr std::size_t kCodes = 300;

void ExpectSameRow(const Enterprise& got, const Enterprise& want) {
  EXPECT_EQ(got.id, want.id);
  EXPECT_EQ(got.workforce.headcount, want.workforce.headcount);
  EXPECT_EQ(got.workforce.special, want.workforce.special);
  EXPECT_EQ(got.workforce_as_of, want.workforce_as_of);
  EXPECT_EQ(got.workforce_valid_until, want.workforce_valid_until);
  EXPECT_EQ(got.main_aim, want.main_aim);
  EXPECT_EQ(got.yearly, want.yearly);
  EXPECT_EQ(got.delivery_reliability, want.delivery_reliability);
  EXPECT_EQ(got.home, want.home);
  EXPECT_EQ(got.certificates, want.certificates);
  ASSERT_EQ(got.capabilities.size(), want.capabilities.size());
  for (const Capability& capability : got.capabilities) {
    const auto same = [&](Capability other) {
      std::ranges::sort(other.places);
      other.places.erase(std::ranges::unique(other.places).begin(), other.places.end());
      return other == capability;
    };
    EXPECT_EQ(std::ranges::count_if(got.capabilities, same),
              std::ranges::count_if(want.capabilities, same));
  }
}

TEST(ViewTest, RowsComeBackAsTheyWentIn) {
  const std::vector<Enterprise> rows = RandomMarket(1, 3000, kCodes);
  const auto view = View::Build(rows);
  EXPECT_EQ(view->size(), rows.size());
  for (const Enterprise& row : rows) {
    const auto found = view->Find(row.id);
    ASSERT_TRUE(found.has_value()) << row.id;
    ExpectSameRow(*found, row);
  }
  EXPECT_FALSE(view->Find("").has_value());
  EXPECT_FALSE(view->Find("DK-CVR-1").has_value());
  EXPECT_FALSE(view->Find("zzz").has_value());
}

TEST(ViewTest, AnEmptyMarketFindsNothing) {
  const auto view = View::Build({});
  EXPECT_EQ(view->size(), 0);
  EXPECT_FALSE(view->Find("x").has_value());
  EXPECT_EQ(view->With({})->size(), 0);
}

TEST(ViewTest, ImpossibleWorkforceCountsAsUnknown) {
  for (const domain::Workforce w :
       {domain::Workforce{10, 11}, domain::Workforce{-1, 0}, domain::Workforce{10, -1},
        domain::Workforce{2'000'000'000, 0}}) {
    Enterprise row{.id = "a"};
    row.workforce = w;
    EXPECT_EQ(View::Build({row})->Find("a")->workforce.headcount, 0);
  }
}

TEST(ViewTest, OfTwoRowsWithOneIdTheLastCounts) {
  const auto view = View::Build({{.id = "a", .delivery_reliability = 1},
                                 {.id = "b", .delivery_reliability = 2},
                                 {.id = "a", .delivery_reliability = 3}});
  EXPECT_EQ(view->size(), 2);
  EXPECT_EQ(view->Find("a")->delivery_reliability, 3);
}

TEST(ViewTest, ASnapshotKeepsItsRowsWhenTheNextOneChangesThem) {
  const auto before = View::Build({{.id = "a", .delivery_reliability = 1}});
  const std::vector<Change> changes = {{"a", std::nullopt}, {"b", Enterprise{.id = "b"}}};
  const auto after = before->With(changes);
  EXPECT_TRUE(before->Find("a").has_value());
  EXPECT_FALSE(before->Find("b").has_value());
  EXPECT_FALSE(after->Find("a").has_value());
  EXPECT_TRUE(after->Find("b").has_value());
}

std::vector<Change> RandomChanges(std::mt19937& random, std::size_t count, std::size_t ids) {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < count; ++i) {
    Enterprise row = RandomEnterprise(random, random() % ids, kCodes);
    Change change{row.id, std::move(row)};
    if (random() % 3 == 0) change.row.reset();
    changes.push_back(std::move(change));
  }
  return changes;
}

std::vector<std::string> Answers(const std::shared_ptr<const View>& view) {
  MatchQuery query;
  query.day = testing::kToday;
  query.main_aim_needed = false;
  for (std::size_t i = 0; i < 8; ++i) {
    query.needs.push_back({.codes = {testing::CodeOf(i * 3)}, .places = {}, .volume = {}});
  }
  const Matches found = FindMatches(view, query);
  std::vector<std::string> lines;
  for (const Match& match : found.matches) {
    std::string line(match.id);
    for (const Offer& offer : found.OffersOf(match)) {
      line += " " + std::to_string(offer.need) + ":" + offer.cpv.ToString() + ":" +
              std::to_string(offer.merit);
    }
    lines.push_back(line);
  }
  return lines;
}

TEST(ViewTest, AnyHistoryEndsInTheSameAnswersAsAMarketBuiltAtOnce) {
  constexpr unsigned kSeed = 20261122;
  for (unsigned round = 0; round < 6; ++round) {
    std::mt19937 random(kSeed + round);
    auto view = View::Build({});
    std::map<std::string, Enterprise> model;
    for (int step = 0; step < 25; ++step) {
      const std::size_t batch = step % 5 == 0 ? 900 : 1 + random() % 60;
      const std::vector<Change> changes = RandomChanges(random, batch, 400 + 1200 * round);
      view = view->With(changes);
      for (const Change& change : changes) {
        if (change.row) {
          model.insert_or_assign(change.id, *change.row);
        } else {
          model.erase(change.id);
        }
      }
    }
    std::vector<Enterprise> rows;
    for (const auto& [id, row] : model) rows.push_back(row);
    std::ranges::shuffle(rows, random);
    ASSERT_EQ(view->size(), rows.size()) << "seed " << kSeed + round;
    EXPECT_EQ(Answers(view), Answers(View::Build(rows))) << "seed " << kSeed + round;
    for (const Enterprise& row : rows) ExpectSameRow(*view->Find(row.id), row);
  }
}

TEST(ViewTest, RemovingEverybodyLeavesAnEmptyMarket) {
  const std::vector<Enterprise> rows = RandomMarket(3, 2500, kCodes);
  std::vector<Change> changes;
  for (const Enterprise& row : rows) changes.push_back({row.id, std::nullopt});
  const auto view = View::Build(rows)->With(changes);
  EXPECT_EQ(view->size(), 0);
  EXPECT_TRUE(view->chunks().empty());
}

TEST(ViewTest, AnEnterpriseTakesAtMostTwoHundredBytes) {
  constexpr std::size_t kSize = 20'000;
  const auto view = View::Build(RandomMarket(4, kSize, 600));
  const std::size_t bytes = view->MemoryBytes() / kSize;
  RecordProperty("bytes_per_enterprise", static_cast<int>(bytes));
  EXPECT_LE(bytes, 200);
  EXPECT_GE(bytes, 50);  // it counts the columns, not the handles
}

}  // namespace
}  // namespace sambyd::market
