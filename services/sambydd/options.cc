#include "services/sambydd/options.h"

#include <algorithm>
#include <string>
#include <thread>

#include <CLI/CLI.hpp>

#include "services/sambydd/memory_limit.h"
#include "services/sambydd/security_flags.h"
#include "services/sambydd/traffic_flags.h"
#include "services/sambydd/version.h"

namespace sambyd::server {
namespace {

// Calls that find a place however many searches run and wait.
constexpr int kOtherCalls = 8;

int DefaultSearches() {
  return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 16U));
}

void PlanMemory(std::size_t limit, Options& options) {
  const MemoryBudget budget = ShareMemory(limit);
  options.memory_limit = limit;
  options.memory_budget = budget.storage;
  options.cache_bytes = budget.answers;
  options.funnel.request_memory = budget.requests;
  options.rpc.receive_memory = 2 * budget.requests;
}

}  // namespace

ParsedOptions ParseOptions(int argc, char** argv) {
  Options options;
  std::size_t memory_mb = MemoryLimit().value_or(options.memory_limit) >> 20U;
  std::size_t notice_mb = options.parse.max_bytes / 1'000'000;
  std::optional<std::size_t> cache_mb;
  int drain_seconds = 10;

  CLI::App app("sambydd: matches public tenders with consortia of enterprises");
  app.set_version_flag("--version", std::string("sambydd ") + kVersion);
  app.add_option("--data", options.data_directory, "Data directory; made when it is missing")
      ->required()
      ->envname("SAMBYD_DATA");
  app.add_option("--listen", options.rpc.address,
                 "Address and port; port 0 takes a free one. Beyond loopback only with TLS and "
                 "authentication, unless flags say otherwise")
      ->envname("SAMBYD_LISTEN")
      ->capture_default_str();
  app.add_option("--backups", options.backups.directory,
                 "Directory for backups, best on another disk; made when it is missing. Without it "
                 "none are written")
      ->envname("SAMBYD_BACKUPS");
  app.add_option("--keep-backups", options.backups.keep, "Newest backups to keep")
      ->envname("SAMBYD_KEEP_BACKUPS")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  app.add_option("--port-file", options.port_file, "Write the port here once the server listens")
      ->envname("SAMBYD_PORT_FILE");
  app.add_option("--memory-mb", memory_mb,
                 "Memory of the whole process, megabytes, shared out to caches, buffers and "
                 "requests; the limit of the cgroup or RLIMIT_AS, or 1024, when nothing is said")
      ->envname("SAMBYD_MEMORY_MB")
      ->check(CLI::Range(kLeastMemory >> 20U, std::size_t{1} << 20U));
  app.add_option("--max-notice-mb", notice_mb, "Largest notice, megabytes")
      ->envname("SAMBYD_MAX_NOTICE_MB")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  AddTrafficFlags(app, options);
  options.searches = DefaultSearches();
  app.add_option("--searches", options.searches,
                 "Most searches side by side; each uses one core, and as many as there are cores "
                 "run when nothing is said")
      ->envname("SAMBYD_SEARCHES")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  app.add_option("--search-queue", options.search_queue,
                 "Most searches that wait for one to end; more are refused")
      ->envname("SAMBYD_SEARCH_QUEUE")
      ->check(CLI::Range(0, 4096))
      ->capture_default_str();
  app.add_option("--cache-mb", cache_mb,
                 "Memory for remembered answers of FindConsortia, megabytes; 0 remembers none; a "
                 "part of --memory-mb when nothing is said")
      ->envname("SAMBYD_CACHE_MB")
      ->check(CLI::Range(0, 1 << 20));
  app.add_option("--drain-seconds", drain_seconds, "How long calls may finish after SIGTERM")
      ->envname("SAMBYD_DRAIN_SECONDS")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  AddSecurityFlags(app, options.security);
  app.add_flag("--verbose", options.verbose, "Log at debug level")->envname("SAMBYD_VERBOSE");
  try {
    app.parse(argc, argv);
    PlanMemory(memory_mb << 20U, options);
    options.parse.max_bytes = notice_mb * 1'000'000;
    // Room for the rest of the message around the notice.
    options.rpc.max_request_bytes = static_cast<int>(options.parse.max_bytes) + (1 << 20);
    if (static_cast<std::size_t>(options.rpc.max_request_bytes) > options.funnel.request_memory) {
      throw CLI::ValidationError("--max-notice-mb",
                                 "a notice must fit the share of --memory-mb that "
                                 "requests have, a sixteenth");
    }
    if (options.searches + options.search_queue + kOtherCalls > options.funnel.limits.max_calls) {
      throw CLI::ValidationError("--max-calls",
                                 "must leave " + std::to_string(kOtherCalls) +
                                     " for other calls beside --searches and --search-queue");
    }
    const absl::Status security = CheckSecurity(options.security, options.rpc.address);
    if (!security.ok()) throw CLI::ValidationError(std::string(security.message()));
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == 0;
    app.exit(error);
    return {std::nullopt, asked ? 0 : 2};
  }
  if (cache_mb) options.cache_bytes = *cache_mb << 20U;
  options.rpc.max_calls = options.funnel.limits.max_calls;
  options.drain = std::chrono::seconds(drain_seconds);
  return {options, 0};
}

}  // namespace sambyd::server
