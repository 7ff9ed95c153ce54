// The whole server in process, asked over loopback: reads and matching beside a bare gRPC echo of
// the same size, ingest beside parsing alone, start-up, and bytes of memory and disk.
//
//     tools/generate-enterprises --count 100000 > enterprises.ndjson
//     service_bench enterprises.ndjson [--json] 2> access.log
//
// The small market is the first 2,000 lines of the file, the large one all of it. CPU is that of
// client and server together. Compare figures of one run only.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/notice/eforms.h"
#include "tests/bench/loopback.h"
#include "tests/bench/measure.h"
#include "tests/bench/report.h"
#include "tests/bench/service_data.h"
#include "tests/support/temporary_directory.h"

namespace sambyd::bench {
namespace {

constexpr std::int64_t kSmallMarket = 2'000;
constexpr double kMicros = 1e6;
constexpr double kMillis = 1e3;

using Figures = std::vector<Figure>;

double PerSecond(int calls, double seconds) { return calls / seconds; }

double Per(std::int64_t bytes, std::int64_t things) {
  return static_cast<double>(bytes) / static_cast<double>(things);
}

// Percentiles of calls of ours beside those of the echo.
void Report(const std::string& name, const Costs& ours, const Costs& echo, Figures& figures) {
  for (const auto& [label, part] : {std::pair{"p50", 0.5}, std::pair{"p99", 0.99}}) {
    const Cost cost = Percentile(ours, part);
    const Cost bare = Percentile(echo, part);
    figures.push_back({absl::StrCat(name, ": CPU ", label), cost.cpu * kMicros, "us",
                       cost.cpu / bare.cpu, "bare echo"});
    figures.push_back({absl::StrCat(name, ": wall ", label), cost.wall * kMicros, "us",
                       cost.wall / bare.wall, "bare echo"});
  }
}

void MeasureGetTender(Figures& figures) {
  constexpr int kRounds = 2'000;
  const testing::TemporaryDirectory directory;
  const Sambydd server(directory.path());
  const auto& tenders = server.client().tenders();
  const std::string name = Ingest(server.client(), SampleNotices(1)).back();
  const std::size_t bytes = OrFail(tenders.GetTender(name)).ByteSizeLong();
  const BareEcho echo(bytes);
  const auto costs = Alternate(
      kRounds, {[&](int) { OrFail(tenders.GetTender(name)); }, [&](int) { echo.Call(); }});
  figures.push_back({"GetTender: answer", static_cast<double>(bytes), "bytes"});
  Report("GetTender", costs[0], costs[1], figures);
}

// Notices into an empty server from one thread and from four, every other one each.
void MeasureIngest(Figures& figures) {
  constexpr int kCopies = 8;
  const testing::TemporaryDirectory directory;
  const std::vector<std::string> notices = SampleNotices(2 * kCopies);
  const int each = static_cast<int>(notices.size()) / 2;
  const auto notice_of = [&](int call, int offset) -> const std::string& {
    return notices[static_cast<std::size_t>(2 * call + offset)];
  };
  const Cost parse =
      CostOfParallel(1, each, [&](int call) { OrFail(notice::ParseEforms(notice_of(call, 0))); });
  figures.push_back({"Notice: parsing alone, CPU", parse.cpu / each * kMicros, "us/notice"});

  auto server = std::make_unique<Sambydd>(directory.path());
  const std::int64_t disk = server->Status().disk_bytes();
  for (const auto& [threads, offset] : {std::pair{1, 0}, std::pair{4, 1}}) {
    const Cost cost = CostOfParallel(threads, each, [&, at = offset](int call) {
      OrFail(server->client().tenders().IngestNotice(notice_of(call, at)));
    });
    const std::string name = absl::StrCat("IngestNotice, ", threads, " thread(s)");
    figures.push_back({name + ": CPU", cost.cpu / each * kMicros, "us/notice", cost.cpu / parse.cpu,
                       "parsing alone"});
    figures.push_back({name + ": wall", PerSecond(each, cost.wall), "notices/s",
                       parse.wall / cost.wall, "parsing alone"});
  }
  server.reset();
  server = std::make_unique<Sambydd>(directory.path());
  figures.push_back({"Disk, log and indexes included",
                     Per(server->Status().disk_bytes() - disk, 2 * each), "B/notice"});
}

// Opens a stored market again.
std::unique_ptr<Sambydd> MeasureStart(const std::string& directory, const std::string& market,
                                      Figures& figures) {
  std::unique_ptr<Sambydd> server;
  const std::int64_t resident = ResidentBytes();
  const Cost start = CostOf([&] { server = std::make_unique<Sambydd>(directory); });
  const v1::GetStatusResponse status = server->Status();
  figures.push_back({market + "start to serving: CPU", start.cpu * kMillis, "ms"});
  figures.push_back({market + "start to serving: wall", start.wall * kMillis, "ms"});
  figures.push_back(
      {market + "market view", Per(status.market_bytes(), status.enterprises()), "B/enterprise"});
  figures.push_back({market + "resident memory gained",
                     Per(ResidentBytes() - resident, status.enterprises()), "B/enterprise"});
  return server;
}

// What the lots are like, asked once each. Returns the mean bytes of an answer.
std::size_t DescribeAnswers(const std::vector<v1::FindConsortiaResponse>& answers,
                            const std::string& name, Figures& figures) {
  std::size_t bytes = 0;
  int proven = 0;
  int feasible = 0;
  std::vector<double> candidates;
  for (const v1::FindConsortiaResponse& answer : answers) {
    bytes += answer.ByteSizeLong() / answers.size();
    proven += answer.status() == v1::SEARCH_STATUS_BEST_FOUND ? 0 : 1;
    feasible += answer.consortia().empty() ? 0 : 1;
    candidates.push_back(answer.candidates());
  }
  std::ranges::sort(candidates);
  figures.push_back({name + ": asked", static_cast<double>(answers.size()), "lots"});
  figures.push_back({name + ": with consortia", static_cast<double>(feasible), "lots"});
  figures.push_back({name + ": proven", static_cast<double>(proven), "lots"});
  figures.push_back({name + ": candidates, median", candidates[candidates.size() / 2], "a lot"});
  figures.push_back({name + ": candidates, most", candidates.back(), "a lot"});
  figures.push_back({name + ": answer, mean", static_cast<double>(bytes), "bytes"});
  return bytes;
}

void MeasureFindConsortia(const client::Client& client,
                          const std::vector<v1::FindConsortiaRequest>& lots,
                          const std::string& market, Figures& figures) {
  constexpr int kPasses = 3;
  constexpr int kThreads = 2;
  const client::CallOptions options{.deadline = std::chrono::minutes(1)};
  const int calls = kPasses * static_cast<int>(lots.size());
  const auto find = [&](int call) {
    return OrFail(client.consortia().FindConsortia(
        lots[static_cast<std::size_t>(call) % lots.size()], options));
  };
  std::vector<v1::FindConsortiaResponse> answers;
  for (std::size_t lot = 0; lot < lots.size(); ++lot) {
    answers.push_back(find(static_cast<int>(lot)));
  }
  const std::string name = market + "FindConsortia";
  const BareEcho echo(DescribeAnswers(answers, name, figures));
  const auto costs = Alternate(calls, {find, [&](int) { echo.Call(); }});
  Report(name, costs[0], costs[1], figures);

  const Cost ours = CostOfParallel(kThreads, calls, find);
  const Cost bare = CostOfParallel(kThreads, calls, [&](int) { echo.Call(); });
  figures.push_back({name + ", 2 threads: wall", PerSecond(calls, ours.wall), "calls/s",
                     bare.wall / ours.wall, "bare echo"});
  figures.push_back({name + ", 2 threads: by CPU of one core", PerSecond(calls, ours.cpu),
                     "calls/s", bare.cpu / ours.cpu, "bare echo"});
}

void MeasureMarket(const std::string& file, std::int64_t enterprises, Figures& figures) {
  const std::string market = absl::StrCat(enterprises, " enterprises, ");
  const testing::TemporaryDirectory directory;
  auto server = std::make_unique<Sambydd>(directory.path());
  const std::int64_t disk = server->Status().disk_bytes();
  const Cost import = CostOf([&] { ImportEnterprises(server->client(), file, enterprises); });
  figures.push_back(
      {market + "import: CPU", import.cpu * kMicros / static_cast<double>(enterprises), "us/row"});
  server.reset();
  server = MeasureStart(directory.path(), market, figures);
  figures.push_back({market + "disk, log and indexes included",
                     Per(server->Status().disk_bytes() - disk, enterprises), "B/enterprise"});
  const auto tenders = Ingest(server->client(), SampleNotices(1));
  MeasureFindConsortia(server->client(), MixedLots(server->client(), tenders), market, figures);
}

int Main(const std::vector<std::string>& arguments) {
  const bool json = std::ranges::count(arguments, std::string("--json")) > 0;
  const auto file = std::ranges::find_if(
      arguments, [](const std::string& argument) { return !argument.starts_with("--"); });
  if (file == arguments.end()) Fail("usage: service_bench ENTERPRISES.ndjson [--json]");
  std::ifstream in(*file);
  const std::int64_t enterprises =
      std::count(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>(), '\n');

  Figures figures;
  MeasureGetTender(figures);
  MeasureIngest(figures);
  MeasureMarket(*file, std::min(kSmallMarket, enterprises), figures);
  if (enterprises > kSmallMarket) MeasureMarket(*file, enterprises, figures);
  (json ? PrintJson : PrintTable)(figures, std::cout);
  return 0;
}

}  // namespace
}  // namespace sambyd::bench

int main(int argc, char** argv) {
  return sambyd::bench::Main(std::vector<std::string>(argv + 1, argv + argc));
}
