// sambyd check, sambyd repair, sambyd restore: what works on a data directory while no server has
// it open
#include <memory>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "lib/storage/backup.h"
#include "lib/storage/check.h"
#include "lib/storage/repair.h"
#include "tools/sambyd/command.h"
#include "tools/sambyd/words.h"

namespace sambyd::cli {
namespace {

nlohmann::ordered_json ToJson(const storage::CheckReport& report) {
  nlohmann::ordered_json object;
  object["ok"] = report.ok();
  object["position"] = report.position;
  object["firstRecord"] = report.first_record;
  object["records"] = report.records;
  object["documents"] = report.documents;
  object["postings"] = report.postings;
  object["requests"] = report.requests;
  object["wholeLog"] = report.whole_log;
  object["problemCount"] = report.problem_count;
  object["problems"] = report.problems;
  return object;
}

void PrintReport(Terminal& terminal, const storage::CheckReport& report) {
  for (const std::string& problem : report.problems) {
    terminal.out() << terminal.Styled(Style::kBad, OneLine(problem)) << '\n';
  }
  const std::string looked_at = absl::StrCat(
      "position ", Grouped(report.position), ": ", Grouped(report.records), " records, ",
      Grouped(report.documents), " documents, ", Grouped(report.postings), " index entries, ",
      Grouped(report.requests), " remembered requests");
  terminal.out() << looked_at << '\n'
                 << (report.ok() ? terminal.Styled(Style::kGood, "whole")
                                 : terminal.Styled(Style::kBad,
                                                   Grouped(report.problem_count) + " problems"))
                 << '\n';
}

void CheckDirectory(Command& command, const std::string& directory) {
  const auto report = storage::Check(directory);
  if (!report.ok()) return command.End(report.status());
  command.End(report->ok() ? kDone : kBroken);
  if (command.terminal().json()) return command.terminal().PrintJson(ToJson(*report));
  PrintReport(command.terminal(), *report);
}

void RepairDirectory(Command& command, const std::string& directory) {
  const auto report = storage::Repair(directory);
  if (!report.ok()) return command.End(report.status());
  command.End(report->after.ok() ? kDone : kBroken);
  Terminal& terminal = command.terminal();
  if (terminal.json()) {
    nlohmann::ordered_json object;
    object["before"] = ToJson(report->before);
    object["rebuilt"] = report->rebuilt;
    object["left"] = report->left;
    object["after"] = ToJson(report->after);
    return terminal.PrintJson(object);
  }
  terminal.out() << Grouped(report->before.problem_count) << " problems found\n";
  for (const std::string& part : report->rebuilt) terminal.out() << "made anew: " << part << '\n';
  for (const std::string& part : report->left) {
    terminal.out() << terminal.Styled(Style::kBad, "left as it is: " + OneLine(part)) << '\n';
  }
  PrintReport(terminal, report->after);
  if (report->after.ok()) return;
  terminal.out() << "What is told above cannot be mended from what the directory holds: restore a "
                    "backup.\n";
}

google::protobuf::Timestamp CreateTime(const storage::Backup& backup) {
  return google::protobuf::util::TimeUtil::SecondsToTimestamp(
      backup.create_time.time_since_epoch().count());
}

nlohmann::ordered_json ToJson(const storage::Backup& backup) {
  nlohmann::ordered_json object;
  object["id"] = backup.id;
  object["createTime"] = google::protobuf::util::TimeUtil::ToString(CreateTime(backup));
  object["position"] = backup.position;
  object["formatVersion"] = backup.format_version;
  object["bytes"] = backup.bytes;
  object["files"] = backup.files;
  return object;
}

void PrintBackup(Terminal& terminal, const storage::Backup& backup) {
  if (terminal.json()) return terminal.PrintJson(ToJson(backup));
  terminal.out() << absl::StrCat(
      "backup ", backup.id, " of ", google::protobuf::util::TimeUtil::ToString(CreateTime(backup)),
      ": position ", Grouped(backup.position), ", format ", backup.format_version, ", ",
      Grouped(backup.files), " files, ", Grouped(backup.bytes), " bytes\n");
}

void List(Command& command, const std::string& directory) {
  const auto backups = storage::ListBackups(directory);
  if (!backups.ok()) return command.End(backups.status());
  for (const storage::Backup& backup : *backups) PrintBackup(command.terminal(), backup);
}

void Restore(Command& command, const storage::RestoreRequest& request) {
  const auto backup = storage::RestoreBackup(request);
  if (!backup.ok()) return command.End(backup.status());
  PrintBackup(command.terminal(), *backup);
}

CLI::Option* AddDirectory(CLI::App& command) {
  return command.add_option("DIR", "The server's data directory")
      ->required()
      ->check(CLI::ExistingDirectory);
}

void AddRestoreCommand(CLI::App& app, Command& command) {
  CLI::App* restore =
      app.add_subcommand("restore", "Put a backup into an empty data directory, and check it");
  const auto request = std::make_shared<storage::RestoreRequest>();
  restore->add_option("BACKUPS", request->backups, "The server's directory for backups")
      ->required()
      ->check(CLI::ExistingDirectory);
  const auto only_list = std::make_shared<bool>(false);
  auto* list = restore->add_flag("--list", *only_list, "List the backups and restore none");
  restore->add_option("--data", request->data_directory, "Empty, or made when it is missing")
      ->excludes(list);
  restore->add_option("--backup", request->id, "Its number; the newest when none is given")
      ->check(CLI::PositiveNumber)
      ->excludes(list);
  restore->callback([&command, request, only_list] {
    if (*only_list) return List(command, request->backups);
    if (request->data_directory.empty()) throw CLI::RequiredError("--data");
    Restore(command, *request);
  });
}

}  // namespace

void AddStorageCommands(CLI::App& app, Command& command) {
  CLI::App* check =
      app.add_subcommand("check", "Whether a data directory is whole, while no server has it open");
  auto* checked = AddDirectory(*check);
  check->callback([&command, checked] { CheckDirectory(command, checked->as<std::string>()); });

  CLI::App* repair = app.add_subcommand(
      "repair", "Make indexes, remembered requests and counts anew, while no server has it open");
  auto* repaired = AddDirectory(*repair);
  repair->callback([&command, repaired] { RepairDirectory(command, repaired->as<std::string>()); });

  AddRestoreCommand(app, command);
}

}  // namespace sambyd::cli
