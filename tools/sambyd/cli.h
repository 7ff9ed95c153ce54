#ifndef TOOLS_SAMBYD_CLI_H_
#define TOOLS_SAMBYD_CLI_H_

#include <istream>
#include <ostream>

namespace sambyd::cli {

// What the program finds around it.
struct Surroundings {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
};

// Runs `sambyd` with the arguments of main; returns its exit code (exit_code.h).
int Run(int argc, const char* const* argv, const Surroundings& surroundings);

}  // namespace sambyd::cli

#endif  // TOOLS_SAMBYD_CLI_H_
