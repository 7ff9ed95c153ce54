// Solves instances of the benchmark kit, one JSON line each, and writes result lines.
//
//   consortium_bench INSTANCES.jsonl --top 10 --limit-ms 2000 > results.jsonl
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <time.h>
#include <unistd.h>

#include "lib/consortium/solver.h"
#include "tests/bench/instance.h"

namespace {

using sambyd::consortium::SolveStatus;

double CpuMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Row {
  SolveStatus status;
  double cpu_ms;
};

double Quantile(const std::vector<Row>& sorted, double share) {
  const auto place = share * static_cast<double>(sorted.size() - 1) + 0.5;
  return sorted[static_cast<std::size_t>(place)].cpu_ms;
}

void PrintSummary(std::vector<Row> rows) {
  if (rows.empty()) return;
  std::ranges::sort(rows, {}, &Row::cpu_ms);
  const auto count = [&](SolveStatus status) {
    return static_cast<int>(std::ranges::count(rows, status, &Row::status));
  };
  std::fprintf(stderr, "instances %zu: optimal %d, infeasible %d, best found %d\n", rows.size(),
               count(SolveStatus::kOptimal), count(SolveStatus::kInfeasible),
               count(SolveStatus::kBestFound));
  std::fprintf(stderr, "cpu ms: p50 %.3f  p90 %.3f  p99 %.3f  worst %.3f\n", Quantile(rows, .5),
               Quantile(rows, .9), Quantile(rows, .99), rows.back().cpu_ms);
  std::fprintf(stderr, "proven within");
  for (const double limit : {10.0, 100.0, 1000.0}) {
    const auto proven = std::ranges::count_if(rows, [&](const Row& row) {
      return row.status != SolveStatus::kBestFound && row.cpu_ms <= limit;
    });
    std::fprintf(stderr, "  %g ms: %.1f %%", limit,
                 100.0 * static_cast<double>(proven) / static_cast<double>(rows.size()));
  }
  std::fprintf(stderr, "\n");
}

// Solves every line; false when a line was refused.
bool Run(std::istream& in, int top, double limit_ms, std::int64_t max_nodes, bool progress,
         std::vector<Row>& rows) {
  bool good = true;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto instance = sambyd::bench::ParseInstance(line);
    if (!instance.ok()) {
      std::cerr << "line " << number << ": " << instance.status().message() << '\n';
      good = false;
      continue;
    }
    const double start = CpuMs();
    const auto solution = sambyd::consortium::Solve(
        instance->problem,
        {.top = top, .max_nodes = max_nodes, .stop = [&] { return CpuMs() - start > limit_ms; }});
    const double spent = CpuMs() - start;
    std::cout << sambyd::bench::RenderResult(*instance, solution, spent) << '\n';
    rows.push_back({solution.status, spent});
    if (progress) {
      std::fprintf(stderr, "%-24s candidates %6zu  nodes %9lld  cpu %10.3f ms%s\n",
                   instance->id.c_str(), instance->problem.candidates.size(),
                   static_cast<long long>(solution.nodes), spent,
                   solution.status == SolveStatus::kBestFound ? "  unproven" : "");
    }
  }
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Solves consortium instances (one JSON object a line) and writes result lines.");
  std::string path;
  int top = 1;
  double limit_ms = 60'000;
  std::int64_t max_nodes = INT64_MAX;
  bool summary = false;
  app.add_option("instances", path, "file of instances, - for standard input")->required();
  app.add_option("--top", top, "consortia wanted of each")->check(CLI::PositiveNumber);
  app.add_option("--limit-ms", limit_ms, "CPU milliseconds an instance")
      ->check(CLI::NonNegativeNumber);
  app.add_option("--max-nodes", max_nodes, "search nodes an instance")->check(CLI::PositiveNumber);
  app.add_flag("--summary", summary, "progress and figures on standard error; default on a TTY");
  CLI11_PARSE(app, argc, argv);
  summary = summary || isatty(STDERR_FILENO) == 1;

  std::ifstream file;
  if (path != "-") {
    file.open(path);
    if (!file) {
      std::cerr << path << ": cannot be opened\n";
      return 1;
    }
  }
  std::vector<Row> rows;
  const bool good = Run(path == "-" ? std::cin : file, top, limit_ms, max_nodes, summary, rows);
  if (summary) PrintSummary(rows);
  return good ? 0 : 1;
}
