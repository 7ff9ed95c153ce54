#ifndef TOOLS_SAMBYD_COMMAND_H_
#define TOOLS_SAMBYD_COMMAND_H_

#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/client/client.h"
#include "lib/client/credentials.h"
#include "sambyd/v1/common.pb.h"
#include "tools/sambyd/cli.h"
#include "tools/sambyd/exit_code.h"
#include "tools/sambyd/terminal.h"

namespace sambyd::cli {

// What all commands share: the global options, and what is made from them when a command runs.
class Command {
 public:
  explicit Command(const Surroundings& surroundings) : surroundings_(surroundings) {}

  // Declares the global options.
  void AddOptions(CLI::App& app);

  // Made by the first call, after the arguments were read. Throws CLI::ValidationError where the
  // files of TLS or the token cannot be used.
  const client::Client& client();
  Terminal& terminal();

  std::istream& in() { return surroundings_.in; }
  const std::string& language() const { return language_; }

  // Ends the command: prints the error when there is one and keeps the exit code.
  void End(const absl::Status& status);
  void End(ExitCode code) { exit_code_ = code; }
  // The same for an input that cannot be used: the exit code is kUsage.
  void EndUnusable(const absl::Status& status);
  ExitCode exit_code() const { return exit_code_; }

 private:
  client::Options ClientOptions() const;

  const Surroundings surroundings_;
  std::string server_ = "localhost:7654";
  bool tls_ = false;
  client::TlsFiles tls_files_;
  std::string token_file_;
  double timeout_seconds_ = 30;
  bool json_ = false;
  std::string color_ = "auto";
  std::string language_ = "DAN";
  std::unique_ptr<client::Client> client_;
  std::optional<Terminal> terminal_;
  ExitCode exit_code_ = kDone;
};

// Prints an answer, as JSON or for people by PrintAnswer(terminal, answer, language), or the error.
template <class Answer>
void Show(Command& command, const absl::StatusOr<Answer>& answer) {
  if (!answer.ok()) return command.End(answer.status());
  Terminal& terminal = command.terminal();
  if (terminal.json()) return terminal.PrintJson(*answer);
  PrintAnswer(terminal, *answer, command.language());
}

// What to say of a file that cannot be opened or read.
absl::Status Unreadable(const std::string& path);

// The bytes of a file, or Unreadable.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// "tenders/x" of "x", for people who copy the identifier alone.
std::string TenderName(const std::string& text);

// "enterprises/DK24256790" of "DK24256790" or of the CVR number alone.
std::string EnterpriseName(const std::string& text);

// Accepts days that exist, as YYYY-MM-DD.
CLI::Validator IsDay();

// The day in a text that IsDay accepted.
v1::Date ParseDay(const std::string& text);

// Each declares its commands on `app`; both arguments must outlive the parsing.
void AddNoticeCommands(CLI::App& app, Command& command);      // ingest, preview
void AddRegisterCommands(CLI::App& app, Command& command);    // import
void AddEnterpriseCommands(CLI::App& app, Command& command);  // enterprise list, show, create, …
void AddTenderCommands(CLI::App& app, Command& command);      // tender show, tender list, lots
void AddReviewCommand(CLI::App& app, Command& command);       // review
void AddConsortiumCommands(CLI::App& app, Command& command);  // match, evaluate
void AddAdviceCommands(CLI::App& app, Command& command);      // suggest, assess, replace, partners
void AddServerCommands(CLI::App& app, Command& command);      // status, reindex, backup
void AddStorageCommands(CLI::App& app, Command& command);     // check, repair, restore
void AddBreakdownCommand(CLI::App& app, Command& command);    // breakdown

}  // namespace sambyd::cli

#endif  // TOOLS_SAMBYD_COMMAND_H_
