// sambyd suggest, sambyd assess
#include <filesystem>
#include <memory>

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
void SetSubject(const std::string& subject, v1::AssessReservationRequest& request) {
  if (std::filesystem::is_regular_file(subject)) {
    request.set_notice(ReadFile(subject));
  } else if (subject.find("/lots/") != std::string::npos) {
    request.set_lot(subject);
  } else {
    request.set_tender(TenderName(subject));
  }
}

void Assess(Command& command, const AssessArguments& arguments) {
  v1::AssessReservationRequest request;
  SetSubject(arguments.subject, request);
  *request.mutable_options() = OptionsOf(arguments.match);
  request.set_max_consortia(arguments.max_consortia);
  request.set_max_disjoint(arguments.max_disjoint);
  request.set_node_budget(arguments.match.node_budget);
  Show(command, command.client().consortia().AssessReservation(request));
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

}  // namespace

void AddAdviceCommands(CLI::App& app, Command& command) {
  AddSuggest(app, command);
  AddAssess(app, command);
}

}  // namespace sambyd::cli
