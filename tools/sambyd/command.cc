#include "tools/sambyd/command.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "lib/base/error.h"
#include "lib/domain/date.h"
#include "lib/registry/dates.h"

namespace sambyd::cli {

void Command::AddOptions(CLI::App& app) {
  app.add_option("--server", server_, "Address of the server")
      ->envname("SAMBYD_SERVER")
      ->capture_default_str();
  app.add_flag("--tls", tls_, "Encrypt; implied by --ca, --cert and --key")->envname("SAMBYD_TLS");
  app.add_option("--ca", tls_files_.ca_file,
                 "Authorities of servers, PEM; those of the system when not given")
      ->envname("SAMBYD_CA");
  app.add_option("--cert", tls_files_.certificate_file, "Client certificate, PEM")
      ->envname("SAMBYD_CERT");
  app.add_option("--key", tls_files_.key_file, "Private key of --cert, PEM")->envname("SAMBYD_KEY");
  app.add_option("--token-file", token_file_, "File that holds the bearer token")
      ->envname("SAMBYD_TOKEN_FILE");
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
    client_ = client::Client::Connect(server_, ClientOptions());
  }
  return *client_;
}

client::Options Command::ClientOptions() const {
  client::Options options;
  options.deadline = std::chrono::milliseconds(static_cast<std::int64_t>(timeout_seconds_ * 1e3));
  if (tls_ || !tls_files_.ca_file.empty() || !tls_files_.certificate_file.empty() ||
      !tls_files_.key_file.empty()) {
    auto credentials = client::TlsCredentials(tls_files_);
    if (!credentials.ok()) throw CLI::ValidationError(std::string(credentials.status().message()));
    options.credentials = *std::move(credentials);
  }
  if (!token_file_.empty()) {
    if (!std::ifstream(token_file_)) {
      throw CLI::ValidationError("--token-file", "cannot read " + token_file_);
    }
    options.bearer_token = client::TokenFromFile(token_file_);
  }
  return options;
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

void Command::EndUnusable(const absl::Status& status) {
  End(status);
  End(kUsage);
}

absl::Status Unreadable(const std::string& path) {
  return InvalidField("FILE", path, "a file that can be read");
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  file.peek();  // a folder opens, and fails here
  if (!file.is_open() || file.bad()) return Unreadable(path);
  std::ostringstream content;
  content << file.rdbuf();
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
