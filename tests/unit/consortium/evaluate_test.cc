#include "lib/consortium/evaluate.h"

#include <gmock/gmock.h>

namespace sambyd::consortium {
namespace {

using ::testing::ElementsAre;

// A can do both leaves, B the second better.
Problem Pair() {
  Problem problem{.max_members = 3, .role_min_bp = 500, .member_cost = 25, .volumes = {100, 100}};
  problem.candidates.offers = {{.merit = 800, .leaf = 0}, {.merit = 400, .leaf = 1}};
  problem.candidates.Add("A", {.headcount = 10, .special = 3}, kUnlimited, 0);
  problem.candidates.offers.push_back({.merit = 900, .leaf = 1});
  problem.candidates.Add("B", {.headcount = 10, .special = 3}, kUnlimited, 0);
  return problem;
}

TEST(EvaluateTest, GivesEachLeafToWhoDoesItBest) {
  const auto found = Evaluate(Pair(), std::vector<std::uint32_t>{1, 0});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->objective, 165'000);
  EXPECT_THAT(found->members, ElementsAre(0, 1));
  EXPECT_THAT(found->amounts, ElementsAre(Amount{0, 0, 100}, Amount{1, 1, 100}));
}

TEST(EvaluateTest, ALeafThatNobodyOffersIsInfeasible) {
  EXPECT_FALSE(Evaluate(Pair(), std::vector<std::uint32_t>{1}).has_value());
}

}  // namespace
}  // namespace sambyd::consortium
