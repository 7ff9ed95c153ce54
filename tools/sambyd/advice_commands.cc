// sambyd suggest, assess, replace, partners
#include <filesystem>
#include <memory>
#include <system_error>

#include "lib/base/status.h"
#include "tools/sambyd/command.h"
#include "tools/sambyd/match_options.h"
#include "tools/sambyd/render_advice.h"

namespace sambyd::cli {
namespace {

struct SuggestArguments {
  MatchArguments match;
  int max_joining = 3;
  int max_groups = 3;
};

void Suggest(Command& command, const SuggestArguments& arguments) {
  v1::SuggestChangesRequest request;
  request.set_lot(arguments.match.lot);
  for (const std::string& id : arguments.match.enterprises) {
    request.add_enterprises(EnterpriseName(id));
  }
  *request.mutable_options() = OptionsOf(arguments.match);
  request.set_max_joining(arguments.max_joining);
  request.set_max_groups(arguments.max_groups);
  request.set_node_budget(arguments.match.node_budget);
  Show(command, command.client().consortia().SuggestChanges(request));
}

struct AssessArguments {
  MatchArguments match;
  std::string subject;
  int max_consortia = 50;
  int max_disjoint = 5;
};

// A file is a notice; names are told apart by their form.
absl::Status SetSubject(const std::string& subject, v1::AssessReservationRequest& request) {
  std::error_code unknown;
  if (std::filesystem::is_regular_file(subject, unknown)) {
    SAMBYD_ASSIGN_OR_RETURN(*request.mutable_notice(), ReadFile(subject));
  } else if (subject.find("/lots/") != std::string::npos) {
    request.set_lot(subject);
  } else {
    request.set_tender(TenderName(subject));
  }
  return absl::OkStatus();
}

void Assess(Command& command, const AssessArguments& arguments) {
  v1::AssessReservationRequest request;
  const absl::Status read = SetSubject(arguments.subject, request);
  if (!read.ok()) return command.EndUnusable(read);
  *request.mutable_options() = OptionsOf(arguments.match);
  request.set_max_consortia(arguments.max_consortia);
  request.set_max_disjoint(arguments.max_disjoint);
  request.set_node_budget(arguments.match.node_budget);
  Show(command, command.client().consortia().AssessReservation(request));
}

struct ReplaceArguments {
  MatchArguments match;
  std::string leaving;
  int top = 5;
};

void Replace(Command& command, const ReplaceArguments& arguments) {
  v1::ReplaceMemberRequest request;
  request.set_lot(arguments.match.lot);
  request.set_leaving_enterprise(EnterpriseName(arguments.leaving));
  request.add_enterprises(request.leaving_enterprise());
  for (const std::string& id : arguments.match.enterprises) {
    const std::string name = EnterpriseName(id);
    if (name != request.leaving_enterprise()) request.add_enterprises(name);
  }
  *request.mutable_options() = OptionsOf(arguments.match);
  request.set_top(arguments.top);
  Show(command, command.client().consortia().ReplaceMember(request));
}

struct PartnersArguments {
  MatchArguments match;
  std::string enterprise;
  int limit = 50;
};

void Partners(Command& command, const PartnersArguments& arguments) {
  v1::SuggestPartnersRequest request;
  request.set_enterprise(EnterpriseName(arguments.enterprise));
  *request.mutable_options() = OptionsOf(arguments.match);
  request.set_page_size(arguments.limit);
  request.set_top(arguments.match.top);
  request.set_node_budget(arguments.match.node_budget);
  Show(command, command.client().consortia().SuggestPartners(request));
}

void AddSuggest(CLI::App& app, Command& command) {
  CLI::App* suggest = app.add_subcommand(
      "suggest", "The smallest changes that make a group pass which cannot deliver a lot");
  const auto arguments = std::make_shared<SuggestArguments>();
  AddLot(*suggest, arguments->match);
  AddPolicy(*suggest, arguments->match);
  AddMatchOptions(*suggest, arguments->match);
  AddNodeBudget(*suggest, arguments->match);
  suggest->add_option("ENTERPRISE", arguments->match.enterprises,
                      "Names, identifiers or CVR numbers, at most 8; without them the server looks "
                      "for groups that fail by little");
  suggest
      ->add_option("--max-joining", arguments->max_joining,
                   "Enterprises that could join, for each change, 1 to 10")
      ->capture_default_str();
  suggest->add_option("--max-groups", arguments->max_groups, "Groups to look for, 1 to 10")
      ->capture_default_str();
  suggest->callback([&command, arguments] { Suggest(command, *arguments); });
}

void AddAssess(CLI::App& app, Command& command) {
  CLI::App* assess = app.add_subcommand(
      "assess", "What reserving lots would do to competition, by each reading of the 30 % rule");
  const auto arguments = std::make_shared<AssessArguments>();
  assess
      ->add_option("SUBJECT", arguments->subject,
                   "Name or identifier of a tender, name of a lot, or an eForms file")
      ->required();
  AddMatchOptions(*assess, arguments->match);
  AddNodeBudget(*assess, arguments->match);
  assess->add_option("--max-consortia", arguments->max_consortia, "Count no further, 1 to 200")
      ->capture_default_str();
  assess
      ->add_option("--max-disjoint", arguments->max_disjoint,
                   "Look for no more consortia without a common member, 1 to 20")
      ->capture_default_str();
  assess->callback([&command, arguments] { Assess(command, *arguments); });
}

void AddReplace(CLI::App& app, Command& command) {
  CLI::App* replace = app.add_subcommand(
      "replace",
      "Who could take the place of a member that leaves, the others keeping their roles");
  const auto arguments = std::make_shared<ReplaceArguments>();
  AddLot(*replace, arguments->match);
  AddPolicy(*replace, arguments->match);
  AddMatchOptions(*replace, arguments->match);
  replace->add_option("LEAVING", arguments->leaving, "Who leaves: name, identifier or CVR number")
      ->required();
  replace->add_option("STAYING", arguments->match.enterprises, "Who stays, at most 7");
  replace->add_option("--top", arguments->top, "How many replacements, 1 to 50")
      ->capture_default_str();
  replace->callback([&command, arguments] { Replace(command, *arguments); });
}

void AddPartners(CLI::App& app, Command& command) {
  CLI::App* partners =
      app.add_subcommand("partners", "With whom an enterprise could take the lots that are open");
  const auto arguments = std::make_shared<PartnersArguments>();
  partners->add_option("ENTERPRISE", arguments->enterprise, "Name, identifier or CVR number")
      ->required();
  AddPolicy(*partners, arguments->match);
  AddMatchOptions(*partners, arguments->match);
  AddNodeBudget(*partners, arguments->match);
  partners->add_option("--top", arguments->match.top, "Groups for each lot, 1 to 10")
      ->capture_default_str();
  partners->add_option("--limit", arguments->limit, "Most lots to list, 1 to 500")
      ->capture_default_str();
  partners->callback([&command, arguments] { Partners(command, *arguments); });
}

}  // namespace

void AddAdviceCommands(CLI::App& app, Command& command) {
  AddSuggest(app, command);
  AddAssess(app, command);
  AddReplace(app, command);
  AddPartners(app, command);
}

}  // namespace sambyd::cli
