// Holds the solver's answers to generated problems against tests/golden/consortia.txt, so that
// every build (debug, release, sanitizers) gives the same bytes. The number of nodes is part of
// them: it tells whether builds search along the same path. After a wanted change of the search,
// `consortium_golden_test --update` writes the file anew; read the difference before committing it:
// objectives and members of proven lists must not change.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "lib/consortium/solver.h"
#include "tests/support/files.h"
#include "tests/unit/consortium/random_problem.h"

namespace sambyd::consortium {
namespace {

bool update_golden = false;

const std::filesystem::path kGolden =
    std::filesystem::path(SAMBYD_SOURCE_DIR) / "tests/golden/consortia.txt";

// One line for the answer, one for each consortium: objective, then who does which leaf for how
// much.
void Dump(const Problem& problem, const Solution& solution, std::ostream& out) {
  constexpr const char* kStatus[] = {"OPTIMAL", "BEST_FOUND", "INFEASIBLE"};
  out << kStatus[static_cast<int>(solution.status)] << " nodes " << solution.nodes << " bound ";
  if (solution.bound) {
    out << *solution.bound << '\n';
  } else {
    out << "none\n";
  }
  for (const Consortium& set : solution.top) {
    out << "  " << set.objective << ':';
    for (const std::uint32_t member : set.members) out << ' ' << problem.candidates.ids[member];
    for (const Amount& amount : set.amounts) {
      out << " [" << problem.candidates.ids[amount.candidate] << ' ' << int{amount.leaf} << ' '
          << amount.amount << ']';
    }
    out << '\n';
  }
}

std::string Answers() {
  std::ostringstream out;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Problem problem = RandomProblem(seed, {.max_leaves = 8, .max_candidates = 150});
    out << "problem " << seed << " proven: ";
    Dump(problem, Solve(problem, {.top = 3}), out);
    out << "problem " << seed << " cut short: ";
    Dump(problem, Solve(problem, {.top = 3, .max_nodes = 10}), out);
  }
  return out.str();
}

TEST(ConsortiumGoldenTest, EveryBuildGivesTheSameAnswersAlongTheSamePath) {
  const std::string answers = Answers();
  if (update_golden) std::ofstream(kGolden, std::ios::binary) << answers;
  EXPECT_EQ(answers, testing::ReadFile(kGolden))
      << "after a wanted change: consortium_golden_test --update";
}

}  // namespace
}  // namespace sambyd::consortium

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  sambyd::consortium::update_golden = argc > 1 && std::string_view(argv[1]) == "--update";
  return RUN_ALL_TESTS();
}
