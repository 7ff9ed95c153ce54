// Commits to a data directory from parallel threads until it is killed.
//
//   commit_writer DIRECTORY
//
// Each acknowledged commit is one line "position enterprise" on standard output, written at once.
// The enterprise's display name is the position, so that whoever reads the line can look for it.

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <unistd.h>

#include "lib/changelog/embedded_log.h"
#include "tests/support/store_model.h"

namespace sambyd::changelog {
namespace {

constexpr int kThreads = 4;

// Random tenders and lots for the indexes, and one enterprise that nobody else writes.
absl::StatusOr<Proposal> ProposeWith(const std::string& enterprise, std::mt19937& random,
                                     const MutationContext& context) {
  Proposal proposal;
  for (auto& change : testing_support::RandomChanges(random)) {
    if (change.kind() != storage::v1::DOCUMENT_KIND_ENTERPRISE) {
      proposal.changes.push_back(std::move(change));
    }
  }
  sambyd::v1::Enterprise document;
  document.set_display_name(std::to_string(context.position));
  proposal.changes.push_back(storage::Put(storage::EnterpriseKey(enterprise), document));
  return proposal;
}

[[noreturn]] void CommitForEver(EmbeddedLog& log, std::int64_t begin, int thread) {
  std::mt19937 random(static_cast<std::uint32_t>(begin * kThreads + thread));
  for (std::int64_t n = 0;; ++n) {
    const std::string enterprise =
        std::to_string(begin) + "-" + std::to_string(thread) + "-" + std::to_string(n);
    const auto committed = log.Commit(
        RequestKey{enterprise, ""},
        [&](const MutationContext& context) { return ProposeWith(enterprise, random, context); });
    if (!committed.ok()) std::abort();
    const std::string line = std::to_string(committed->position) + " " + enterprise + "\n";
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0) std::abort();
  }
}

int Run(const std::string& directory) {
  const SystemClock clock;
  // Little memory, so that kills also meet flushes and compactions.
  const auto store =
      storage::Store::Open({.directory = directory, .memory_budget = std::size_t{2} << 20U});
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.status().ToString().c_str());
    return 1;
  }
  EmbeddedLog log(**store, clock, nullptr, {.retained_records = std::int64_t{1} << 40U});
  const std::int64_t begin = log.Published()->position();
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] { CommitForEver(log, begin, thread); });
  }
  return 0;
}

}  // namespace
}  // namespace sambyd::changelog

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: commit_writer DIRECTORY\n");
    return 2;
  }
  return sambyd::changelog::Run(argv[1]);
}
