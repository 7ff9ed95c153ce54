// sambyd match, sambyd evaluate
#include <algorithm>
#include <chrono>

#include "tools/sambyd/command.h"
#include "tools/sambyd/render_consortia.h"

namespace sambyd::cli {
namespace {

struct MatchArguments {
  std::string lot;
  std::vector<std::string> enterprises;
  std::string policy;
  std::string as_of;
  v1::MatchOptions options;
  int top = 3;
  std::int64_t node_budget = 0;
};

v1::MatchOptions OptionsOf(const MatchArguments& arguments) {
  v1::MatchOptions options = arguments.options;
  if (!arguments.policy.empty()) {
    v1::ThresholdPolicy policy{};
    v1::ThresholdPolicy_Parse("THRESHOLD_POLICY_" + arguments.policy, &policy);
    options.set_policy(policy);
  }
  if (!arguments.as_of.empty()) *options.mutable_as_of() = ParseDay(arguments.as_of);
  return options;
}

template <class Answer>
void Show(Command& command, const absl::StatusOr<Answer>& answer) {
  if (!answer.ok()) return command.End(answer.status());
  Terminal& terminal = command.terminal();
  if (terminal.json()) return terminal.PrintJson(*answer);
  PrintAnswer(terminal, *answer, command.language());
}

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
  for (const std::string& id : arguments.enterprises) {
    request.add_enterprises(id.starts_with("enterprises/") ? id : "enterprises/" + id);
  }
  *request.mutable_options() = OptionsOf(arguments);
  Show(command, command.client().consortia().EvaluateConsortium(request));
}

void AddMatchOptions(CLI::App& command, MatchArguments& arguments) {
  v1::MatchOptions* options = &arguments.options;
  command.add_option("LOT", arguments.lot, "Name of the lot: tenders/{tender}/lots/{lot}")
      ->required();
  command
      .add_option("--policy", arguments.policy,
                  "Reading of the 30 % rule: NONE, AGGREGATE, PER_MEMBER or LEAD_ONLY; "
                  "the lot decides when not given")
      ->check(CLI::IsMember({"NONE", "AGGREGATE", "PER_MEMBER", "LEAD_ONLY"}));
  command.add_option_function<int>(
      "--max-members", [options](int v) { options->set_max_members(v); },
      "Most members, 1 to 8; default 4");
  command.add_option_function<int>(
      "--role-minimum", [options](int v) { options->set_role_min_bp(v); },
      "Smallest part of a member in basis points, 100 to 10000; default 500");
  command.add_option_function<int>(
      "--member-cost", [options](int v) { options->set_member_cost(v); },
      "Merit points that each further member costs, 0 to 1000; default 25");
  command
      .add_option_function<std::vector<std::string>>(
          "--certificate-of-all",
          [options](const std::vector<std::string>& codes) {
            for (const std::string& code : codes) options->add_certificates_all(code);
          },
          "Certificate that every member must hold")
      ->allow_extra_args(false);
  command
      .add_option_function<std::vector<std::string>>(
          "--certificate-of-any",
          [options](const std::vector<std::string>& codes) {
            for (const std::string& code : codes) options->add_certificates_any(code);
          },
          "Certificate that one member must hold")
      ->allow_extra_args(false);
  command.add_flag_function(
      "--admit-without-main-aim",
      [options](std::int64_t) { options->set_admit_without_main_aim(true); },
      "Admit enterprises without evidence of the main aim");
  command
      .add_option("--as-of", arguments.as_of,
                  "Day on which evidence must be in date; default today")
      ->check(IsDay());
}

}  // namespace

void AddConsortiumCommands(CLI::App& app, Command& command) {
  CLI::App* match = app.add_subcommand("match", "The best consortia for a lot");
  const auto wanted = std::make_shared<MatchArguments>();
  AddMatchOptions(*match, *wanted);
  match->add_option("--top", wanted->top, "How many consortia, 1 to 50")->capture_default_str();
  match->add_option("--node-budget", wanted->node_budget,
                    "Most search nodes, so that the answer does not depend on speed");
  match->callback([&command, wanted] { Match(command, *wanted); });

  CLI::App* evaluate = app.add_subcommand("evaluate", "What given enterprises could do together");
  const auto given = std::make_shared<MatchArguments>();
  AddMatchOptions(*evaluate, *given);
  evaluate->add_option("ENTERPRISE", given->enterprises, "Names or identifiers, 1 to 8")
      ->required();
  evaluate->callback([&command, given] { Evaluate(command, *given); });
}

}  // namespace sambyd::cli
