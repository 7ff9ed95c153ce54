#ifndef TOOLS_SAMBYD_EXIT_CODE_H_
#define TOOLS_SAMBYD_EXIT_CODE_H_

#include "absl/status/status.h"

namespace sambyd::cli {

// What `sambyd` ends with; docs/cli.md and --help name them.
enum ExitCode : int {
  kDone = 0,
  kRefused = 1,      // the server or a file refused all or some of the input
  kUsage = 2,        // wrong arguments, or a file that cannot be opened
  kUnavailable = 3,  // no server, too busy, or the time was up
  kNotFound = 4,     // no such tender, lot or enterprise
  kBroken = 5,       // an error of the server or of its data
};

ExitCode ExitCodeOf(const absl::Status& status);

}  // namespace sambyd::cli

#endif  // TOOLS_SAMBYD_EXIT_CODE_H_
