#include <iostream>

#include <unistd.h>

#include "tools/sambyd/cli.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  return sambyd::cli::Run(argc, argv,
                          {.in = std::cin,
                           .out = std::cout,
                           .err = std::cerr,
                           .out_is_terminal = isatty(STDOUT_FILENO) == 1,
                           .err_is_terminal = isatty(STDERR_FILENO) == 1});
}
