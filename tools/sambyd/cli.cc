#include "tools/sambyd/cli.h"

#include <exception>

#include <CLI/CLI.hpp>

#include "tools/sambyd/command.h"

namespace sambyd::cli {
namespace {

constexpr char kAbout[] = "Client of Sambyd: notices in, lots and consortia out.";
constexpr char kExitCodes[] =
    "Exit codes: 0 done; 1 refused, all or in part; 2 wrong use; 3 no server or out of time; "
    "4 not found; 5 broken server or data.";

}  // namespace

int Run(int argc, const char* const* argv, const Surroundings& surroundings) {
  CLI::App app(kAbout, "sambyd");
  app.footer(kExitCodes);
  app.require_subcommand(1);
  app.fallthrough();
  Command command(surroundings);
  command.AddOptions(app);
  AddNoticeCommands(app, command);
  AddRegisterCommands(app, command);
  AddEnterpriseCommands(app, command);
  AddTenderCommands(app, command);
  AddReviewCommand(app, command);
  AddConsortiumCommands(app, command);
  AddAdviceCommands(app, command);
  AddServerCommands(app, command);
  AddStorageCommands(app, command);
  AddBreakdownCommand(app, command);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, surroundings.out, surroundings.err) == 0 ? kDone : kUsage;
  } catch (const std::exception& error) {
    surroundings.err << "error: " << error.what() << '\n';
    return kBroken;
  }
  return command.exit_code();
}

}  // namespace sambyd::cli
