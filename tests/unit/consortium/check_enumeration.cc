#include "tests/unit/consortium/check_enumeration.h"

#include <array>
#include <map>

#include <gmock/gmock.h>

#include "lib/consortium/solver.h"
#include "tests/unit/consortium/enumerate.h"

namespace sambyd::consortium {

// What the printer of a failed comparison shows.
void PrintTo(const ListedSet& set, std::ostream* out) {
  *out << set.objective << ' ' << ::testing::PrintToString(set.members);
}

namespace {

std::vector<ListedSet> Listed(const Problem& problem, const Solution& solution) {
  std::vector<ListedSet> listed;
  for (const Consortium& found : solution.top) {
    ListedSet set{.objective = found.objective, .members = {}};
    for (const std::uint32_t e : found.members) {
      set.members.emplace_back(problem.candidates.ids[e]);
    }
    listed.push_back(std::move(set));
  }
  return listed;
}

}  // namespace

void CheckAgainstEnumeration(std::uint64_t first, std::uint64_t count, RandomShape shape) {
  std::map<SolveStatus, int> seen;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const Problem problem = RandomProblem(seed, shape);
    ASSERT_TRUE(Validate(problem).ok()) << "seed " << seed << ": " << Validate(problem);
    const int top = std::array{1, 3, 10, 50}[seed % 4];
    const Solution solution = Solve(problem, {.top = top});
    const std::vector<ListedSet> truth = EnumerateTop(problem, static_cast<std::size_t>(top));
    ASSERT_EQ(Listed(problem, solution), truth) << "seed " << seed << " top " << top << '\n'
                                                << Describe(problem);
    ASSERT_EQ(solution.status, truth.empty() ? SolveStatus::kInfeasible : SolveStatus::kOptimal)
        << "seed " << seed;
    ++seen[solution.status];
  }
  // A generator that makes only one kind would test nothing.
  EXPECT_GT(seen[SolveStatus::kOptimal], static_cast<int>(count / 5));
  EXPECT_GT(seen[SolveStatus::kInfeasible], static_cast<int>(count / 50));
}

}  // namespace sambyd::consortium
