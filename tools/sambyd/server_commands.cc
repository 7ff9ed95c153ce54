// sambyd status, sambyd reindex, sambyd check
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/storage/check.h"
#include "tools/sambyd/command.h"
#include "tools/sambyd/words.h"

namespace sambyd::cli {
namespace {

void ShowStatus(Command& command) {
  const auto status = command.client().admin().GetStatus();
  if (!status.ok()) return command.End(status.status());
  Terminal& terminal = command.terminal();
  if (terminal.json()) return terminal.PrintJson(*status);
  const std::pair<const char*, std::string> lines[] = {
      {"version", status->version()},
      {"format", std::to_string(status->format_version())},
      {"breakdown", status->model_version()},
      {"position", Grouped(status->position())},
      {"tenders", Grouped(status->tenders())},
      {"lots", Grouped(status->lots())},
      {"enterprises", Grouped(status->enterprises())},
      {"market memory", Grouped(status->market_bytes()) + " bytes"},
      {"disk", Grouped(status->disk_bytes()) + " bytes"},
      {"searches",
       absl::StrCat(status->searches_running(), " running, ", status->searches_waiting(),
                    " waiting, ", Grouped(status->searches_refused()), " refused")},
      {"answers",
       absl::StrCat(Grouped(status->cache_hits()), " remembered, ", Grouped(status->cache_misses()),
                    " searched; ", Grouped(status->cache_bytes()), " bytes held")},
      {"writes", status->read_only() ? terminal.Styled(Style::kBad, "refused: read-only")
                                     : terminal.Styled(Style::kGood, "accepted")},
  };
  for (const auto& [name, value] : lines) terminal.out() << Padded(name, 14) << value << '\n';
}

void Reindex(Command& command) {
  Terminal& terminal = command.terminal();
  v1::ReindexLotsResponse last;
  const absl::Status status =
      command.client().admin().ReindexLots([&](const v1::ReindexLotsResponse& progress) {
        last = progress;
        if (terminal.json()) terminal.PrintJson(progress);
        terminal.ShowProgress(progress.examined_tenders(),
                              "of " + Grouped(progress.tenders()) + " tenders");
        return true;
      });
  terminal.EndProgress();
  if (!status.ok()) return command.End(status);
  if (terminal.json()) return;
  terminal.out() << absl::StrCat(Grouped(last.examined_tenders()), " tenders examined, ",
                                 Grouped(last.reindexed_tenders()), " broken down again, ",
                                 Grouped(last.written_lots()), " lots written, now ",
                                 last.model_version(), "\n");
}

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

void CheckDirectory(Command& command, const std::string& directory) {
  const auto report = storage::Check(directory);
  if (!report.ok()) return command.End(report.status());
  command.End(report->ok() ? kDone : kBroken);
  Terminal& terminal = command.terminal();
  if (terminal.json()) return terminal.PrintJson(ToJson(*report));
  for (const std::string& problem : report->problems) {
    terminal.out() << terminal.Styled(Style::kBad, OneLine(problem)) << '\n';
  }
  const std::string looked_at = absl::StrCat(
      "position ", Grouped(report->position), ": ", Grouped(report->records), " records, ",
      Grouped(report->documents), " documents, ", Grouped(report->postings), " index entries, ",
      Grouped(report->requests), " remembered requests");
  terminal.out() << looked_at << '\n'
                 << (report->ok() ? terminal.Styled(Style::kGood, "whole")
                                  : terminal.Styled(Style::kBad,
                                                    Grouped(report->problem_count) + " problems"))
                 << '\n';
}

}  // namespace

void AddServerCommands(CLI::App& app, Command& command) {
  app.add_subcommand("status", "What the server holds and how far it is")->callback([&command] {
    ShowStatus(command);
  });

  app.add_subcommand("reindex", "Break the lots down again that an older version broke down")
      ->callback([&command] { Reindex(command); });

  CLI::App* check =
      app.add_subcommand("check", "Whether a data directory is whole, while no server has it open");
  auto* directory = check->add_option("DIR", "The server's data directory")
                        ->required()
                        ->check(CLI::ExistingDirectory);
  check->callback([&command, directory] { CheckDirectory(command, directory->as<std::string>()); });
}

}  // namespace sambyd::cli
