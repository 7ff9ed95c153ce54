#include "lib/consortium/solver.h"

#include <algorithm>
#include <numeric>
#include <string>

#include <gmock/gmock.h>

#include "tests/unit/consortium/check_enumeration.h"
#include "tests/unit/consortium/random_problem.h"

namespace sambyd::consortium {
namespace {

// The answer in terms of ids, with leaves renamed by `leaf_name`.
struct Answer {
  SolveStatus status;
  std::vector<std::int64_t> objectives;
  std::vector<std::string> members;

  bool operator==(const Answer&) const = default;
};

Answer AnswerOf(const Problem& problem, const Solution& solution) {
  Answer answer{.status = solution.status, .objectives = {}, .members = {}};
  for (const Consortium& set : solution.top) {
    answer.objectives.push_back(set.objective);
    std::string names;
    for (const std::uint32_t e : set.members) {
      names += std::string(problem.candidates.ids[e]) + ' ';
    }
    answer.members.push_back(names);
  }
  return answer;
}

void CopyCandidate(const Problem& from, std::size_t candidate, std::string_view id,
                   std::span<const std::uint8_t> new_leaf, Candidates& to) {
  const Candidates& all = from.candidates;
  for (Offer offer : all.offers_of(candidate)) {
    offer.leaf = new_leaf[offer.leaf];
    to.offers.push_back(offer);
  }
  to.Add(id, all.workforce[candidate], all.capacity[candidate], all.certificates[candidate]);
}

std::vector<std::uint8_t> SameLeaves(const Problem& problem) {
  std::vector<std::uint8_t> same(problem.volumes.size());
  std::iota(same.begin(), same.end(), std::uint8_t{0});
  return same;
}

// Candidates and leaves in another order.
Problem Shuffled(const Problem& problem, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<std::uint8_t> new_leaf = SameLeaves(problem);
  std::vector<std::size_t> order(problem.candidates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::shuffle(new_leaf, random);
  std::ranges::shuffle(order, random);
  Problem shuffled = problem;
  shuffled.candidates = {};
  for (std::size_t p = 0; p < new_leaf.size(); ++p) {
    shuffled.volumes[new_leaf[p]] = problem.volumes[p];
  }
  for (const std::size_t c : order) {
    CopyCandidate(problem, c, problem.candidates.ids[c], new_leaf, shuffled.candidates);
  }
  return shuffled;
}

TEST(SolverTest, AgreesWithEnumerationOnSmallProblems) {
  CheckAgainstEnumeration(1, 1600, {.max_leaves = 5, .max_candidates = 9});
}

TEST(SolverTest, AgreesWithEnumerationOnManyLeaves) {
  CheckAgainstEnumeration(100'000, 400, {.max_leaves = 16, .max_candidates = 9});
}

TEST(SolverTest, TheOrderOfCandidatesAndLeavesChangesNothing) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Problem problem = RandomProblem(seed, {.max_leaves = 6, .max_candidates = 40});
    const Problem shuffled = Shuffled(problem, seed + 1);
    const Limits limits{.top = 5, .max_nodes = static_cast<std::int64_t>(seed % 3 == 0 ? 20 : 1e9)};
    const Solution first = Solve(problem, limits);
    const Solution second = Solve(shuffled, limits);
    EXPECT_EQ(AnswerOf(problem, first), AnswerOf(shuffled, second)) << "seed " << seed;
    EXPECT_EQ(first.bound, second.bound) << "seed " << seed;
    EXPECT_EQ(first.nodes, second.nodes) << "seed " << seed;
  }
}

TEST(SolverTest, WithoutTellingTiesApartTheObjectivesAreTheSameInNoMoreNodes) {
  std::int64_t nodes = 0;
  std::int64_t nodes_without = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Problem problem = RandomProblem(seed, {.max_leaves = 5, .max_candidates = 25});
    const Limits limits{.top = static_cast<int>(1 + seed % 3)};
    const Solution ranked = Solve(problem, limits);
    Limits any = limits;
    any.ties = false;
    const Solution found = Solve(problem, any);
    EXPECT_EQ(AnswerOf(problem, found).objectives, AnswerOf(problem, ranked).objectives)
        << "seed " << seed;
    EXPECT_EQ(found.status, ranked.status) << "seed " << seed;
    EXPECT_EQ(found.bound, ranked.bound) << "seed " << seed;
    nodes += ranked.nodes;
    nodes_without += found.nodes;
  }
  EXPECT_LT(nodes_without, nodes);
}

TEST(SolverTest, ScalingVolumesAndCapacitiesScalesTheObjective) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Problem problem = RandomProblem(seed, {.max_leaves = 4, .max_candidates = 20});
    if (problem.volumes[0] > 100'000 || problem.role_min_bp % 10'000 != 0) continue;
    constexpr std::int64_t kFactor = 7;
    Problem scaled = problem;
    const auto scale = [](std::int64_t& x) {
      if (x != kUnlimited) x *= kFactor;
    };
    for (std::int64_t& volume : scaled.volumes) scale(volume);
    for (std::int64_t& capacity : scaled.candidates.capacity) scale(capacity);
    for (Offer& offer : scaled.candidates.offers) scale(offer.capacity);
    Answer want = AnswerOf(problem, Solve(problem, {.top = 10}));
    for (std::int64_t& objective : want.objectives) objective *= kFactor;
    EXPECT_EQ(AnswerOf(scaled, Solve(scaled, {.top = 10})), want) << "seed " << seed;
  }
}

TEST(SolverTest, ACandidateThatCanDoNothingChangesNothing) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Problem problem = RandomProblem(seed, {.max_leaves = 4, .max_candidates = 20});
    if (problem.role_min_bp == 0) continue;  // there it may still help with the share
    const Answer want = AnswerOf(problem, Solve(problem, {.top = 10}));
    problem.candidates.Add("0", {.headcount = 1, .special = 1}, kUnlimited, ~std::uint64_t{0});
    EXPECT_EQ(AnswerOf(problem, Solve(problem, {.top = 10})), want) << "seed " << seed;
  }
}

TEST(SolverTest, ATwinWithALargerIdNeverComesFirst) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Problem problem = RandomProblem(seed, {.max_leaves = 4, .max_candidates = 12});
    const Solution before = Solve(problem, {});
    if (before.top.empty()) continue;
    const Problem copy = problem;
    CopyCandidate(copy, before.top[0].members[0], "zz", SameLeaves(copy), problem.candidates);
    const Solution after = Solve(problem, {});
    ASSERT_FALSE(after.top.empty()) << "seed " << seed;
    EXPECT_GE(after.top[0].objective, before.top[0].objective) << "seed " << seed;
    if (after.top[0].objective == before.top[0].objective) {
      EXPECT_EQ(AnswerOf(problem, after), AnswerOf(problem, before)) << "seed " << seed;
    }
  }
}

TEST(SolverTest, FewerMembersAllowedNeverHelp) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Problem problem = RandomProblem(seed, {.max_leaves = 5, .max_candidates = 20});
    std::optional<std::int64_t> last;
    for (problem.max_members = 1; problem.max_members <= kMaxMembers; ++problem.max_members) {
      const Solution solution = Solve(problem, {});
      EXPECT_GE(solution.bound, last) << "seed " << seed << " k " << problem.max_members;
      last = solution.bound;
    }
  }
}

TEST(SolverTest, ASpentBudgetGivesABoundThatHolds) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Problem problem = RandomProblem(seed, {.max_leaves = 6, .max_candidates = 30});
    const Solution truth = Solve(problem, {.top = 3});
    const Solution cut = Solve(problem, {.top = 3, .max_nodes = 2});
    EXPECT_LE(cut.nodes, 2) << "seed " << seed;
    if (cut.stop_reason == StopReason::kProven) {
      EXPECT_EQ(AnswerOf(problem, cut), AnswerOf(problem, truth)) << "seed " << seed;
      continue;
    }
    EXPECT_EQ(cut.stop_reason, StopReason::kNodeBudget);
    EXPECT_EQ(cut.status, SolveStatus::kBestFound);
    ASSERT_TRUE(cut.bound.has_value()) << "seed " << seed;
    EXPECT_GE(cut.bound, truth.bound) << "seed " << seed;  // nothing is less than any bound
    EXPECT_TRUE(cut.top.empty() || cut.bound >= cut.top[0].objective) << "seed " << seed;
  }
}

TEST(SolverTest, StopsWhenAskedTo) {
  int stopped = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Problem problem = RandomProblem(seed, {.max_leaves = 10, .max_candidates = 600});
    int asked = 0;
    const Solution solution = Solve(problem, {.top = 10, .stop = [&] { return ++asked == 2; }});
    EXPECT_LE(asked, 2) << "seed " << seed;
    if (asked < 2) continue;
    ++stopped;
    EXPECT_EQ(solution.stop_reason, StopReason::kStopped) << "seed " << seed;
    EXPECT_EQ(solution.status, SolveStatus::kBestFound) << "seed " << seed;
    EXPECT_TRUE(solution.bound.has_value()) << "seed " << seed;
  }
  EXPECT_GT(stopped, 5);
}

TEST(SolverTest, AsksWhetherToStopOnceInFewOffers) {
  // Many equal candidates: nearly all the work is in sets that are offered, little in nodes.
  Problem problem{.max_members = 3, .member_cost = 1, .volumes = {300, 300}, .candidates = {}};
  std::vector<std::string> ids;
  for (int c = 0; c < 300; ++c) ids.push_back("c" + std::to_string(1000 + c));
  for (const std::string& id : ids) {
    problem.candidates.offers.push_back({.capacity = 120, .merit = 500, .leaf = 0});
    problem.candidates.offers.push_back({.capacity = 120, .merit = 500, .leaf = 1});
    problem.candidates.Add(id, {10, 5}, 240, 0);
  }
  int asked = 0;
  const Solution solution = Solve(problem, {.top = 5, .max_nodes = 50, .stop = [&] {
                                              ++asked;
                                              return false;
                                            }});
  EXPECT_LE(solution.nodes, 50);
  EXPECT_GT(asked, 20);
}

TEST(SolverTest, NobodyAtAllIsInfeasible) {
  Problem problem;
  problem.volumes = {1};
  EXPECT_EQ(Solve(problem, {}).status, SolveStatus::kInfeasible);
}

// A needs a partner on special terms who does the second leaf.
Problem SharePair(std::int64_t headcount, std::int64_t special) {
  Problem problem;
  problem.max_members = 2;
  problem.policy = domain::ThresholdPolicy::kAggregate;
  problem.volumes = {10, 10};
  problem.candidates.offers.push_back({.merit = 500, .leaf = 0});
  problem.candidates.Add("A", {.headcount = headcount - 1, .special = special - 1}, kUnlimited, 0);
  problem.candidates.offers.push_back({.merit = 500, .leaf = 1});
  problem.candidates.Add("B", {.headcount = 1, .special = 1}, kUnlimited, 0);
  return problem;
}

TEST(SolverTest, ThirtyPerCentIsExactAtEverySize) {
  EXPECT_EQ(Solve(SharePair(10, 3), {}).status, SolveStatus::kOptimal);
  EXPECT_EQ(Solve(SharePair(7, 2), {}).status, SolveStatus::kInfeasible);
  for (std::int64_t headcount = 10; headcount <= 1'000'000; headcount = headcount * 7 / 3 + 1) {
    const std::int64_t least = (3 * headcount + 9) / 10;
    EXPECT_EQ(Solve(SharePair(headcount, least), {}).status, SolveStatus::kOptimal) << headcount;
    EXPECT_EQ(Solve(SharePair(headcount, least - 1), {}).status, SolveStatus::kInfeasible)
        << headcount;
  }
}

TEST(SolverTest, ThirtyPerCentOfOneMemberIsExactUnderEveryReading) {
  using domain::ThresholdPolicy;
  for (const auto policy :
       {ThresholdPolicy::kAggregate, ThresholdPolicy::kPerMember, ThresholdPolicy::kLeadOnly}) {
    for (std::int64_t headcount = 1; headcount <= 1'000'000; headcount = headcount * 5 / 4 + 1) {
      const std::int64_t least = (3 * headcount + 9) / 10;
      Problem problem;
      problem.policy = policy;
      problem.volumes = {10};
      problem.candidates.offers.push_back({.merit = 500, .leaf = 0});
      problem.candidates.Add("A", {.headcount = headcount, .special = least}, kUnlimited, 0);
      EXPECT_EQ(Solve(problem, {}).status, SolveStatus::kOptimal) << headcount;
      --problem.candidates.workforce[0].special;
      EXPECT_EQ(Solve(problem, {}).status, SolveStatus::kInfeasible) << headcount;
    }
  }
}

}  // namespace
}  // namespace sambyd::consortium
