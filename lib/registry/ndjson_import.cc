#include "lib/registry/ndjson_import.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"
#include "lib/base/strings.h"
#include "lib/base/utf8.h"
#include "lib/registry/line_reader.h"

namespace sambyd::registry {
namespace {

// Protobuf says "(enterprise.capabilities[0].quality): invalid value "x" for type TYPE_INT32" or
// "(enterprise) foo: Cannot find field.", without the parentheses where the path is empty, or tells
// of bad syntax with a piece of the text behind a line break. Values are not passed on: they may be
// workforce counts.
void AddJsonError(ReadRow& read, std::string_view message) {
  constexpr std::string_view kType = "for type TYPE_";
  constexpr std::string_view kUnknown = ": Cannot find field.";
  const absl::string_view problem = ToAbsl(message.substr(0, message.find('\n')));
  std::string_view path;
  if (const std::size_t end = message.find(')');
      message.starts_with('(') && end != std::string_view::npos) {
    path = message.substr(1, end - 1);
    message.remove_prefix(end + 1);
  }
  if (const std::size_t end = message.find(kUnknown); end != std::string_view::npos) {
    const absl::string_view name = absl::StripAsciiWhitespace(ToAbsl(message.substr(0, end)));
    read.AddError(absl::StrCat(ToAbsl(path), path.empty() ? "" : ".", name), "an unknown field",
                  "a field of sambyd.v1.ImportRow");
  } else if (path.empty()) {
    read.AddError("row", "other text", absl::StrCat("a JSON object: ", problem));
  } else if (const std::size_t type = message.rfind(kType); type != std::string_view::npos) {
    const auto name = absl::AsciiStrToLower(ToAbsl(message.substr(type + kType.size())));
    read.AddError(path, "another value", absl::StrCat("a value of type ", name));
  } else {
    read.AddError(path, "another value", "a value of the field's type");
  }
}

ReadRow Parse(const Line& line) {
  ReadRow read;
  if (line.cut) {
    read.AddError("row", "a longer line", "at most 1 MiB");
  } else if (const auto offset = FindInvalidUtf8(line.text)) {
    read.AddError("row", absl::StrCat("other bytes at offset ", *offset), kWantUtf8);
  } else {
    const auto status = google::protobuf::util::JsonStringToMessage(line.text, &read.row);
    if (!status.ok()) {
      AddJsonError(read, {status.message().data(), status.message().size()});
    } else if (!read.row.has_enterprise()) {
      read.AddError("enterprise", "", "the enterprise");
    }
  }
  read.SetLine(line.number);
  return read;
}

class NdjsonReader final : public RowReader {
 public:
  explicit NdjsonReader(std::istream& in) : lines_(in) {}

  std::optional<ReadRow> Next() override {
    while (auto line = lines_.Next()) {
      if (!std::ranges::all_of(line->text, absl::ascii_isspace)) return Parse(*line);
    }
    return std::nullopt;
  }

 private:
  LineReader lines_;
};

}  // namespace

std::unique_ptr<RowReader> ReadNdjson(std::istream& in) {
  return std::make_unique<NdjsonReader>(in);
}

}  // namespace sambyd::registry
