#ifndef TESTS_BENCH_INSTANCE_H_
#define TESTS_BENCH_INSTANCE_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/consortium/problem.h"
#include "lib/consortium/solver.h"

namespace sambyd::bench {

// One line of an instance file of the benchmark kit.
struct Instance {
  std::string id;
  consortium::Problem problem;
  std::unique_ptr<std::vector<std::string>> ids;  // what problem.candidates.ids points into
};

// Reads and validates one line; the error says which field is wrong.
absl::StatusOr<Instance> ParseInstance(std::string_view line);

// The result line of the benchmark kit, without the line end.
std::string RenderResult(const Instance& instance, const consortium::Solution& solution,
                         double cpu_ms);

}  // namespace sambyd::bench

#endif  // TESTS_BENCH_INSTANCE_H_
