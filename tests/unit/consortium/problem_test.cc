#include "lib/consortium/problem.h"

#include <functional>
#include <limits>

#include <gmock/gmock.h>

namespace sambyd::consortium {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

Problem Valid() {
  Problem problem;
  problem.volumes = {100};
  problem.candidates.offers.push_back({.capacity = 100, .merit = 500, .leaf = 0});
  problem.candidates.Add("A", {.headcount = 10, .special = 3}, kUnlimited, 0);
  problem.candidates.Add("B", {.headcount = 1}, 0, 0);
  return problem;
}

TEST(ProblemTest, AcceptsWhatTheLimitsAllow) {
  EXPECT_TRUE(Validate(Valid()).ok()) << Validate(Valid());
  Problem large = Valid();
  large.volumes = {kMax / kMaxMerit};
  large.max_members = kMaxMembers;
  large.member_cost = kMaxMerit / kMaxMembers;
  EXPECT_TRUE(Validate(large).ok()) << Validate(large);
}

TEST(ProblemTest, RefusesEveryValueOutOfRange) {
  const std::vector<std::function<void(Problem&)>> faults = {
      [](Problem& p) { p.max_members = 0; },
      [](Problem& p) { p.max_members = kMaxMembers + 1; },
      [](Problem& p) { p.role_min_bp = -1; },
      [](Problem& p) { p.role_min_bp = kBasisPoints + 1; },
      [](Problem& p) { p.member_cost = -1; },
      [](Problem& p) { p.member_cost = kMax; },
      [](Problem& p) { p.volumes.clear(); },
      [](Problem& p) { p.volumes.assign(kMaxLeaves + 1, 1); },
      [](Problem& p) { p.volumes[0] = 0; },
      [](Problem& p) { p.volumes[0] = kMax / kMaxMerit + 1; },
      [](Problem& p) {
        p.volumes = {kMax / kMaxMerit, 1};
      },
      [](Problem& p) { p.candidates.ids[1] = "A"; },
      [](Problem& p) { p.candidates.ids.pop_back(); },
      [](Problem& p) { p.candidates.first_offer[1] = 7; },
      [](Problem& p) { p.candidates.workforce[0].headcount = 0; },
      [](Problem& p) { p.candidates.workforce[0].headcount = kMaxHeadcount + 1; },
      [](Problem& p) { p.candidates.workforce[0].special = 11; },
      [](Problem& p) { p.candidates.workforce[0].special = -1; },
      [](Problem& p) { p.candidates.capacity[0] = -1; },
      [](Problem& p) { p.candidates.offers[0].capacity = -1; },
      [](Problem& p) { p.candidates.offers[0].merit = kMaxMerit + 1; },
      [](Problem& p) { p.candidates.offers[0].merit = -1; },
      [](Problem& p) { p.candidates.offers[0].leaf = 1; },
      [](Problem& p) {
        p.candidates.offers.push_back(p.candidates.offers[0]);
        p.candidates.Add("C", {.headcount = 1}, 1, 0);
        p.candidates.first_offer = {0, 2, 2, 2};
      }};
  for (std::size_t i = 0; i < faults.size(); ++i) {
    Problem problem = Valid();
    faults[i](problem);
    EXPECT_EQ(Validate(problem).code(), absl::StatusCode::kInvalidArgument) << "fault " << i;
  }
}

TEST(ProblemTest, TheRoleMinimumIsRoundedUpWithoutOverflow) {
  Problem problem = Valid();
  problem.role_min_bp = 500;
  problem.volumes = {101};
  EXPECT_EQ(RoleMinimum(problem), 6);
  problem.volumes = {100};
  EXPECT_EQ(RoleMinimum(problem), 5);
  problem.role_min_bp = kBasisPoints;
  problem.volumes = {kMax / kMaxMerit};
  EXPECT_EQ(RoleMinimum(problem), kMax / kMaxMerit);
}

}  // namespace
}  // namespace sambyd::consortium
