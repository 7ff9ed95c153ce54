#include "lib/registry/csv_records.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace sambyd::registry {
namespace {

enum class State { kWhole, kInQuotes, kBroken };

// Splits the lines of one record into fields.
class Splitter {
 public:
  Splitter(char separator, CsvRecord& record) : separator_(separator), record_(record) {}

  State Add(std::string_view line) {
    if (in_quotes_) field_ += '\n';
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (in_quotes_) {
        i += TakeQuoted(line.substr(i));
      } else if (line[i] == separator_) {
        EndField();
      } else if (!TakePlain(line[i])) {
        return State::kBroken;
      }
    }
    if (in_quotes_) return State::kInQuotes;
    EndField();
    return State::kWhole;
  }

 private:
  // Takes the first byte; returns how many more it took.
  std::size_t TakeQuoted(std::string_view rest) {
    if (rest[0] != '"') {
      field_ += rest[0];
    } else if (rest.size() > 1 && rest[1] == '"') {
      field_ += '"';
      return 1;
    } else {
      in_quotes_ = false;
    }
    return 0;
  }

  bool TakePlain(char c) {
    if (quoted_ || (c == '"' && !field_.empty())) {
      record_.got = quoted_ ? "text behind a closing quote" : "a quote within a field";
      record_.want = "quotes around the whole field, doubled within it";
      return false;
    }
    if (c == '"') {
      in_quotes_ = quoted_ = true;
    } else {
      field_ += c;
    }
    return true;
  }

  void EndField() {
    record_.fields.push_back(std::move(field_));
    field_.clear();
    quoted_ = false;
  }

  const char separator_;
  CsvRecord& record_;
  std::string field_;
  bool in_quotes_ = false;
  bool quoted_ = false;  // the field began with a quote
};

char MostFrequentSeparator(std::string_view line) {
  constexpr std::string_view kSeparators = ";,\t";
  return *std::ranges::max_element(kSeparators, {},
                                   [&](char c) { return std::ranges::count(line, c); });
}

}  // namespace

CsvRecords::CsvRecords(std::istream& in, std::optional<char> separator) : lines_(in) {
  if (separator) {
    separator_ = *separator;
  } else if (auto first = lines_.Next()) {
    separator_ = MostFrequentSeparator(first->text);
    pushed_back_.push_back(*std::move(first));
  }
}

std::optional<Line> CsvRecords::NextLine() {
  if (pushed_back_.empty()) return lines_.Next();
  Line line = std::move(pushed_back_.front());
  pushed_back_.pop_front();
  return line;
}

CsvRecord CsvRecords::Assemble(std::vector<Line>& used) {
  CsvRecord record{used.front().number, {}, {}, {}};
  Splitter splitter(separator_, record);
  State state = splitter.Add(used.front().text);
  std::size_t bytes = used.front().text.size();
  bool cut = used.front().cut;
  while (state == State::kInQuotes && bytes <= kLongestRow && !cut) {
    auto line = NextLine();
    if (!line) break;
    used.push_back(*std::move(line));
    state = splitter.Add(used.back().text);
    bytes += used.back().text.size() + 1;
    cut = used.back().cut;
  }
  if (state == State::kInQuotes) {
    record.got = "a quote that is not closed";
    record.want = "a closing quote within the file and 1 MiB";
  } else if (state == State::kWhole && (cut || bytes > kLongestRow)) {
    record.got = "a longer row";
    record.want = "at most 1 MiB";
  }
  return record;
}

std::optional<CsvRecord> CsvRecords::Next() {
  while (auto line = NextLine()) {
    if (line->text.empty()) continue;
    std::vector<Line> used;
    used.push_back(*std::move(line));
    CsvRecord record = Assemble(used);
    if (!record.want.empty()) {
      pushed_back_.insert(pushed_back_.begin(), std::make_move_iterator(used.begin() + 1),
                          std::make_move_iterator(used.end()));
    }
    return record;
  }
  return std::nullopt;
}

}  // namespace sambyd::registry
