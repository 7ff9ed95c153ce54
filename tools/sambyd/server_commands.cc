// sambyd status, sambyd reindex, sambyd backup
#include <utility>

#include "absl/strings/str_cat.h"
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
      {"writes", status->read_only()
                     ? terminal.Styled(Style::kBad, "refused: " + status->read_only_reason())
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

void BackUp(Command& command) {
  const auto backup = command.client().admin().CreateBackup();
  if (!backup.ok()) return command.End(backup.status());
  Terminal& terminal = command.terminal();
  if (terminal.json()) return terminal.PrintJson(*backup);
  terminal.out() << absl::StrCat("backup ", backup->id(), ": position ",
                                 Grouped(backup->position()), ", ", Grouped(backup->files()),
                                 " files, ", Grouped(backup->bytes()), " bytes\n");
}

}  // namespace

void AddServerCommands(CLI::App& app, Command& command) {
  app.add_subcommand("status", "What the server holds and how far it is")->callback([&command] {
    ShowStatus(command);
  });

  app.add_subcommand("reindex", "Break the lots down again that an older version broke down")
      ->callback([&command] { Reindex(command); });

  app.add_subcommand("backup", "Write a backup to the server's directory for them, and verify it")
      ->callback([&command] { BackUp(command); });
}

}  // namespace sambyd::cli
