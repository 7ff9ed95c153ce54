#include "lib/consortium/threshold_reading.h"

#include <functional>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace sambyd::consortium {
namespace {

using domain::ThresholdPolicy;
using domain::Workforce;
using Group = std::vector<Workforce>;

constexpr ThresholdPolicy kPolicies[] = {ThresholdPolicy::kAggregate, ThresholdPolicy::kPerMember,
                                         ThresholdPolicy::kLeadOnly};

// One employee comes, goes or is replaced at a member; false where nobody is there to go.
using Step = std::function<bool(Workforce&)>;
bool HireOrdinary(Workforce& w) { return ++w.headcount, true; }
bool HireSpecial(Workforce& w) { return ++w.headcount, ++w.special, true; }
bool LoseSpecial(Workforce& w) { return --w.headcount, w.special-- > 0; }
bool ReplaceOne(Workforce& w) { return ++w.special <= w.headcount; }

// Whether the policy holds after `count` steps for some (or for all) ways to spread them.
bool HoldsAfter(const Group& group, ThresholdPolicy policy, const Step& step, std::int64_t count,
                bool for_all, std::size_t from = 0) {
  if (count == 0) return domain::Holds(policy, group);
  for (std::size_t i = from; i < group.size(); ++i) {
    Group next = group;
    if (!step(next[i])) continue;
    if (HoldsAfter(next, policy, step, count - 1, for_all, i) != for_all) return !for_all;
  }
  return for_all;
}

void ExpectExact(const Group& group, ThresholdPolicy policy) {
  const Reading reading = ReadingOf(ExplainThreshold(group), policy);
  ASSERT_EQ(reading.verdict == Verdict::kPass, domain::Holds(policy, group));
  if (reading.verdict == Verdict::kPass) {
    EXPECT_TRUE(HoldsAfter(group, policy, HireOrdinary, reading.ordinary_to_spare, true));
    EXPECT_FALSE(HoldsAfter(group, policy, HireOrdinary, reading.ordinary_to_spare + 1, true));
    EXPECT_TRUE(HoldsAfter(group, policy, LoseSpecial, reading.special_to_spare, true));
    EXPECT_FALSE(HoldsAfter(group, policy, LoseSpecial, reading.special_to_spare + 1, true));
  } else {
    EXPECT_TRUE(HoldsAfter(group, policy, HireSpecial, reading.special_to_hire, false));
    EXPECT_FALSE(HoldsAfter(group, policy, HireSpecial, reading.special_to_hire - 1, false));
    EXPECT_TRUE(HoldsAfter(group, policy, ReplaceOne, reading.ordinary_to_replace, false));
    EXPECT_FALSE(HoldsAfter(group, policy, ReplaceOne, reading.ordinary_to_replace - 1, false));
  }
}

TEST(ThresholdReadingTest, HeadroomIsExactForEveryWayToSpreadTheChange) {
  constexpr unsigned kSeed = 30;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 3000; ++round) {
    Group group(1 + random() % 3);
    for (Workforce& w : group) {
      w.headcount = 1 + static_cast<std::int64_t>(random() % 9);
      w.special = static_cast<std::int64_t>(random()) % (w.headcount + 1);
    }
    for (const ThresholdPolicy policy : kPolicies) ExpectExact(group, policy);
    ASSERT_FALSE(HasFailure()) << "seed " << kSeed << " round " << round;
  }
}

TEST(ThresholdReadingTest, ThreeOfTenPassesWithNothingToSpare) {
  const Reading exact = ExplainThreshold(Group{{10, 3}}).aggregate;
  EXPECT_EQ(exact.verdict, Verdict::kPass);
  EXPECT_EQ(exact.ordinary_to_spare, 0);
  EXPECT_EQ(exact.special_to_spare, 0);
}

TEST(ThresholdReadingTest, TwoOfSevenFailsAndOneHiredMendsIt) {
  const Reading reading = ExplainThreshold(Group{{7, 2}}).aggregate;
  EXPECT_EQ(reading.verdict, Verdict::kFail);
  EXPECT_EQ(reading.special_to_hire, 1);
  EXPECT_EQ(reading.ordinary_to_replace, 1);
}

TEST(ThresholdReadingTest, AMillionEmployeesAreCountedExactly) {
  const Reading fail = ExplainThreshold(Group{{1'000'000, 299'999}}).aggregate;
  EXPECT_EQ(fail.verdict, Verdict::kFail);
  EXPECT_EQ(fail.special_to_hire, 2);  // 10 short, 7 for each
  EXPECT_EQ(fail.ordinary_to_replace, 1);
  const Reading pass = ExplainThreshold(Group{{1'000'000, 300'001}}).aggregate;
  EXPECT_EQ(pass.ordinary_to_spare, 3);
  EXPECT_EQ(pass.special_to_spare, 1);
}

TEST(ThresholdReadingTest, UnknownWorkforceIsNeverAPass) {
  const ThresholdReading reading = ExplainThreshold(Group{{10, 10}, {0, 0}});
  EXPECT_FALSE(reading.all_known);
  EXPECT_EQ(reading.all.headcount, 10);
  EXPECT_EQ(reading.aggregate.verdict, Verdict::kUnknown);
  EXPECT_EQ(reading.per_member.verdict, Verdict::kUnknown);
  EXPECT_EQ(reading.lead_only.verdict, Verdict::kPass);  // whoever the other is
}

TEST(ThresholdReadingTest, AKnownMemberCanDecideWhateverTheUnknownOneIs) {
  const ThresholdReading reading = ExplainThreshold(Group{{10, 0}, {0, 0}});
  EXPECT_EQ(reading.per_member.verdict, Verdict::kFail);
  EXPECT_EQ(reading.lead_only.verdict, Verdict::kUnknown);
}

}  // namespace
}  // namespace sambyd::consortium
