// sambyd match, sambyd evaluate
#include <memory>

#include "tools/sambyd/command.h"
#include "tools/sambyd/match_options.h"
#include "tools/sambyd/render_consortia.h"

namespace sambyd::cli {
namespace {

void Match(Command& command, const MatchArguments& arguments) {
  v1::FindConsortiaRequest request;
  request.set_lot(arguments.lot);
  request.set_top(arguments.top);
  request.set_node_budget(arguments.node_budget);
  *request.mutable_options() = OptionsOf(arguments);
  Show(command, command.client().consortia().FindConsortia(request));
}

void Evaluate(Command& command, const MatchArguments& arguments) {
  v1::EvaluateConsortiumRequest request;
  request.set_lot(arguments.lot);
  for (const std::string& id : arguments.enterprises) request.add_enterprises(EnterpriseName(id));
  *request.mutable_options() = OptionsOf(arguments);
  Show(command, command.client().consortia().EvaluateConsortium(request));
}

}  // namespace

void AddConsortiumCommands(CLI::App& app, Command& command) {
  CLI::App* match = app.add_subcommand("match", "The best consortia for a lot");
  const auto wanted = std::make_shared<MatchArguments>();
  AddLot(*match, *wanted);
  AddPolicy(*match, *wanted);
  AddMatchOptions(*match, *wanted);
  match->add_option("--top", wanted->top, "How many consortia, 1 to 50")->capture_default_str();
  AddNodeBudget(*match, *wanted);
  match->callback([&command, wanted] { Match(command, *wanted); });

  CLI::App* evaluate = app.add_subcommand("evaluate", "What given enterprises could do together");
  const auto given = std::make_shared<MatchArguments>();
  AddLot(*evaluate, *given);
  AddPolicy(*evaluate, *given);
  AddMatchOptions(*evaluate, *given);
  evaluate->add_option("ENTERPRISE", given->enterprises, "Names or identifiers, 1 to 8")
      ->required();
  evaluate->callback([&command, given] { Evaluate(command, *given); });
}

}  // namespace sambyd::cli
