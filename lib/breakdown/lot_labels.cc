#include "lib/breakdown/lot_labels.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>

#include "lib/breakdown/phrase_matcher.h"
#include "lib/domain/codelist.h"

// Written by sambyd_embed: the bytes of lot_words.tsv.
extern "C" {
extern const char sambyd_lot_words_tsv_begin[];
extern const char sambyd_lot_words_tsv_end[];
}

namespace sambyd::breakdown {
namespace {

// In the names of options and of the base beside them.
constexpr std::string_view kOptionName = "option", kBaseName = "base";

// The rows of lot_words.tsv, in their order.
enum class Kind : std::uint8_t {
  kNumbered,  // followed by a number or letter: "Delaftale 1", "Lot A"
  kArea,      // may be named instead: "Distrikt Nord", "Gebiet Kiel"
  kBase,      // what is bought for sure beside options; without a number
  kOption,
};

struct LotWord {
  std::string_view word;
  Kind kind = Kind::kNumbered;
};

constexpr std::size_t kLongestRestatement = 20;  // bytes between two labels of one lot
constexpr std::size_t kOptionOpening = 60;       // bytes that tell what an option is about

constexpr std::array<std::string_view, 18> kDirections = {
    "nord",   "syd",   "øst",   "vest", "midt", "centrum", "nordvest", "nordøst", "sydvest",
    "sydøst", "north", "south", "east", "west", "central", "ost",      "süd",     "väst"};

// What may follow the label of a description: "Lot 2 omfatter", "Los 1 umfasst".
constexpr std::array<std::string_view, 30> kOpeningVerbs = {
    "omfatter", "vedrører",   "dækker",    "består",   "indeholder", "er",
    "covers",   "includes",   "comprises", "concerns", "is",         "consists",
    "umfasst",  "beinhaltet", "omfattar",  "avser",    "gjelder",    "betrifft",
    "består",   "udgør",      "porte",     "concerne", "comprend",   "est",
    "consiste", "obejmuje",   "dotyczy",   "sisältää", "comprende",  "bestaat"};

const std::vector<LotWord>& LotWords() {
  static const std::vector<LotWord> words = [] {
    std::vector<LotWord> all;
    auto kind = static_cast<std::uint8_t>(Kind::kNumbered);
    for (const auto& row :
         domain::TableRows(sambyd_lot_words_tsv_begin, sambyd_lot_words_tsv_end)) {
      for (const std::string_view word : domain::SplitBy(row[1], '|')) {
        all.push_back({word, static_cast<Kind>(kind)});
      }
      ++kind;
    }
    return all;
  }();
  return words;
}

const PhraseMatcher& LotWordMatcher() {
  static const PhraseMatcher matcher = [] {
    PhraseMatcher built;
    for (std::uint32_t i = 0; i < LotWords().size(); ++i) {
      built.Add(std::string(LotWords()[i].word) + "=", i);
    }
    built.Build();
    return built;
  }();
  return matcher;
}

class LabelReader {
 public:
  explicit LabelReader(const Text& text) : text_(text), clean_(text.clean()) {}

  std::vector<LotLabel> Read() {
    std::size_t done = 0;
    for (const auto& match : LotWordMatcher().Find(text_, {0, text_.size()})) {
      if (match.range.begin < done) continue;
      const LotWord& lot = LotWords()[match.id];
      const bool read = lot.kind == Kind::kBase || lot.kind == Kind::kOption
                            ? ReadOption(match.range, lot.kind)
                            : ReadNumbered(match.range, lot);
      if (read) done = labels_.back().range.end;
    }
    DropRestated();
    const auto& options = ids_[std::string(kOptionName)];
    const bool with_base = options.contains(std::string(kBaseName));
    std::erase_if(labels_, [&](const LotLabel& label) {
      const std::string word = label.name.substr(0, label.name.find(' '));
      return ids_[word].size() < 2 || (word == kOptionName && !with_base);
    });
    return std::move(labels_);
  }

 private:
  bool ReadNumbered(Range word, const LotWord& lot) {
    Range label = word;
    const bool area = lot.kind == Kind::kArea;
    Range number = NumberAfter(word.end, area);
    if (number.empty()) {
      number = OrdinalBefore(word.begin);
      if (number.empty()) return false;
      label.begin = number.begin;
    } else {
      label.end = number.end;
    }
    if (!OpensDescription(label, area)) return false;
    AddLabel(label, lot.word.substr(0, lot.word.find(' ')), text_.folded(number));
    return true;
  }

  // "Hovedydelse: …", "Option 2: …"; a longer term is no work.
  bool ReadOption(Range word, Kind kind) {
    Range label = word;
    std::string_view number;
    if (kind == Kind::kBase) {
      number = kBaseName;
    } else if (const Range after = NumberAfter(word.end, false); !after.empty()) {
      label.end = after.end;
      number = text_.folded(after);
    }
    const std::size_t sign = text_.SkipBlanks(label.end);
    const bool opens = sign < clean_.size() && (clean_[sign] == ':' || IsDashAt(sign));
    if (!opens || !BeginsPassage(label.begin) || ExtendsTerm(label.end)) return false;
    AddLabel(label, kOptionName, number);
    return true;
  }

  // "Lot 1: Category 1. Taxis" names one lot.
  void DropRestated() {
    std::vector<LotLabel> kept;
    for (LotLabel& label : labels_) {
      const bool restated = !kept.empty() &&
                            label.range.begin - kept.back().range.end <= kLongestRestatement &&
                            label.name.substr(label.name.find(' ')) ==
                                kept.back().name.substr(kept.back().name.find(' ')) &&
                            label.name != kept.back().name;
      if (!restated) kept.push_back(std::move(label));
    }
    labels_ = std::move(kept);
  }

  void AddLabel(Range label, std::string_view word, std::string_view number) {
    labels_.push_back({label, std::string(word) + " " + std::string(number)});
    ids_[std::string(word)].insert(std::string(number));
  }

  bool IsDashAt(std::size_t at) const {
    return clean_[at] == '-' || clean_.substr(at).starts_with("–") ||
           clean_.substr(at).starts_with("—");
  }

  // "Option 1: forlængelse i 12 måneder".
  bool ExtendsTerm(std::size_t at) const {
    static constexpr std::array<std::string_view, 6> kLonger = {
        "forlæng", "extension", "extend", "verlänger", "förläng", "forleng"};
    std::string_view after = text_.folded().substr(at, kOptionOpening);
    after = after.substr(0, after.find('\n'));
    return std::ranges::any_of(
        kLonger, [&](std::string_view word) { return after.find(word) != std::string_view::npos; });
  }

  // "1", "12", "IV", "A", "2b"; for an area also a direction or a name with a capital.
  Range NumberAfter(std::size_t at, bool area) const {
    const std::size_t begin = text_.SkipBlanks(at);
    std::size_t end = begin;
    while (end < clean_.size() && end - begin < 24 && text_.IsWordCharacter(end)) ++end;
    const Range number{begin, end};
    if (number.empty() || (begin == at && text_.IsLetter(at - 1))) return {};
    const std::string_view folded = text_.folded(number);
    const bool digits = text_.IsDigit(begin) && number.end - begin <= 3;
    const bool letter = text_.IsUpper(begin) && (end - begin == 1 || RomanValue(folded) > 0);
    const bool direction = std::ranges::find(kDirections, folded) != kDirections.end();
    if (digits || letter || (area && (direction || text_.IsUpper(begin)))) return number;
    return {};
  }

  // "The second lot", "første delaftale".
  Range OrdinalBefore(std::size_t at) const {
    if (at == 0 || clean_[at - 1] != ' ') return {};
    const std::size_t end = at - 1;
    std::size_t begin = end;
    while (begin > 0 && end - begin < 16 && text_.IsLetter(begin - 1)) --begin;
    static constexpr std::array<std::string_view, 27> kOrdinals = {
        "first",   "second", "third",   "fourth",   "fifth",     "første", "anden",
        "andet",   "tredje", "fjerde",  "femte",    "erste",     "ersten", "zweite",
        "zweiten", "dritte", "dritten", "vierte",   "första",    "andra",  "fjärde",
        "andre",   "tredje", "premier", "deuxième", "troisième", "fünfte"};
    const bool known = std::ranges::find(kOrdinals, text_.folded({begin, end})) != kOrdinals.end();
    return known ? Range{begin, end} : Range{};
  }

  bool OpensDescription(Range label, bool area) const {
    const std::size_t at = label.begin;
    if (at > 1 && clean_[at - 1] == '-' && text_.IsLetter(at - 2)) return false;  // "Sub-lot"
    const std::size_t after = text_.SkipBlanks(label.end);
    const bool begins_line = BeginsPassage(label.begin) || (area && BeginsClause(label, after));
    if (after >= clean_.size()) return begins_line;
    const char next = clean_[after];
    const bool signed_after = next == ':' || next == '(' || IsDashAt(after) ||
                              (next == '.' && begins_line) || next == '=';
    if (signed_after) return next != '(' || begins_line || !area;
    if (!begins_line) return false;
    return OpensWithVerb(after) || next == '\n' || next == ',' || (area && text_.IsDigit(after)) ||
           (text_.IsUpper(after) && !area) || next == ')';
  }

  // The beginning of the text, a line, a sentence or a clause after ":" or ";".
  bool BeginsPassage(std::size_t at) const {
    at = WithoutArticle(at);
    while (at > 0 && (clean_[at - 1] == ' ' || clean_[at - 1] == '\t')) --at;
    if (at == 0) return true;
    const char before = clean_[at - 1];
    return before == '\n' || before == '.' || before == ':' || before == ';' || before == ')' ||
           before == '-' || before == '*' || before == '!' || before == '?' || before == '(' ||
           !text_.IsCharacterBoundary(at - 1);
  }

  // "…, Bezirk Mitte 38 km, …", "… og distrikt Vest dækker …".
  bool BeginsClause(Range label, std::size_t after) const {
    const bool verb = OpensWithVerb(after);
    if (!verb && !text_.IsDigit(after) && clean_[after] != '(') return false;
    std::size_t at = label.begin;
    while (at > 0 && clean_[at - 1] == ' ') --at;
    if (at == 0 || verb || clean_[at - 1] == ',' || clean_[at - 1] == ':') return true;
    static constexpr std::array<std::string_view, 5> kJoints = {" og", " and", " und", " och",
                                                                " i"};
    return std::ranges::any_of(kJoints, [&](std::string_view joint) {
      return text_.folded({0, at}).ends_with(joint);
    });
  }

  bool OpensWithVerb(std::size_t at) const {
    std::size_t end = at;
    while (end < clean_.size() && text_.IsLetter(end) && end - at < 16) ++end;
    return std::ranges::find(kOpeningVerbs, text_.folded({at, end})) != kOpeningVerbs.end();
  }

  // "Le lot n° 1", "Das Los 2".
  std::size_t WithoutArticle(std::size_t at) const {
    static constexpr std::array<std::string_view, 7> kArticles = {"le",  "ce", "das", "the",
                                                                  "het", "il", "el"};
    for (const std::string_view article : kArticles) {
      const std::size_t length = article.size() + 1;
      if (at < length || !text_.IsWordBoundary(at - length)) continue;
      if (text_.folded({at - length, at - 1}) == article && text_.IsBlank(at - 1))
        return at - length;
    }
    return at;
  }

  const Text& text_;
  std::string_view clean_;
  std::vector<LotLabel> labels_;
  std::map<std::string, std::set<std::string>> ids_;
};

}  // namespace

std::vector<LotLabel> FindLotLabels(const Text& text) { return LabelReader(text).Read(); }

int RomanValue(std::string_view numeral) {
  static constexpr std::array<std::string_view, 10> kUnits = {"",  "i",  "ii",  "iii",  "iv",
                                                              "v", "vi", "vii", "viii", "ix"};
  int tens = 0;
  while (numeral.starts_with('x') && tens < 3) {
    numeral.remove_prefix(1);
    ++tens;
  }
  const auto unit = std::ranges::find(kUnits, numeral);
  return unit == kUnits.end() ? 0 : tens * 10 + static_cast<int>(unit - kUnits.begin());
}

}  // namespace sambyd::breakdown
