#ifndef TOOLS_SAMBYD_TERMINAL_H_
#define TOOLS_SAMBYD_TERMINAL_H_

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>
#include <nlohmann/json.hpp>

#include "absl/status/status.h"

namespace sambyd::cli {

enum class Style { kBold, kDim, kGood, kDoubtful, kBad };

// Where a command writes: answers for people or as JSON to `out`, errors and progress to `err`.
class Terminal {
 public:
  struct Options {
    bool json = false;      // one JSON object a line instead of text
    bool color = false;     // ANSI colours in `out`
    bool progress = false;  // a line in `err` that is written over; for terminals
  };

  Terminal(std::ostream& out, std::ostream& err, Options options)
      : out_(out), err_(err), options_(options) {}

  std::ostream& out() { return out_; }
  bool json() const { return options_.json; }

  // The text in a style, or as it is without colours.
  std::string Styled(Style style, std::string_view text) const;

  // One line of JSON.
  void PrintJson(const google::protobuf::Message& message);
  void PrintJson(const nlohmann::ordered_json& object);

  // What went wrong, to `err`: code, reason and each field. `subject` says with what, e.g. a file.
  void PrintError(const absl::Status& status, std::string_view subject = "");

  // "12,000 rows" on a line that the next call writes over, ten times a second at most.
  void ShowProgress(std::int64_t done, std::string_view what);
  void EndProgress();

 private:
  std::ostream& out_;
  std::ostream& err_;
  const Options options_;
  std::chrono::steady_clock::time_point shown_;
  bool line_open_ = false;
};

// The message in protobuf's JSON form.
nlohmann::ordered_json ToJson(const google::protobuf::Message& message);

// {"code", "message", "reason", "violations": [{"field", "got", "want"}]}
nlohmann::ordered_json ToJson(const absl::Status& status);

}  // namespace sambyd::cli

#endif  // TOOLS_SAMBYD_TERMINAL_H_
