#include "tools/train-classifier/samples.h"

#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>

namespace sambyd::training {
namespace {

using domain::CpvCode;

std::vector<std::string> Split(std::string_view line, char separator) {
  std::vector<std::string> fields;
  for (;;) {
    const std::size_t at = line.find(separator);
    fields.emplace_back(line.substr(0, at));
    if (at == std::string_view::npos) return fields;
    line.remove_prefix(at + 1);
  }
}

// The rows of a tab-separated file without its heading; each has at least `columns` fields.
std::vector<std::vector<std::string>> ReadRows(const std::filesystem::path& file,
                                               std::size_t columns) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    rows.push_back(Split(line, '\t'));
    if (rows.back().size() < columns) throw std::runtime_error("too few columns: " + line);
  }
  return rows;
}

CpvCode ParseCode(const std::string& text) {
  const std::optional<CpvCode> code = CpvCode::Parse(text);
  if (!code) throw std::runtime_error("not a CPV code: " + text);
  return *code;
}

// FNV-1a: the same split and choices on every machine.
std::uint64_t HashOf(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash >> 16U;
}

std::string TwoLetters(const std::string& language) {
  static const std::map<std::string, std::string> kSpecial = {
      {"SWE", "SV"}, {"DEU", "DE"}, {"NOR", "NO"}, {"DAN", "DA"}, {"ENG", "EN"}};
  const auto found = kSpecial.find(language);
  return found != kSpecial.end() ? found->second : language.substr(0, 2);
}

}  // namespace

std::vector<Sample> ReadNotices(const std::filesystem::path& text_cpv) {
  enum Column { kDocument = 1, kLot, kLanguage, kOriginal, kCode, kAdditional, kTitle, kText };
  constexpr int kMostRows = 5;
  constexpr std::uint64_t kHeldOutOf = 5;
  std::map<std::string, int> rows_of;
  std::map<std::string, CpvCode> notice_code;
  std::vector<Sample> samples;
  for (const auto& row : ReadRows(text_cpv, kText + 1)) {
    if (++rows_of[row[kDocument]] > kMostRows) continue;
    Sample sample{.text = row[kTitle] + "\n" + row[kText],
                  .code = ParseCode(row[kCode]),
                  .prior = {},
                  .language = TwoLetters(row[kLanguage]),
                  .held_out = HashOf(row[kDocument]) % kHeldOutOf == 0};
    if (row[kLot].empty()) {
      notice_code.emplace(row[kDocument], sample.code);
    } else if (const auto found = notice_code.find(row[kDocument]); found != notice_code.end()) {
      sample.prior = {found->second};
    }
    samples.push_back(std::move(sample));
  }
  return samples;
}

std::vector<Sample> ReadPhrases(const std::filesystem::path& phrases, bool hold_out) {
  static const std::vector<std::string> kLanguages = {"DA", "EN", "DE", "SV", "NO"};
  constexpr std::uint64_t kHeldOutOf = 10;
  std::vector<Sample> samples;
  for (const auto& row : ReadRows(phrases, 1 + kLanguages.size())) {
    for (std::size_t i = 0; i < kLanguages.size(); ++i) {
      for (const std::string& phrase : Split(row[i + 1], '|')) {
        if (phrase.empty()) continue;
        const CpvCode code = ParseCode(row[0]);
        samples.push_back({.text = phrase,
                           .code = code,
                           .prior = {code.Prefix(2)},
                           .language = kLanguages[i],
                           .held_out = hold_out && HashOf(phrase) % kHeldOutOf == 0});
      }
    }
  }
  return samples;
}

std::vector<Sample> ReadLanguages(const std::filesystem::path& languages) {
  enum Column { kCode, kLanguage, kPhrases };
  std::vector<Sample> samples;
  for (const auto& row : ReadRows(languages, kPhrases + 1)) {
    for (std::string& phrase : Split(row[kPhrases], '|')) {
      samples.push_back({std::move(phrase), ParseCode(row[kCode]), {}, row[kLanguage]});
    }
  }
  return samples;
}

std::vector<Sample> ReadKeywords(const std::filesystem::path& keywords) {
  std::vector<Sample> samples;
  for (const auto& row : ReadRows(keywords, 2)) {
    for (std::string& word : Split(row[1], '|')) {
      std::erase_if(word, [](char c) { return c == '*' || c == '+'; });
      samples.push_back({.text = std::move(word), .code = ParseCode(row[0])});
    }
  }
  return samples;
}

std::vector<Sample> ReadParts(const std::filesystem::path& parts) {
  enum Column { kCode, kNoticeCode, kLanguage, kText };
  std::vector<Sample> samples;
  for (const auto& row : ReadRows(parts, kText + 1)) {
    samples.push_back({.text = row[kText],
                       .code = ParseCode(row[kCode]),
                       .prior = {ParseCode(row[kNoticeCode])},
                       .language = TwoLetters(row[kLanguage]),
                       .held_out = true});
  }
  return samples;
}

std::vector<Sample> LabelSamples() {
  std::vector<Sample> samples;
  for (const domain::CpvEntry& entry : domain::AllCpvEntries()) {
    samples.push_back({std::string(entry.label_da), entry.code, {}, "DA"});
    samples.push_back({std::string(entry.label_en), entry.code, {}, "EN"});
  }
  return samples;
}

std::vector<Sample> InContext(const std::vector<Sample>& phrases,
                              const std::filesystem::path& contexts) {
  std::map<std::string, std::vector<std::string>> by_language;
  for (const auto& row : ReadRows(contexts, 2)) by_language[row[0]].push_back(row[1]);
  std::vector<Sample> samples;
  for (const Sample& phrase : phrases) {
    if (phrase.held_out) continue;
    const auto& choices = by_language.at(phrase.language);
    std::string text = choices[HashOf(phrase.text) % choices.size()];
    text.replace(text.find("{}"), 2, phrase.text);
    samples.push_back({std::move(text), phrase.code, {}, phrase.language});
  }
  return samples;
}

}  // namespace sambyd::training
