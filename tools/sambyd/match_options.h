#ifndef TOOLS_SAMBYD_MATCH_OPTIONS_H_
#define TOOLS_SAMBYD_MATCH_OPTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "sambyd/v1/consortium.pb.h"

namespace sambyd::cli {

// What the commands about consortia are given.
struct MatchArguments {
  std::string lot;
  std::vector<std::string> enterprises;
  std::string policy;
  std::string as_of;
  v1::MatchOptions options;
  int top = 3;
  std::int64_t node_budget = 0;
};

// Each declares arguments of `command`, to be kept in `arguments` until it has run.
void AddLot(CLI::App& command, MatchArguments& arguments);     // LOT
void AddPolicy(CLI::App& command, MatchArguments& arguments);  // --policy
void AddMatchOptions(CLI::App& command, MatchArguments& arguments);
void AddNodeBudget(CLI::App& command, MatchArguments& arguments);  // --node-budget

v1::MatchOptions OptionsOf(const MatchArguments& arguments);

}  // namespace sambyd::cli

#endif  // TOOLS_SAMBYD_MATCH_OPTIONS_H_
