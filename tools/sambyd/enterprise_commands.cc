// sambyd enterprise list, show, create, update, delete, confirm, erase-contact, workforce
#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>

#include <google/protobuf/util/json_util.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "tools/sambyd/command.h"
#include "tools/sambyd/render_enterprise.h"
#include "tools/sambyd/words.h"

namespace sambyd::cli {
namespace {

void PrintAnswer(Command& command, const absl::StatusOr<v1::Enterprise>& answer) {
  if (!answer.ok()) return command.End(answer.status());
  Terminal& terminal = command.terminal();
  if (terminal.json()) return terminal.PrintJson(*answer);
  PrintEnterprise(terminal, *answer, command.language());
}

// An enterprise in protobuf's JSON form, and the names of the fields that the text has.
struct Profile {
  v1::Enterprise enterprise;
  std::vector<std::string> fields;
};

absl::StatusOr<Profile> ParseProfile(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return InvalidField("FILE", Cut(text, 40), "a JSON object");
  Profile profile;
  const auto status = google::protobuf::util::JsonStringToMessage(text, &profile.enterprise);
  if (!status.ok()) {
    return InvalidField("FILE", status.ToString(), "an Enterprise in protobuf's JSON form");
  }
  for (const auto& [key, value] : json.items()) {
    const auto* descriptor = v1::Enterprise::descriptor();
    const auto* field = descriptor->FindFieldByCamelcaseName(key);
    if (field == nullptr) field = descriptor->FindFieldByName(key);
    if (field != nullptr) profile.fields.push_back(field->name());
  }
  return profile;
}

// Nothing when the file cannot be used; the command has ended then.
std::optional<Profile> ReadProfile(Command& command, const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) {
      command.EndUnusable(Unreadable(path));
      return std::nullopt;
    }
  }
  std::ostringstream text;
  text << (path == "-" ? command.in() : file).rdbuf();
  auto profile = ParseProfile(text.str());
  if (profile.ok()) return *std::move(profile);
  command.End(profile.status());
  return std::nullopt;
}

void Create(Command& command, const std::string& path) {
  auto profile = ReadProfile(command, path);
  if (!profile) return;
  v1::CreateEnterpriseRequest request;
  *request.mutable_enterprise() = std::move(profile->enterprise);
  PrintAnswer(command, command.client().enterprises().CreateEnterprise(std::move(request)));
}

void Update(Command& command, const std::string& name, const std::string& path) {
  auto profile = ReadProfile(command, path);
  if (!profile) return;
  v1::UpdateEnterpriseRequest request;
  *request.mutable_enterprise() = std::move(profile->enterprise);
  request.mutable_enterprise()->set_name(EnterpriseName(name));
  for (const std::string& field : profile->fields) {
    if (field != "name" && field != "etag") request.mutable_update_mask()->add_paths(field);
  }
  PrintAnswer(command, command.client().enterprises().UpdateEnterprise(std::move(request)));
}

// "FLEKSJOB=7" of --count.
absl::StatusOr<v1::WorkforceCount> ParseCount(const std::string& text) {
  const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
  v1::WorkforceCategory category{};
  v1::WorkforceCount count;
  int heads = 0;
  if (!v1::WorkforceCategory_Parse("WORKFORCE_CATEGORY_" + parts.first, &category) ||
      !absl::SimpleAtoi(parts.second, &heads)) {
    return InvalidField("--count", parts.first, "CATEGORY=HEADS, e.g. FLEKSJOB=7");
  }
  count.set_category(category);
  count.set_heads(heads);
  return count;
}

struct StatementArguments {
  std::string enterprise;
  std::string as_of;
  std::string evidence;
  std::vector<std::string> counts;
};

absl::StatusOr<v1::SubmitWorkforceStatementRequest> StatementOf(
    const StatementArguments& arguments) {
  v1::SubmitWorkforceStatementRequest request;
  request.set_parent(EnterpriseName(arguments.enterprise));
  v1::WorkforceStatement& statement = *request.mutable_workforce_statement();
  *statement.mutable_as_of() = ParseDay(arguments.as_of);
  v1::WorkforceStatement::EvidenceLevel level{};
  v1::WorkforceStatement::EvidenceLevel_Parse("EVIDENCE_LEVEL_" + arguments.evidence, &level);
  statement.set_evidence_level(level);
  for (const std::string& text : arguments.counts) {
    SAMBYD_ASSIGN_OR_RETURN(*statement.add_counts(), ParseCount(text));
  }
  return request;
}

void SubmitStatement(Command& command, const StatementArguments& arguments) {
  auto request = StatementOf(arguments);
  if (!request.ok()) return command.End(request.status());
  const auto statement =
      command.client().enterprises().SubmitWorkforceStatement(*std::move(request));
  if (!statement.ok()) return command.End(statement.status());
  Terminal& terminal = command.terminal();
  if (terminal.json()) return terminal.PrintJson(*statement);
  terminal.out() << "stored " << statement->name() << '\n';
}

struct ListArguments {
  v1::ListEnterprisesRequest request;
  std::string not_confirmed_since;
  int limit = 50;
};

void List(Command& command, ListArguments& arguments) {
  v1::ListEnterprisesRequest& request = arguments.request;
  if (!arguments.not_confirmed_since.empty()) {
    *request.mutable_not_confirmed_since() = ParseDay(arguments.not_confirmed_since);
  }
  request.set_page_size(std::min(arguments.limit, 500));
  Terminal& terminal = command.terminal();
  int listed = 0;
  command.End(command.client().enterprises().ForEachEnterprise(
      request, [&](const v1::Enterprise& enterprise) {
        if (terminal.json()) {
          terminal.PrintJson(enterprise);
        } else {
          PrintEnterpriseLine(terminal, enterprise, command.language());
        }
        return ++listed < arguments.limit;
      }));
}

void AddListCommand(CLI::App& parent, Command& command) {
  CLI::App* list = parent.add_subcommand("list", "Enterprises that match every filter given");
  const auto arguments = std::make_shared<ListArguments>();
  v1::ListEnterprisesRequest* request = &arguments->request;
  list->add_option_function<std::string>(
      "--cpv", [request](const std::string& v) { request->set_cpv_prefix(v); },
      "First digits of a CPV code that it can do");
  list->add_option_function<std::string>(
      "--place", [request](const std::string& v) { request->set_place(v); },
      "NUTS or municipality code where it works");
  list->add_flag_function(
      "--registered", [request](std::int64_t) { request->set_registered_social_only(true); },
      "Only those registered as socialøkonomisk virksomhed");
  list->add_option("--not-confirmed-since", arguments->not_confirmed_since,
                   "Profile not confirmed on or after this day")
      ->check(IsDay());
  list->add_option("--limit", arguments->limit, "Most enterprises to list")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  list->callback([&command, arguments] { List(command, *arguments); });
}

// A command with the name of an enterprise as its first argument.
CLI::App* AddCommandOn(CLI::App& parent, std::string name, std::string about,
                       std::string& enterprise) {
  CLI::App* added = parent.add_subcommand(std::move(name), std::move(about));
  added->add_option("ENTERPRISE", enterprise, "Name, identifier or CVR number")->required();
  return added;
}

void AddWorkforceCommand(CLI::App& parent, Command& command) {
  const auto arguments = std::make_shared<StatementArguments>();
  CLI::App* workforce = AddCommandOn(
      parent, "workforce", "Store a dated statement of who works there", arguments->enterprise);
  workforce->add_option("--as-of", arguments->as_of, "Day for which the counts are true")
      ->check(IsDay())
      ->required();
  workforce->add_option("--count", arguments->counts, "CATEGORY=HEADS, e.g. FLEKSJOB=7; repeatable")
      ->allow_extra_args(false)
      ->required();
  workforce->add_option("--evidence", arguments->evidence, "How the counts are evidenced")
      ->check(CLI::IsMember({"SELF_DECLARED", "MANAGEMENT_SIGNED", "AUDITED"}));
  workforce->callback([&command, arguments] { SubmitStatement(command, *arguments); });
}

struct Target {
  std::string enterprise;
  std::string file;
  std::string etag;
};

void AddReadAndConfirmCommands(CLI::App& parent, Command& command) {
  const auto target = std::make_shared<Target>();
  AddCommandOn(parent, "show", "One enterprise", target->enterprise)->callback([&command, target] {
    PrintAnswer(command,
                command.client().enterprises().GetEnterprise(EnterpriseName(target->enterprise)));
  });
  AddCommandOn(parent, "confirm", "Say that the profile is right today", target->enterprise)
      ->callback([&command, target] {
        PrintAnswer(command, command.client().enterprises().ConfirmProfile(
                                 EnterpriseName(target->enterprise)));
      });
  AddCommandOn(parent, "erase-contact", "Erase its contact from every file of the server",
               target->enterprise)
      ->callback([&command, target] {
        PrintAnswer(command, command.client().enterprises().EraseContact(
                                 EnterpriseName(target->enterprise)));
      });
}

void AddChangeCommands(CLI::App& parent, Command& command) {
  constexpr char kFile[] = "An Enterprise in protobuf's JSON form; - reads standard input";
  const auto target = std::make_shared<Target>();
  CLI::App* create = parent.add_subcommand("create", "Register an enterprise");
  create->add_option("FILE", target->file, kFile)->required();
  create->callback([&command, target] { Create(command, target->file); });

  CLI::App* update =
      AddCommandOn(parent, "update", "Change the fields that FILE has", target->enterprise);
  update->add_option("FILE", target->file, kFile)->required();
  update->callback([&command, target] { Update(command, target->enterprise, target->file); });

  CLI::App* remove = AddCommandOn(parent, "delete", "Remove it, its contact and its statements",
                                  target->enterprise);
  remove->add_option("--etag", target->etag, "Refuse when the stored one is another");
  remove->callback([&command, target] {
    v1::DeleteEnterpriseRequest request;
    request.set_name(EnterpriseName(target->enterprise));
    request.set_etag(target->etag);
    command.End(command.client().enterprises().DeleteEnterprise(std::move(request)));
  });
}

}  // namespace

void AddEnterpriseCommands(CLI::App& app, Command& command) {
  CLI::App* enterprise = app.add_subcommand("enterprise", "Registered enterprises");
  enterprise->require_subcommand(1);
  AddListCommand(*enterprise, command);
  AddReadAndConfirmCommands(*enterprise, command);
  AddChangeCommands(*enterprise, command);
  AddWorkforceCommand(*enterprise, command);
}

}  // namespace sambyd::cli
