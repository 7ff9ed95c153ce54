#include "tools/sambyd/terminal.h"

#include <google/protobuf/util/json_util.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/strings.h"
#include "tools/sambyd/words.h"

namespace sambyd::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kReset = "\x1B[0m";

std::string_view CodeOf(Style style) {
  switch (style) {
    case Style::kBold:
      return "\x1B[1m";
    case Style::kDim:
      return "\x1B[2m";
    case Style::kGood:
      return "\x1B[32m";
    case Style::kDoubtful:
      return "\x1B[33m";
    case Style::kBad:
      return "\x1B[31m";
  }
  return "";
}

std::string Dump(const ordered_json& object) {
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace

std::string Terminal::Styled(Style style, std::string_view text) const {
  if (!options_.color) return std::string(text);
  return absl::StrCat(ToAbsl(CodeOf(style)), ToAbsl(text), ToAbsl(kReset));
}

void Terminal::PrintJson(const google::protobuf::Message& message) { PrintJson(ToJson(message)); }

void Terminal::PrintJson(const ordered_json& object) { out_ << Dump(object) << '\n'; }

void Terminal::PrintError(const absl::Status& status, std::string_view subject) {
  EndProgress();
  if (options_.json) {
    ordered_json object;
    if (!subject.empty()) object["subject"] = subject;
    object["error"] = ToJson(status);
    err_ << Dump(object) << '\n';
    return;
  }
  const auto refusal = RefusalOf(status);
  err_ << (subject.empty() ? "error" : OneLine(subject)) << ": "
       << absl::StatusCodeToString(status.code());
  if (refusal && refusal->reason != Reason::kUnspecified) {
    err_ << ' ' << ReasonName(refusal->reason);
  }
  if (!refusal || refusal->violations.empty()) {
    err_ << ": " << OneLine(ToStd(status.message())) << '\n';
    return;
  }
  err_ << '\n';
  for (const Violation& v : refusal->violations) {
    err_ << "  " << OneLine(v.field) << ": got " << (v.got.empty() ? "nothing" : OneLine(v.got))
         << ", want " << OneLine(v.want) << '\n';
  }
}

void Terminal::ShowProgress(std::int64_t done, std::string_view what) {
  if (!options_.progress) return;
  const auto now = std::chrono::steady_clock::now();
  if (line_open_ && now - shown_ < std::chrono::milliseconds(100)) return;
  shown_ = now;
  line_open_ = true;
  err_ << '\r' << Grouped(done) << ' ' << what << "\x1B[K" << std::flush;
}

void Terminal::EndProgress() {
  if (!line_open_) return;
  line_open_ = false;
  err_ << "\r\x1B[K" << std::flush;
}

ordered_json ToJson(const google::protobuf::Message& message) {
  std::string text;
  const auto status = google::protobuf::util::MessageToJsonString(message, &text);
  return status.ok() ? ordered_json::parse(text, nullptr, false) : ordered_json();
}

ordered_json ToJson(const absl::Status& status) {
  ordered_json object;
  object["code"] = absl::StatusCodeToString(status.code());
  object["message"] = ToStd(status.message());
  if (const auto refusal = RefusalOf(status)) {
    object["reason"] = ReasonName(refusal->reason);
    for (const Violation& v : refusal->violations) {
      object["violations"].push_back({{"field", v.field}, {"got", v.got}, {"want", v.want}});
    }
  }
  return object;
}

}  // namespace sambyd::cli
