// sambyd ingest, sambyd preview
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "tools/sambyd/command.h"
#include "tools/sambyd/render_lots.h"
#include "tools/sambyd/words.h"

namespace sambyd::cli {
namespace {

namespace fs = std::filesystem;

// Bytes from which a file is sent by itself.
constexpr std::uintmax_t kLargeFile = 4 << 20;

// The files named, and the .xml files of the folders named, by name.
absl::StatusOr<std::vector<std::string>> FilesOf(const std::vector<std::string>& paths) {
  std::error_code error;
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    fs::directory_iterator entry(path, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      std::error_code unknown;
      if (entry->path().extension() != ".xml" || entry->is_directory(unknown)) continue;
      inside.push_back(entry->path().string());
    }
    if (error) return InvalidField("FILE", path, "a folder that can be read");
    std::ranges::sort(inside);
    files.insert(files.end(), inside.begin(), inside.end());
  }
  return files;
}

// Whether a file can be sent in a stream with others. Pipes are not: they have no size, and can be
// opened once only.
bool IsSmall(const std::string& file) {
  std::error_code unknown;
  const std::uintmax_t size = fs::file_size(file, unknown);
  return !unknown && size < kLargeFile && std::ifstream(file).is_open();
}

void PrintResult(Terminal& terminal, const std::string& file,
                 const absl::StatusOr<v1::IngestNoticeResponse>& result) {
  if (!result.ok()) {
    terminal.PrintError(result.status(), file);
    return;
  }
  if (terminal.json()) {
    nlohmann::ordered_json object;
    object["file"] = file;
    object["result"] = ToJson(*result);
    terminal.PrintJson(object);
    return;
  }
  terminal.EndProgress();
  const std::string outcome =
      ShortName(v1::IngestOutcome_Name(result->outcome()), "INGEST_OUTCOME_");
  std::string lots = absl::StrCat(Counted(result->published_lots(), "lot"), ", ",
                                  result->derived_lots(), " derived");
  if (result->parts() > 0) lots = Counted(result->parts(), "part");
  terminal.out() << Padded(outcome, 10) << ' ' << result->tender() << "  " << Padded(lots, 20)
                 << "  " << fs::path(file).filename().string();
  if (result->stale_reviews() > 0) {
    terminal.out() << "  "
                   << terminal.Styled(Style::kDoubtful,
                                      absl::StrCat(result->stale_reviews(), " to decide again"));
  }
  if (result->warnings_size() > 0) {
    terminal.out() << "  "
                   << terminal.Styled(Style::kDoubtful,
                                      Counted(result->warnings_size(), "warning"));
  }
  terminal.out() << '\n';
}

// Ingests files and prints what became of each.
class Ingestion {
 public:
  explicit Ingestion(Command& command)
      : tenders_(command.client().tenders()), terminal_(command.terminal()) {}

  // All in one stream. The error is that of the stream; files may then be without a result.
  absl::Status Stream(const std::vector<std::string>& files) {
    const auto next = [&files, i = std::size_t{0}]() mutable -> std::optional<std::string> {
      if (i == files.size()) return std::nullopt;
      return ReadFile(files[i++]).value_or("");  // gone by now: refused as no XML
    };
    return tenders_.IngestNotices(next, [&](std::int64_t index, const auto& result) {
      Note(files.at(static_cast<std::size_t>(index)), result);
    });
  }

  // In a call of its own, so that the server's size limit refuses this file alone.
  void Send(const std::string& file) {
    auto content = ReadFile(file);
    if (!content.ok()) return Note(file, content.status());
    Note(file, tenders_.IngestNotice(*std::move(content)));
  }

  std::int64_t ingested() const { return ingested_; }
  std::int64_t refused() const { return refused_; }

 private:
  void Note(const std::string& file, const absl::StatusOr<v1::IngestNoticeResponse>& result) {
    ++(result.ok() ? ingested_ : refused_);
    PrintResult(terminal_, file, result);
    terminal_.ShowProgress(ingested_ + refused_, "notices");
  }

  const client::TenderClient& tenders_;
  Terminal& terminal_;
  std::int64_t ingested_ = 0;
  std::int64_t refused_ = 0;
};

void Ingest(Command& command, const std::vector<std::string>& paths) {
  auto files = FilesOf(paths);
  if (!files.ok()) return command.EndUnusable(files.status());
  const auto single = std::stable_partition(files->begin(), files->end(), IsSmall);
  Ingestion ingestion(command);
  const absl::Status status = ingestion.Stream({files->begin(), single});
  if (status.ok()) std::for_each(single, files->end(), [&](const auto& f) { ingestion.Send(f); });
  Terminal& terminal = command.terminal();
  terminal.EndProgress();
  if (!terminal.json()) {
    const auto missing =
        static_cast<std::int64_t>(files->size()) - ingestion.ingested() - ingestion.refused();
    std::string summary = absl::StrCat(Counted(ingestion.ingested(), "notice"), " ingested, ",
                                       Grouped(ingestion.refused()), " refused");
    if (missing > 0) absl::StrAppend(&summary, ", ", Grouped(missing), " without an answer");
    terminal.out() << terminal.Styled(Style::kBold, summary) << '\n';
  }
  if (!status.ok()) return command.End(status);
  command.End(ingestion.refused() == 0 ? kDone : kRefused);
}

void Preview(Command& command, const std::string& path) {
  auto content = ReadFile(path);
  if (!content.ok()) return command.EndUnusable(content.status());
  const auto preview = command.client().tenders().PreviewNotice(*std::move(content));
  if (!preview.ok()) return command.End(preview.status());
  Terminal& terminal = command.terminal();
  if (terminal.json()) return terminal.PrintJson(*preview);
  PrintTender(terminal, preview->tender(), command.language());
  PrintLots(terminal, {preview->lots().begin(), preview->lots().end()}, command.language());
}

}  // namespace

void AddNoticeCommands(CLI::App& app, Command& command) {
  CLI::App* ingest = app.add_subcommand("ingest", "Store notices and break them down");
  // Bound to a vector: an option without a type takes one value.
  const auto paths = std::make_shared<std::vector<std::string>>();
  ingest->add_option("FILE", *paths, "eForms XML files, or folders of them")
      ->required()
      ->check(CLI::ExistingPath);
  ingest->callback([&command, paths] { Ingest(command, *paths); });

  CLI::App* preview =
      app.add_subcommand("preview", "Break a notice down, published or draft, and store nothing");
  auto* path = preview->add_option("FILE", "eForms XML")->required()->check(CLI::ExistingFile);
  preview->callback([&command, path] { Preview(command, path->as<std::string>()); });
}

}  // namespace sambyd::cli
