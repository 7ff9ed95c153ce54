#ifndef SERVICES_SAMBYDD_OPTIONS_H_
#define SERVICES_SAMBYDD_OPTIONS_H_

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "lib/notice/eforms.h"
#include "lib/rpc/funnel.h"
#include "lib/rpc/server.h"
#include "lib/storage/backup.h"
#include "services/sambydd/security.h"

namespace sambyd::server {

// Everything that can be set from outside. Each flag --some-flag is also read from the environment
// variable SAMBYD_SOME_FLAG; the flag wins.
struct Options {
  std::string data_directory;
  rpc::ServerOptions rpc;  // its credentials are made from `security` at the start
  rpc::FunnelOptions funnel;
  // Where health checks are answered in plain text beside the port for calls; empty = nowhere.
  std::string health_address;
  SecurityOptions security;
  // Where /metrics is served; empty = nowhere.
  std::string metrics_address;
  notice::ParseLimits parse;
  // Memory of the process, and the part of it for the database's cache and write buffers.
  std::size_t memory_limit = std::size_t{1} << 30U;
  std::size_t memory_budget = std::size_t{256} << 20U;
  // Searches that run side by side, and those that wait for one to end; more are refused.
  int searches = 2;
  int search_queue = 32;
  // Memory for answers of FindConsortia; 0 = none are remembered.
  std::size_t cache_bytes = std::size_t{64} << 20U;
  std::chrono::milliseconds drain{10'000};
  // Where CreateBackup writes and how many it keeps; no request can name another place.
  storage::BackupTarget backups;
  // File to which the bound port is written once the server listens; empty = none.
  std::string port_file;
  bool verbose = false;
};

// What came of reading the command line.
struct ParsedOptions {
  std::optional<Options> options;  // set when the server is to run
  int exit_code = 0;               // otherwise: 0 after --help and --version, 2 for bad flags
};

// Prints help, version and complaints itself.
ParsedOptions ParseOptions(int argc, char** argv);

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_OPTIONS_H_
