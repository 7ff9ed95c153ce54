#include "tools/sambyd/command.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "lib/domain/date.h"
#include "lib/registry/dates.h"

namespace sambyd::cli {

void Command::AddOptions(CLI::App& app) {
  app.add_option("--server", server_, "Address of the server")
      ->envname("SAMBYD_SERVER")
      ->capture_default_str();
  app.add_option("--timeout", timeout_seconds_, "Seconds that one call may take")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app.add_flag("--json", json_, "Answers as JSON, one object a line");
  app.add_option("--color", color_, "Colours in the output: auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  app.add_option("--language", language_, "Texts of notices and codes in this language, ISO 639-3")
      ->capture_default_str();
}

const client::Client& Command::client() {
  if (!client_) {
    client::Options options;
    options.deadline = std::chrono::milliseconds(static_cast<std::int64_t>(timeout_seconds_ * 1e3));
    client_ = client::Client::Connect(server_, options);
  }
  return *client_;
}

Terminal& Command::terminal() {
  if (!terminal_) {
    const bool automatic = surroundings_.out_is_terminal && std::getenv("NO_COLOR") == nullptr;
    const bool color = color_ == "always" || (color_ == "auto" && automatic);
    terminal_.emplace(surroundings_.out, surroundings_.err,
                      Terminal::Options{.json = json_,
                                        .color = color && !json_,
                                        .progress = surroundings_.err_is_terminal && !json_});
  }
  return *terminal_;
}

void Command::End(const absl::Status& status) {
  if (!status.ok()) terminal().PrintError(status);
  exit_code_ = ExitCodeOf(status);
}

std::string ReadFile(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

std::string TenderName(const std::string& text) {
  return text.starts_with("tenders/") ? text : "tenders/" + text;
}

std::string EnterpriseName(const std::string& text) {
  if (text.starts_with("enterprises/")) return text;
  const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return (digits ? "enterprises/DK" : "enterprises/") + text;
}

CLI::Validator IsDay() {
  return {[](const std::string& text) {
            return domain::ParseDate(text) ? "" : "not a day that exists, as YYYY-MM-DD: " + text;
          },
          "YYYY-MM-DD"};
}

v1::Date ParseDay(const std::string& text) {
  return registry::ToProto(domain::ParseDate(text).value());
}

}  // namespace sambyd::cli
