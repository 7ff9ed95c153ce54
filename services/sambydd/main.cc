#include <csignal>
#include <cstdio>
#include <fstream>

#include "lib/base/clock.h"
#include "lib/base/log.h"
#include "services/sambydd/application.h"
#include "services/sambydd/options.h"

namespace {

// Blocked before any thread starts, so that every thread leaves them to WaitForStop.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void WaitForStop(const sigset_t& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
  sambyd::Log(sambyd::Severity::kInfo, "stopping", {{"signal", signal}});
}

// Written whole or not at all: whoever waits for the file reads a complete number.
bool WritePort(const std::string& path, int port) {
  const std::string partial = path + ".partial";
  std::ofstream file(partial);
  file << port << '\n';
  file.close();
  return file.good() && std::rename(partial.c_str(), path.c_str()) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto parsed = sambyd::server::ParseOptions(argc, argv);
  if (!parsed.options) return parsed.exit_code;
  if (parsed.options->verbose) sambyd::SetLogThreshold(sambyd::Severity::kDebug);
  const sigset_t signals = BlockStopSignals();
  const sambyd::SystemClock clock;
  const auto application = sambyd::server::Application::Start(*parsed.options, clock);
  if (!application.ok()) {
    std::fprintf(stderr, "sambydd: %s\n", application.status().ToString().c_str());
    return 1;
  }
  if (!parsed.options->port_file.empty() &&
      !WritePort(parsed.options->port_file, (*application)->port())) {
    std::fprintf(stderr, "sambydd: cannot write %s\n", parsed.options->port_file.c_str());
    return 1;
  }
  WaitForStop(signals);
  (*application)->Stop();
  return 0;
}
