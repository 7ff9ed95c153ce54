// sambyd import
#include <fstream>
#include <map>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/registry/csv_import.h"
#include "lib/registry/ndjson_import.h"
#include "tools/sambyd/command.h"
#include "tools/sambyd/words.h"

namespace sambyd::cli {
namespace {

struct ImportArguments {
  std::string path;
  std::string format = "auto";
  std::string separator;
  std::vector<std::string> mappings;  // "Heading=column"
  bool dry_run = false;
};

constexpr int kMostErrorsShown = 1000;

// Rows of the file and what became of them.
struct ImportCounts {
  std::int64_t rows = 0;
  std::int64_t unreadable = 0;
};

bool IsNdjson(const ImportArguments& arguments) {
  if (arguments.format != "auto") return arguments.format == "ndjson";
  return arguments.path.ends_with(".ndjson") || arguments.path.ends_with(".jsonl");
}

absl::StatusOr<std::unique_ptr<registry::RowReader>> OpenRows(const ImportArguments& arguments,
                                                              std::istream& in) {
  if (IsNdjson(arguments)) return registry::ReadNdjson(in);
  registry::CsvOptions options;
  if (!arguments.separator.empty()) {
    options.separator = arguments.separator == "\\t" ? '\t' : arguments.separator[0];
  }
  for (const std::string& mapping : arguments.mappings) {
    const std::size_t equals = mapping.rfind('=');
    if (equals == std::string::npos) return InvalidField("--map", mapping, "HEADING=COLUMN");
    options.columns[mapping.substr(0, equals)] = mapping.substr(equals + 1);
  }
  return registry::ReadCsv(in, options);
}

void PrintRowError(Terminal& terminal, const v1::ImportRowError& error) {
  if (terminal.json()) return terminal.PrintJson(error);
  terminal.EndProgress();
  const std::string got = error.got().empty() ? "nothing" : OneLine(error.got());
  terminal.out() << terminal.Styled(Style::kBad, absl::StrCat("line ", error.line())) << "  "
                 << OneLine(error.field()) << ": got " << got << ", want " << OneLine(error.want())
                 << '\n';
}

// The next row that can be read; errors of the others are printed on the way.
std::optional<v1::ImportRow> NextRow(registry::RowReader& reader, Terminal& terminal,
                                     ImportCounts& counts) {
  while (auto read = reader.Next()) {
    ++counts.rows;
    if (read->errors.empty()) return std::move(read->row);
    if (++counts.unreadable <= kMostErrorsShown) {
      for (const auto& error : read->errors) PrintRowError(terminal, error);
    }
  }
  return std::nullopt;
}

void PrintReport(Terminal& terminal, const v1::ImportEnterprisesResponse& report,
                 const ImportCounts& counts) {
  for (const v1::ImportRowError& error : report.errors()) PrintRowError(terminal, error);
  const std::int64_t refused = report.failed() + counts.unreadable;
  if (terminal.json()) {
    v1::ImportEnterprisesResponse summary = report;
    summary.clear_errors();
    summary.set_rows(counts.rows);
    summary.set_failed(refused);
    return terminal.PrintJson(summary);
  }
  terminal.out() << terminal.Styled(
                        Style::kBold,
                        absl::StrCat(Grouped(counts.rows), " rows: ", Grouped(report.created()),
                                     " created, ", Grouped(report.updated()), " updated, ",
                                     Grouped(report.unchanged()), " unchanged, ", Grouped(refused),
                                     " refused"))
                 << '\n';
}

void Import(Command& command, const ImportArguments& arguments) {
  std::ifstream file;
  if (arguments.path != "-") {
    file.open(arguments.path, std::ios::binary);
    if (!file) return command.EndUnusable(Unreadable(arguments.path));
  }
  auto reader = OpenRows(arguments, arguments.path == "-" ? command.in() : file);
  if (!reader.ok()) return command.End(reader.status());
  Terminal& terminal = command.terminal();
  ImportCounts counts;
  const auto next = [&] { return NextRow(**reader, terminal, counts); };
  v1::ImportEnterprisesResponse report;
  if (arguments.dry_run) {
    while (next()) terminal.ShowProgress(counts.rows, "rows");
  } else {
    auto answer = command.client().enterprises().ImportEnterprises(
        next, [&](std::int64_t rows) { terminal.ShowProgress(rows, "rows"); });
    if (!answer.ok()) return command.End(answer.status());
    report = *std::move(answer);
  }
  terminal.EndProgress();
  PrintReport(terminal, report, counts);
  command.End(report.failed() + counts.unreadable == 0 ? kDone : kRefused);
}

// The columns and their forms, for the end of --help.
std::string ColumnHelp() {
  std::string text = "Columns of CSV files, in any order; cells that are empty say nothing:\n";
  for (const registry::CsvColumn& column : registry::CsvColumns()) {
    absl::StrAppend(&text, "  ", Padded(column.name, 30), std::string(column.meaning), "\n");
  }
  return text;
}

}  // namespace

void AddRegisterCommands(CLI::App& app, Command& command) {
  CLI::App* import = app.add_subcommand("import", "Add or replace enterprises from CSV or NDJSON");
  const auto arguments = std::make_shared<ImportArguments>();
  import->add_option("FILE", arguments->path, "The file; - reads standard input")->required();
  import->add_option("--format", arguments->format, "csv or ndjson; auto goes by the file's name")
      ->check(CLI::IsMember({"auto", "csv", "ndjson"}))
      ->capture_default_str();
  import->add_option("--separator", arguments->separator,
                     "Between CSV cells; found from the heading when not given");
  import
      ->add_option("--map", arguments->mappings,
                   "HEADING=COLUMN, e.g. Virksomhed=display_name; HEADING=- leaves a column out")
      ->allow_extra_args(false);
  import->add_flag("--dry-run", arguments->dry_run, "Read the file and send nothing");
  import->footer(ColumnHelp());
  import->callback([&command, arguments] { Import(command, *arguments);
});
}  // namespace sambyd::cli

}  // namespace sambyd::cli
