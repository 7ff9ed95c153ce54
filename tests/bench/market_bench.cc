// Building, changing and asking the market view, over generated markets:
//
//     market_bench [--rows=10000,100000] [google-benchmark flags]
//
// Read the ratios within one run: pool building to the plain filter of every row, one change to a
// whole build, and the growth with the rows. Counters: candidates found, bytes per enterprise.

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

#include "lib/consortium/candidates.h"
#include "tests/support/random_market.h"

namespace sambyd {
namespace {

constexpr std::size_t kCodes = 600;

const std::vector<market::Enterprise>& RowsOf(std::size_t size) {
  static std::map<std::size_t, std::vector<market::Enterprise>> markets;
  auto& rows = markets[size];
  if (rows.empty()) rows = testing::RandomMarket(1, size, kCodes);
  return rows;
}

const std::shared_ptr<const market::View>& ViewOf(std::size_t size) {
  static std::map<std::size_t, std::shared_ptr<const market::View>> views;
  auto& view = views[size];
  if (view == nullptr) view = market::View::Build(RowsOf(size));
  return view;
}

// Leaves in the most popular kinds of work (first = 0) or in rare ones.
consortium::LotQuery LotOf(std::size_t leaves, std::size_t first) {
  consortium::LotQuery query;
  for (std::size_t i = 0; i < leaves; ++i) {
    query.leaves.push_back({.codes = {testing::CodeOf(first + i)},
                            .places = {*domain::Place::Parse("DK042")},
                            .yearly_volume = 100'000'000});
  }
  query.policy = domain::ThresholdPolicy::kAggregate;
  query.as_of = testing::kToday;
  return query;
}

void Build(benchmark::State& state, std::size_t rows) {
  const std::vector<market::Enterprise>& all = RowsOf(rows);
  for (auto _ : state) benchmark::DoNotOptimize(market::View::Build(all));
  state.counters["bytes_per_enterprise"] =
      static_cast<double>(ViewOf(rows)->MemoryBytes()) / static_cast<double>(rows);
}

void Change(benchmark::State& state, std::size_t rows, std::size_t changed) {
  std::vector<market::Change> changes;
  for (std::size_t i = 0; i < changed; ++i) {
    const market::Enterprise& row = RowsOf(rows)[i * rows / changed];
    changes.push_back({row.id, row});
  }
  const auto view = ViewOf(rows);
  for (auto _ : state) benchmark::DoNotOptimize(view->With(changes));
}

void BuildPool(benchmark::State& state, std::size_t rows, std::size_t leaves, std::size_t first) {
  const consortium::LotQuery query = LotOf(leaves, first);
  const auto view = ViewOf(rows);
  std::size_t candidates = 0;
  for (auto _ : state) {
    const auto pool = consortium::BuildPool(view, query);
    candidates = pool->problem.candidates.size();
  }
  state.counters["candidates"] = static_cast<double>(candidates);
}

// What the postings save: the same conditions looked at row by row.
void FilterEveryRow(benchmark::State& state, std::size_t rows, std::size_t leaves,
                    std::size_t first) {
  const consortium::LotQuery query = LotOf(leaves, first);
  const auto fits = [&](const market::Enterprise& row, const consortium::LeafQuery& leaf) {
    return std::ranges::any_of(row.capabilities, [&](const market::Capability& c) {
      return market::CpvFit(leaf.codes[0], c.cpv) > 0 &&
             std::ranges::any_of(c.places, [&](const domain::Place& place) {
               return place.Covers(leaf.places[0]);
             });
    });
  };
  const std::vector<market::Enterprise>& all = RowsOf(rows);
  std::size_t candidates = 0;
  for (auto _ : state) {
    candidates =
        static_cast<std::size_t>(std::ranges::count_if(all, [&](const market::Enterprise& row) {
          return row.workforce.headcount > 0 && row.workforce_valid_until >= query.as_of &&
                 row.main_aim && std::ranges::any_of(query.leaves, [&](const auto& leaf) {
                   return fits(row, leaf);
                 });
        }));
  }
  state.counters["candidates"] = static_cast<double>(candidates);
}

void Register(std::size_t rows) {
  const auto add = [rows](const std::string& name, auto function, auto... arguments) {
    benchmark::RegisterBenchmark((name + "/" + std::to_string(rows)).c_str(), function, rows,
                                 arguments...)
        ->Unit(benchmark::kMicrosecond);
  };
  add("Build", Build);
  add("Change/1", Change, std::size_t{1});
  add("Change/1000", Change, std::size_t{1000});
  for (const std::size_t leaves : {std::size_t{1}, std::size_t{4}, std::size_t{12}}) {
    const std::string suffix = "/" + std::to_string(leaves);
    add("BuildPool/popular" + suffix, BuildPool, leaves, std::size_t{0});
    add("BuildPool/rare" + suffix, BuildPool, leaves, kCodes / 2);
    add("FilterEveryRow/popular" + suffix, FilterEveryRow, leaves, std::size_t{0});
  }
}

// "10000,100000" as numbers; what is no number is left out.
std::vector<std::size_t> ParseSizes(std::string_view text) {
  std::vector<std::size_t> sizes;
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  while (at < end) {
    std::size_t size = 0;
    const auto [next, error] = std::from_chars(at, end, size);
    if (error == std::errc() && size > 0) sizes.push_back(size);
    at = next + 1;
  }
  return sizes;
}

}  // namespace
}  // namespace sambyd

int main(int argc, char** argv) {
  constexpr std::string_view kRows = "--rows=";
  std::string_view sizes = "10000,100000";
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (!argument.starts_with(kRows)) continue;
    sizes = argument.substr(kRows.size());
    std::copy(argv + i + 1, argv + argc, argv + i);
    --argc;
    break;
  }
  for (const std::size_t size : sambyd::ParseSizes(sizes)) sambyd::Register(size);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
