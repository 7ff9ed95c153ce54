#include "tests/bench/measure.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <fstream>
#include <thread>

#include <malloc.h>
#include <unistd.h>

namespace sambyd::bench {
namespace {

double CpuSeconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

double Quantile(const Costs& costs, double part, double Cost::*measure) {
  std::vector<double> values;
  for (const Cost& cost : costs) values.push_back(cost.*measure);
  const auto at = std::min(values.size() - 1,
                           static_cast<std::size_t>(part * static_cast<double>(values.size())));
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

}  // namespace

Cost CostOf(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  const double cpu = CpuSeconds();
  work();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {wall.count(), CpuSeconds() - cpu};
}

std::vector<Costs> Alternate(int rounds, const std::vector<std::function<void(int)>>& calls) {
  std::vector<Costs> costs(calls.size());
  for (const auto& call : calls) call(0);
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < calls.size(); ++i) {
      costs[i].push_back(CostOf([&] { calls[i](round); }));
    }
  }
  return costs;
}

Cost Percentile(const Costs& costs, double part) {
  return {Quantile(costs, part, &Cost::wall), Quantile(costs, part, &Cost::cpu)};
}

Cost CostOfParallel(int threads, int calls, const std::function<void(int)>& call) {
  std::atomic<int> next = 0;
  return CostOf([&] {
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([&] {
        for (int at = next++; at < calls; at = next++) call(at);
      });
    }
  });
}

std::int64_t ResidentBytes() {
  malloc_trim(0);
  std::ifstream statm("/proc/self/statm");
  std::int64_t total = 0;
  std::int64_t resident = 0;
  statm >> total >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

}  // namespace sambyd::bench
