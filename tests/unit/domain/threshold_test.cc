#include "lib/domain/threshold.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace sambyd::domain {
namespace {

TEST(ThresholdTest, ExactlyThirtyPerCentPassesAndOneFewerFails) {
  for (const std::int64_t tens : {1LL, 7LL, 100'000LL, 100'000'000LL}) {
    EXPECT_TRUE(MeetsShare({10 * tens, 3 * tens}));
    EXPECT_FALSE(MeetsShare({10 * tens, 3 * tens - 1}));
    EXPECT_FALSE(MeetsShare({10 * tens + 1, 3 * tens}));
  }
  EXPECT_FALSE(MeetsShare({7, 2}));
}

TEST(ThresholdTest, NoEmployeesIsNoShare) { EXPECT_FALSE(MeetsShare({0, 0})); }

TEST(ThresholdTest, AMemberOfUnknownSizeNeverPassesTogetherWithOthers) {
  const std::vector<Workforce> members = {{10, 10}, {0, 0}};
  EXPECT_FALSE(ReadThreshold(members).aggregate);
  EXPECT_FALSE(ReadThreshold(members).per_member);
}

TEST(ThresholdTest, PerMemberImpliesTheOtherReadings) {
  constexpr unsigned kSeed = 20140224;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 200'000; ++round) {
    std::vector<Workforce> members(1 + random() % 8);
    for (Workforce& w : members) {
      w.headcount = 1 + static_cast<std::int64_t>(random() % 40);
      w.special = static_cast<std::int64_t>(random()) % (w.headcount + 1);
    }
    const ThresholdReadings readings = ReadThreshold(members);
    if (readings.per_member) {
      ASSERT_TRUE(readings.aggregate && readings.lead_only)
          << "seed " << kSeed << " round " << round;
    }
  }
}

TEST(ThresholdTest, NobodyMeetsNothing) {
  EXPECT_FALSE(Holds(ThresholdPolicy::kNone, {}));
  EXPECT_FALSE(Holds(ThresholdPolicy::kAggregate, {}));
}

}  // namespace
}  // namespace sambyd::domain
