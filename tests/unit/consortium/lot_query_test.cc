#include "lib/consortium/lot_query.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "tests/unit/consortium/lot_fixture.h"

namespace sambyd::consortium {
namespace {

using domain::ThresholdPolicy;

LotQuery Valid() {
  return Lot({{kCleaning, 1000}, {kGardening, std::nullopt}}, ThresholdPolicy::kAggregate);
}

TEST(LotQueryTest, EachFieldOutOfRangeIsRefusedByItsPath) {
  ASSERT_TRUE(Validate(Valid()).ok());
  const std::vector<std::pair<std::string, std::function<void(LotQuery&)>>> cases = {
      {"leaves", [](LotQuery& q) { q.leaves.clear(); }},
      {"leaves", [](LotQuery& q) { q.leaves.resize(17, q.leaves[0]); }},
      {"leaves[1].codes", [](LotQuery& q) { q.leaves[1].codes.clear(); }},
      {"leaves[0].places", [](LotQuery& q) { q.leaves[0].places.resize(129, At("DK")); }},
      {"leaves[0].places", [](LotQuery& q) { q.leaves[0].places.emplace_back(); }},
      {"leaves[0].yearly_volume", [](LotQuery& q) { q.leaves[0].yearly_volume = 0; }},
      {"leaves[0].yearly_volume",
       [](LotQuery& q) { q.leaves[0].yearly_volume = kMaxLeafVolume + 1; }},
      {"leaves[0].period",
       [](LotQuery& q) {
         q.leaves[0].period = {testing::kToday, testing::kToday - std::chrono::days(1)};
       }},
      {"yearly_volume", [](LotQuery& q) { q.yearly_volume = -1; }},
      {"max_members", [](LotQuery& q) { q.max_members = 9; }},
      {"max_members", [](LotQuery& q) { q.max_members = 0; }},
      {"role_min_bp", [](LotQuery& q) { q.role_min_bp = 99; }},
      {"role_min_bp", [](LotQuery& q) { q.role_min_bp = 10'001; }},
      {"member_cost", [](LotQuery& q) { q.member_cost = -1; }},
      {"certificates_all", [](LotQuery& q) { q.certificates_all.resize(65); }},
      {"certificates_any", [](LotQuery& q) { q.certificates_any.resize(64); }},
      {"weights.quality", [](LotQuery& q) { q.weights.quality = 1001; }},
  };
  for (const auto& [field, spoil] : cases) {
    LotQuery query = Valid();
    spoil(query);
    const auto refusal = RefusalOf(Validate(query));
    ASSERT_TRUE(refusal.has_value()) << field;
    EXPECT_EQ(refusal->violations.at(0).field, field);
  }
}

TEST(LotQueryTest, UnknownLeavesShareWhatTheLotLeavesOver) {
  LotQuery query = Lot({{kCleaning, 1000}, {kGardening, {}}, {kLaundry, {}}, {kLaundry, {}}},
                       ThresholdPolicy::kNone);
  query.yearly_volume = 1101;
  EXPECT_EQ(FillVolumes(query), (std::vector<std::int64_t>{1000, 34, 34, 33}));
  query.yearly_volume = 1003;
  EXPECT_EQ(FillVolumes(query), (std::vector<std::int64_t>{1000, 1, 1, 1}));
}

TEST(LotQueryTest, WithoutALotVolumeThatLeavesSomethingUnknownLeavesGetTheMean) {
  LotQuery query =
      Lot({{kCleaning, 1000}, {kGardening, {}}, {kLaundry, 501}}, ThresholdPolicy::kNone);
  EXPECT_EQ(FillVolumes(query), (std::vector<std::int64_t>{1000, 750, 501}));
  query.yearly_volume = 1501;
  EXPECT_EQ(FillVolumes(query), (std::vector<std::int64_t>{1000, 750, 501}));
}

TEST(LotQueryTest, WhereNothingIsKnownAllLeavesAreEqual) {
  const auto volumes =
      FillVolumes(Lot({{kCleaning, {}}, {kGardening, {}}}, ThresholdPolicy::kNone));
  EXPECT_EQ(volumes, (std::vector<std::int64_t>{100'000'000, 100'000'000}));
}

TEST(LotQueryTest, TheLargestLotStillMakesAProblemInRange) {
  LotQuery query = Lot({}, ThresholdPolicy::kNone);
  query.leaves.assign(kMaxLeaves, {.codes = {Cpv(kCleaning)}});
  query.leaves[0].yearly_volume = kMaxLeafVolume;
  query.member_cost = kMaxMerit;
  query.max_members = kMaxMembers;
  ASSERT_TRUE(Validate(query).ok());
  Problem problem;
  problem.max_members = query.max_members;
  problem.member_cost = query.member_cost;
  problem.volumes = FillVolumes(query);
  EXPECT_TRUE(Validate(problem).ok());
}

TEST(LotQueryTest, TheOrderOfCodesPlacesAndCertificatesMeansNothing) {
  LotQuery a = Valid();
  a.leaves[0].codes = {Cpv(kCleaning), Cpv(kLaundry)};
  a.leaves[0].places = {At("0751"), At("DK01"), At("0751")};
  a.certificates_all = {"ISO 9001", "APV"};
  LotQuery b = a;
  std::ranges::reverse(b.leaves[0].codes);
  b.leaves[0].places = {At("DK01"), At("0751")};
  std::ranges::reverse(b.certificates_all);
  EXPECT_EQ(CanonicalBytes(a), CanonicalBytes(b));
}

TEST(LotQueryTest, EveryOtherDifferenceShowsInTheBytes) {
  const std::vector<std::function<void(LotQuery&)>> changes = {
      [](LotQuery& q) { std::ranges::reverse(q.leaves); },
      [](LotQuery& q) { q.leaves.pop_back(); },
      [](LotQuery& q) { q.leaves[0].yearly_volume = 1001; },
      [](LotQuery& q) { q.leaves[0].yearly_volume.reset(); },
      [](LotQuery& q) { q.leaves[0].places.clear(); },
      [](LotQuery& q) {
        q.leaves[0].period = {testing::kToday, testing::kToday};
      },
      [](LotQuery& q) { q.leaves[0].biddable_lot = 1; },
      [](LotQuery& q) { q.yearly_volume = 1; },
      [](LotQuery& q) { q.policy = ThresholdPolicy::kNone; },
      [](LotQuery& q) { q.require_main_aim = false; },
      [](LotQuery& q) { q.max_members = 5; },
      [](LotQuery& q) { q.role_min_bp = 501; },
      [](LotQuery& q) { q.member_cost = 26; },
      [](LotQuery& q) { q.certificates_all = {"A"}; },
      [](LotQuery& q) { q.certificates_any = {"A"}; },
      [](LotQuery& q) { q.certificates_any = {"AB"}; },
      [](LotQuery& q) {
        q.certificates_any = {"A", "B"};
      },
      [](LotQuery& q) { q.weights.proximity = 99; },
      [](LotQuery& q) { q.as_of += std::chrono::days(1); },
  };
  std::vector<std::string> seen = {CanonicalBytes(Valid())};
  for (const auto& change : changes) {
    LotQuery query = Valid();
    change(query);
    seen.push_back(CanonicalBytes(query));
  }
  std::ranges::sort(seen);
  EXPECT_EQ(std::ranges::adjacent_find(seen), seen.end());
}

}  // namespace
}  // namespace sambyd::consortium
