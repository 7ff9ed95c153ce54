#include "lib/breakdown/lot_labels.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>

#include "lib/breakdown/phrase_matcher.h"

namespace sambyd::breakdown {
namespace {

struct LotWord {
  std::string_view word;
  bool area = false;  // may be named instead of numbered: "Distrikt Nord"
};

constexpr std::array<LotWord, 62> kLotWords = {{{"delaftale"},
                                                {"delaftale nr."},
                                                {"delaftale nr"},
                                                {"delkontrakt"},
                                                {"delopgave"},
                                                {"delydelse"},
                                                {"delleverance"},
                                                {"deludbud"},
                                                {"delentreprise"},
                                                {"delområde", true},
                                                {"område", true},
                                                {"distrikt", true},
                                                {"driftsområde", true},
                                                {"kreds", true},
                                                {"zone", true},
                                                {"rute"},
                                                {"pakke"},
                                                {"pulje"},
                                                {"entreprise"},
                                                {"fagentreprise"},
                                                {"hovedydelse"},
                                                {"ydelse"},
                                                {"kategori"},
                                                {"parti"},
                                                {"gruppe"},
                                                {"varegruppe"},
                                                {"del"},
                                                {"lot"},
                                                {"lot no."},
                                                {"lot nr."},
                                                {"lot n°"},
                                                {"lot nº"},
                                                {"lot number"},
                                                {"part"},
                                                {"package"},
                                                {"district", true},
                                                {"area", true},
                                                {"los"},
                                                {"los nr."},
                                                {"fachlos"},
                                                {"teillos"},
                                                {"gebietslos"},
                                                {"gebiet", true},
                                                {"bezirk", true},
                                                {"anbudsområde"},
                                                {"deloppdrag"},
                                                {"delanbud"},
                                                {"delkontrakt nr."},
                                                {"delupphandling"},
                                                {"lote"},
                                                {"lotto"},
                                                {"lotul"},
                                                {"część"},
                                                {"część nr"},
                                                {"perceel"},
                                                {"partida"},
                                                {"osa"},
                                                {"rész"},
                                                {"část"},
                                                {"časť"},
                                                {"sklop"},
                                                {"grupa"}}};

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

const PhraseMatcher& LotWords() {
  static const PhraseMatcher matcher = [] {
    PhraseMatcher built;
    for (std::uint32_t i = 0; i < kLotWords.size(); ++i) {
      built.Add(std::string(kLotWords[i].word) + "=", i);
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
    for (const auto& match : LotWords().Find(text_, {0, text_.size()})) {
      if (match.range.begin < done) continue;
      Range label = match.range;
      Range number = NumberAfter(match.range.end, kLotWords[match.id].area);
      if (number.empty()) {
        number = OrdinalBefore(match.range.begin);
        if (number.empty()) continue;
        label.begin = number.begin;
      } else {
        label.end = number.end;
      }
      done = label.end;
      if (!OpensDescription(label, kLotWords[match.id].area)) continue;
      std::string_view word = kLotWords[match.id].word;
      word = word.substr(0, word.find(' '));
      labels_.push_back({label, std::string(word) + " " + std::string(text_.folded(number))});
      ids_[std::string(word)].insert(std::string(text_.folded(number)));
    }
    std::erase_if(labels_, [&](const LotLabel& label) {
      return ids_[label.name.substr(0, label.name.find(' '))].size() < 2;
    });
    return std::move(labels_);
  }

 private:
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
    const std::size_t after = text_.SkipBlanks(label.end);
    const bool begins_line = BeginsPassage(label.begin) || (area && BeginsClause(label, after));
    if (after >= clean_.size()) return begins_line;
    const char next = clean_[after];
    const bool signed_after =
        next == ':' || next == '(' || next == '-' || clean_.substr(after).starts_with("–") ||
        clean_.substr(after).starts_with("—") || (next == '.' && begins_line) || next == '=';
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
