// sambyd breakdown
#include <fstream>

#include "lib/base/error.h"
#include "lib/breakdown/combined_classifier.h"
#include "tools/sambyd/breakdown_command.h"
#include "tools/sambyd/command.h"

namespace sambyd::cli {
namespace {

void BreakDown(Command& command, const std::string& path, std::ostream& out) {
  const breakdown::Classifier& classifier = breakdown::ProductClassifier();
  int refused = 0;
  if (path == "-") {
    refused = BreakDownLines(command.in(), out, classifier);
  } else {
    std::ifstream file(path);
    refused = BreakDownLines(file, out, classifier);
  }
  command.End(refused == 0 ? kDone : kRefused);
}

}  // namespace

void AddBreakdownCommand(CLI::App& app, Command& command) {
  CLI::App* breakdown =
      app.add_subcommand("breakdown", "Break down texts without a server: JSON lines in and out");
  auto* path = breakdown->add_option("--jsonl", "File of one JSON object a line; - reads input")
                   ->required()
                   ->check(CLI::ExistingFile | CLI::IsMember({"-"}));
  breakdown->callback(
      [&command, path] { BreakDown(command, path->as<std::string>(), command.terminal().out()); });
}

}  // namespace sambyd::cli
