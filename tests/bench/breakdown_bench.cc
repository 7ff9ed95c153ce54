// CPU time of the breakdown by length of the text. The longer texts repeat one paragraph of a
// notice, so that a straight line of time over length shows.
#include <cstdint>
#include <string>
#include <string_view>

#include <benchmark/benchmark.h>

#include "lib/breakdown/breakdown.h"
#include "lib/breakdown/combined_classifier.h"
#include "lib/breakdown/segmenter.h"

namespace {

using sambyd::breakdown::BreakDown;
using sambyd::breakdown::LotText;
using sambyd::breakdown::ProductClassifier;

constexpr std::string_view kParagraph =
    "Kommunen udbyder drift af sine bygninger. Opgaven omfatter daglig rengøring af 12 skoler med "
    "ca. 64.000 m², vinduespolering fire gange om året samt pasning af grønne områder.\n"
    "- Snerydning og saltning af stier (ca. 450.000 kr. pr. år)\n"
    "- Levering af mødeforplejning, herunder kaffe, te og frugt\n"
    "Leverandøren skal fremlægge referencer og dokumentation for ISO 9001. Tilbudsfristen er den "
    "14. april 2027 kl. 12.00, og tildelingskriteriet er bedste forhold mellem pris og "
    "kvalitet.\n\n";

LotText LotOfSize(std::int64_t bytes) {
  LotText lot;
  while (static_cast<std::int64_t>(lot.description.size()) < bytes) lot.description += kParagraph;
  lot.language = "DAN";
  lot.cpv_main = sambyd::domain::CpvCode::Parse("79993000");
  lot.value_ore = 500'000'000;
  return lot;
}

void BM_BreakDown(benchmark::State& state) {
  const LotText lot = LotOfSize(state.range(0));
  ProductClassifier();
  for (auto _ : state) benchmark::DoNotOptimize(BreakDown(lot, ProductClassifier()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(lot.description.size()));
  state.SetComplexityN(static_cast<std::int64_t>(lot.description.size()));
}
BENCHMARK(BM_BreakDown)->RangeMultiplier(4)->Range(1 << 10, 1 << 20)->Complexity(benchmark::oN);

void BM_OneLongWord(benchmark::State& state) {
  LotText lot;
  lot.description.assign(static_cast<std::size_t>(state.range(0)), 'a');
  for (auto _ : state) benchmark::DoNotOptimize(BreakDown(lot, ProductClassifier()));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(BM_OneLongWord)->Arg(1 << 10)->Arg(1 << 15)->Arg(1 << 20)->Complexity(benchmark::oN);

void BM_Bullets(benchmark::State& state) {
  LotText lot;
  for (std::int64_t i = 0; i < state.range(0); ++i) lot.description += "- rengøring af lokaler\n";
  for (auto _ : state) benchmark::DoNotOptimize(BreakDown(lot, ProductClassifier()));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(BM_Bullets)->Arg(100)->Arg(1000)->Arg(10000)->Complexity(benchmark::oN);

void BM_Segments(benchmark::State& state) {
  const LotText lot = LotOfSize(state.range(0));
  for (auto _ : state) {
    const sambyd::breakdown::Text text(lot.description);
    benchmark::DoNotOptimize(sambyd::breakdown::FindSegments(text));
  }
}
BENCHMARK(BM_Segments)->Arg(1 << 10)->Arg(1 << 15);

}  // namespace

BENCHMARK_MAIN();
