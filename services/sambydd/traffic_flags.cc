#include "services/sambydd/traffic_flags.h"

#include <chrono>
#include <string>

#include <CLI/CLI.hpp>

namespace sambyd::server {
namespace {

constexpr int kMostPerSecond = 1'000'000;

// A number of `Unit`s. `variable` is the flag's name in the environment.
template <class Unit>
void AddDuration(CLI::App& app, const std::string& flag, std::chrono::milliseconds& value,
                 const std::string& help, const std::string& variable, int least, int most) {
  app.add_option_function<int>(
         flag, [&value](int given) { value = Unit(given); }, help)
      ->envname(variable)
      ->check(CLI::Range(least, most))
      ->default_str(std::to_string(std::chrono::duration_cast<Unit>(value).count()));
}

void AddLimits(CLI::App& app, rpc::CallLimitOptions& limits) {
  app.add_option("--max-calls", limits.max_calls,
                 "Most calls and streams at work at once; more are refused with advice to retry")
      ->envname("SAMBYD_MAX_CALLS")
      ->check(CLI::Range(4, 4096))
      ->capture_default_str();
  app.add_option("--max-calls-per-caller", limits.max_calls_per_caller,
                 "Of them those of one caller; 0 = no limit")
      ->envname("SAMBYD_MAX_CALLS_PER_CALLER")
      ->check(CLI::Range(0, 4096))
      ->capture_default_str();
  app.add_option("--max-streams-per-caller", limits.max_streams_per_caller,
                 "Most streams that one caller has open; 0 = no limit")
      ->envname("SAMBYD_MAX_STREAMS_PER_CALLER")
      ->check(CLI::Range(0, 4096))
      ->capture_default_str();
  app.add_option("--calls-per-second", limits.calls_per_second,
                 "Calls that one caller may begin in a second in the long run; 0 = no limit")
      ->envname("SAMBYD_CALLS_PER_SECOND")
      ->check(CLI::Range(0, kMostPerSecond))
      ->capture_default_str();
  app.add_option("--burst", limits.burst, "Calls that one caller may begin at once after a pause")
      ->envname("SAMBYD_BURST")
      ->check(CLI::Range(1, kMostPerSecond))
      ->capture_default_str();
}

}  // namespace

void AddTrafficFlags(CLI::App& app, Options& options) {
  AddLimits(app, options.funnel.limits);
  AddDuration<std::chrono::seconds>(
      app, "--max-deadline", options.funnel.max_deadline,
      "Seconds that a call which is no stream may take, whatever deadline its caller sets",
      "SAMBYD_MAX_DEADLINE", 1, 86'400);
  AddDuration<std::chrono::milliseconds>(
      app, "--slow-call-ms", options.funnel.slow_call,
      "Log calls that take this many milliseconds with the shape of their request; 0 = none",
      "SAMBYD_SLOW_CALL_MS", 0, 86'400'000);
  app.add_option("--health-address", options.health_address,
                 "Address and port that answers gRPC health checks alone, without encryption, for "
                 "probes that know none; nothing is served when nothing is said")
      ->envname("SAMBYD_HEALTH_ADDRESS");
  app.add_option("--metrics-address", options.metrics_address,
                 "Address and port of Prometheus' /metrics, plain HTTP without authentication; "
                 "nothing is served when nothing is said")
      ->envname("SAMBYD_METRICS_ADDRESS");
}

}  // namespace sambyd::server
