// sambyd status
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
      {"writes", status->read_only() ? terminal.Styled(Style::kBad, "refused: read-only")
                                     : terminal.Styled(Style::kGood, "accepted")},
  };
  for (const auto& [name, value] : lines) terminal.out() << Padded(name, 14) << value << '\n';
}

}  // namespace

void AddServerCommands(CLI::App& app, Command& command) {
  app.add_subcommand("status", "What the server holds and how far it is")->callback([&command] {
    ShowStatus(command);
  });
}

}  // namespace sambyd::cli
