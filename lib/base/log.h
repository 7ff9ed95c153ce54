#ifndef LIB_BASE_LOG_H_
#define LIB_BASE_LOG_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace sambyd {

enum class Severity { kDebug, kInfo, kWarning, kError };

// One named value of a log line. Never pass workforce counts, contacts or document texts.
struct LogField {
  LogField(std::string_view field, std::string_view value);
  LogField(std::string_view field, const char* value) : LogField(field, std::string_view(value)) {}
  LogField(std::string_view field, std::int64_t value);
  LogField(std::string_view field, std::uint64_t value);
  LogField(std::string_view field, int value) : LogField(field, std::int64_t{value}) {}
  LogField(std::string_view field, bool value);

  std::string_view name;
  std::string json;  // the value as JSON
};

// Writes one JSON line {"time","severity","message",...} to standard error. Thread-safe.
void Log(Severity severity, std::string_view message, std::initializer_list<LogField> fields = {});

// Lines below `least` are dropped; the default is kInfo. Thread-safe.
void SetLogThreshold(Severity least);

}  // namespace sambyd

#endif  // LIB_BASE_LOG_H_
