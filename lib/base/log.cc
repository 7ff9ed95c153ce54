#include "lib/base/log.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>

#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "lib/base/strings.h"

namespace sambyd {
namespace {

std::atomic<Severity> threshold{Severity::kInfo};

constexpr std::array<std::string_view, 4> kSeverityNames = {"debug", "info", "warning", "error"};

std::string Quoted(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (byte < 0x20) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned int>(byte));
      json += escape.data();
    } else {
      json += c;
    }
  }
  return json + "\"";
}

std::string TimeNow() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto millis =
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &utc);
  std::array<char, 8> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%03dZ", static_cast<int>(millis));
  return absl::StrCat(text.data(), fraction.data());
}

}  // namespace

LogField::LogField(std::string_view field, std::string_view value)
    : name(field), json(Quoted(value)) {}
LogField::LogField(std::string_view field, std::int64_t value)
    : name(field), json(absl::StrCat(value)) {}
LogField::LogField(std::string_view field, std::uint64_t value)
    : name(field), json(absl::StrCat(value)) {}
LogField::LogField(std::string_view field, bool value)
    : name(field), json(value ? "true" : "false") {}

void Log(Severity severity, std::string_view message, std::initializer_list<LogField> fields) {
  if (severity < threshold.load(std::memory_order_relaxed)) return;
  std::string line = absl::StrCat("{\"time\":\"", TimeNow(), "\",\"severity\":\"",
                                  ToAbsl(kSeverityNames[static_cast<std::size_t>(severity)]),
                                  "\",\"message\":", Quoted(message));
  for (const LogField& field : fields) {
    absl::StrAppend(&line, ",\"", ToAbsl(field.name), "\":", field.json);
  }
  line += "}\n";
  // One write keeps lines of parallel threads whole; a log that cannot be written has no one to
  // tell.
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
}

void SetLogThreshold(Severity least) { threshold.store(least, std::memory_order_relaxed); }

}  // namespace sambyd
