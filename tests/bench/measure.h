#ifndef TESTS_BENCH_MEASURE_H_
#define TESTS_BENCH_MEASURE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace sambyd::bench {

// Seconds that something took: on the wall, and of CPU by all threads of this process, so client
// and server together.
struct Cost {
  double wall = 0;
  double cpu = 0;
};

Cost CostOf(const std::function<void()>& work);

// Costs of calls made one at a time.
using Costs = std::vector<Cost>;

// Calls each of the functions in turn, `rounds` times over, so that all meet the same machine. The
// argument is the number of the round. One round before them is not counted.
std::vector<Costs> Alternate(int rounds, const std::vector<std::function<void(int)>>& calls);

// The value below which `part` (0 to 1) of the costs lie, each measure by itself.
Cost Percentile(const Costs& costs, double part);

// What it took to make `calls` calls from `threads` threads; the argument is the call's number.
Cost CostOfParallel(int threads, int calls, const std::function<void(int)>& call);

// Memory of this process in use after what is free was given back to the system.
std::int64_t ResidentBytes();

}  // namespace sambyd::bench

#endif  // TESTS_BENCH_MEASURE_H_
