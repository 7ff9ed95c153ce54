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

v1::ImportRowError RowError(std::string_view field, std::string_view got, std::string_view want) {
  v1::ImportRowError error;
  error.set_field(std::string(field));
  error.set_got(std::string(got));
  error.set_want(std::string(want));
  return error;
}

// Protobuf says "(enterprise.capabilities[0].quality): invalid value "x" for type TYPE_INT32" or
// "(enterprise) foo: Cannot find field.", or tells of bad syntax with a piece of the text behind a
// line break. Values are not passed on: they may be workforce counts.
v1::ImportRowError Explain(std::string_view message) {
  message = message.substr(0, message.find('\n'));
  const std::size_t end = message.find(')');
  if (!message.starts_with('(') || end == std::string_view::npos) {
    return RowError("row", "other text", absl::StrCat("a JSON object: ", ToAbsl(message)));
  }
  std::string field(message.substr(1, end - 1));
  const std::string_view rest = message.substr(end + 1);
  constexpr std::string_view kType = "for type TYPE_";
  if (const std::size_t at = rest.rfind(kType); at != std::string_view::npos) {
    const std::string_view type = rest.substr(at + kType.size());
    return RowError(field, "another value",
                    absl::StrCat("a value of type ", absl::AsciiStrToLower(ToAbsl(type))));
  }
  const std::size_t colon = rest.find(':');
  if (colon != std::string_view::npos && colon > 1) {
    absl::StrAppend(&field, ".", ToAbsl(rest.substr(1, colon - 1)));
    return RowError(field, "an unknown field", "a field of sambyd.v1.ImportRow");
  }
  return RowError(field, "another value", "a value of the field's type");
}

ReadRow Parse(const Line& line) {
  ReadRow read;
  if (line.cut) {
    read.errors.push_back(RowError("row", "a longer line", "at most 1 MiB"));
  } else if (const auto offset = FindInvalidUtf8(line.text)) {
    read.errors.push_back(
        RowError("row", absl::StrCat("other bytes at offset ", *offset),
                 "UTF-8; a file in Latin-1 or Windows-1252 must be converted first"));
  } else {
    const auto status = google::protobuf::util::JsonStringToMessage(line.text, &read.row);
    if (!status.ok()) {
      read.errors.push_back(Explain(ToStd(status.message())));
    } else if (!read.row.has_enterprise()) {
      read.errors.push_back(RowError("enterprise", "", "the enterprise"));
    }
  }
  read.row.set_line(line.number);
  for (v1::ImportRowError& error : read.errors) error.set_line(line.number);
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
