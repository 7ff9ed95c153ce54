#include "tools/sambyd/match_options.h"

#include "tools/sambyd/command.h"

namespace sambyd::cli {

void AddLot(CLI::App& command, MatchArguments& arguments) {
  command.add_option("LOT", arguments.lot, "Name of the lot: tenders/{tender}/lots/{lot}")
      ->required();
}

void AddPolicy(CLI::App& command, MatchArguments& arguments) {
  command
      .add_option("--policy", arguments.policy,
                  "Reading of the 30 % rule: NONE, AGGREGATE, PER_MEMBER or LEAD_ONLY; "
                  "the lot decides when not given")
      ->check(CLI::IsMember({"NONE", "AGGREGATE", "PER_MEMBER", "LEAD_ONLY"}));
}

void AddMatchOptions(CLI::App& command, MatchArguments& arguments) {
  v1::MatchOptions* options = &arguments.options;
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

void AddNodeBudget(CLI::App& command, MatchArguments& arguments) {
  command.add_option("--node-budget", arguments.node_budget,
                     "Most nodes of a search, so that the answer does not depend on speed");
}

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

}  // namespace sambyd::cli
