#include "lib/registry/csv_import.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/base/utf8.h"
#include "lib/registry/csv_cells.h"
#include "lib/registry/csv_records.h"

namespace sambyd::registry {
namespace {

constexpr std::string_view kLeaveOut = "-";

std::string_view Trim(std::string_view text) {
  return ToStd(absl::StripAsciiWhitespace(ToAbsl(text)));
}

std::string FoldCase(std::string_view text) { return absl::AsciiStrToLower(ToAbsl(Trim(text))); }

// A column of the file; no reader for one that is left out.
struct Column {
  std::string heading;
  const CellReader* reader = nullptr;
};

const CellReader* FindReader(std::string_view column) {
  const auto readers = CellReaders();
  const auto found = std::ranges::find(readers, column, &CellReader::column);
  return found == readers.end() ? nullptr : &*found;
}

absl::StatusOr<Column> ResolveColumn(const std::string& heading,
                                     const std::map<std::string, std::string>& names) {
  const auto mapped = names.find(FoldCase(heading));
  const std::string name = mapped == names.end() ? FoldCase(heading) : mapped->second;
  if (name == kLeaveOut) return Column{heading, nullptr};
  const CellReader* reader = FindReader(name);
  if (reader != nullptr) return Column{std::string(Trim(heading)), reader};
  return InvalidField("heading", heading, "a known column, or a mapping to one or to -");
}

// Headings in the mapping, folded; each must stand in the file.
absl::StatusOr<std::map<std::string, std::string>> FoldMapping(
    const CsvOptions& options, const std::vector<std::string>& headings) {
  std::set<std::string> in_file;
  for (const std::string& heading : headings) in_file.insert(FoldCase(heading));
  std::map<std::string, std::string> folded;
  for (const auto& [heading, column] : options.columns) {
    if (!in_file.contains(FoldCase(heading))) {
      return InvalidField("mapping", heading, "a heading of the file");
    }
    if (column != kLeaveOut && FindReader(column) == nullptr) {
      return InvalidField("mapping", column, "a known column, or -");
    }
    folded[FoldCase(heading)] = column;
  }
  return folded;
}

absl::StatusOr<std::vector<Column>> ResolveColumns(const CsvOptions& options,
                                                   const std::vector<std::string>& headings) {
  SAMBYD_ASSIGN_OR_RETURN(const auto names, FoldMapping(options, headings));
  std::vector<Column> columns;
  std::set<const CellReader*> seen;
  for (const std::string& heading : headings) {
    SAMBYD_ASSIGN_OR_RETURN(Column column, ResolveColumn(heading, names));
    if (column.reader != nullptr && !seen.insert(column.reader).second) {
      return InvalidField("heading", heading, "each column once");
    }
    columns.push_back(std::move(column));
  }
  for (const std::string_view required : {"display_name", "home_place"}) {
    if (!seen.contains(FindReader(required)))
      return MissingField(required, "a column of this name");
  }
  if (!seen.contains(FindReader("cvr")) && !seen.contains(FindReader("national_id"))) {
    return MissingField("cvr", "a column of this name, or national_id_scheme and national_id");
  }
  return columns;
}

ReadRow BrokenRow(std::string_view got, std::string_view want) {
  ReadRow read;
  read.AddError("row", got, want);
  return read;
}

class CsvReader final : public RowReader {
 public:
  CsvReader(CsvRecords records, std::vector<Column> columns)
      : records_(std::move(records)), columns_(std::move(columns)) {}

  std::optional<ReadRow> Next() override {
    while (const auto record = records_.Next()) {
      if (IsBlank(*record)) continue;
      ReadRow read = Read(*record);
      read.SetLine(record->line);
      return read;
    }
    return std::nullopt;
  }

 private:
  static bool IsBlank(const CsvRecord& record) {
    return record.want.empty() &&
           std::ranges::all_of(record.fields, [](const auto& f) { return Trim(f).empty(); });
  }

  ReadRow Read(const CsvRecord& record) const {
    if (!record.want.empty()) return BrokenRow(record.got, record.want);
    if (record.fields.size() != columns_.size()) {
      return BrokenRow(absl::StrCat(record.fields.size(), " cells"),
                       absl::StrCat(columns_.size(), " cells, as in the heading"));
    }
    ReadRow read;
    read.row.mutable_enterprise();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const Cell cell{columns_[i].heading, Trim(record.fields[i]), read};
      if (columns_[i].reader == nullptr || cell.text.empty()) continue;
      if (const auto offset = FindInvalidUtf8(cell.text)) {
        cell.Refuse(absl::StrCat("other bytes at offset ", *offset), kWantUtf8);
      } else {
        columns_[i].reader->read(cell);
      }
    }
    return read;
  }

  CsvRecords records_;
  const std::vector<Column> columns_;
};

}  // namespace

std::vector<CsvColumn> CsvColumns() {
  std::vector<CsvColumn> columns;
  for (const CellReader& reader : CellReaders()) {
    columns.push_back({reader.column, reader.meaning});
  }
  return columns;
}

absl::StatusOr<std::unique_ptr<RowReader>> ReadCsv(std::istream& in, const CsvOptions& options) {
  CsvRecords records(in, options.separator);
  const auto heading = records.Next();
  if (!heading) return MissingField("heading", "a first line with the names of the columns");
  if (!heading->want.empty()) return InvalidField("heading", heading->got, heading->want);
  for (const std::string& name : heading->fields) {
    if (FindInvalidUtf8(name) || name.find('\0') != std::string::npos) {
      return InvalidField("line 1", "bytes in another encoding", kWantUtf8,
                          Reason::kEncodingInvalid);
    }
  }
  SAMBYD_ASSIGN_OR_RETURN(auto columns, ResolveColumns(options, heading->fields));
  return std::make_unique<CsvReader>(std::move(records), std::move(columns));
}

}  // namespace sambyd::registry
