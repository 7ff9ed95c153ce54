#include "lib/breakdown/gazetteer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <string_view>
#include <utility>

#include "lib/breakdown/place_names.h"

namespace sambyd::breakdown {
namespace {

using domain::Place;

// "i Aarhus", "in Aarhus", "Gebiet Kiel": what follows is a place and not the buyer.
constexpr std::array<std::string_view, 43> kPlaceWords = {
    "i",         "ved",      "omkring", "på",       "til",    "fra",        "in",
    "at",        "near",     "im",      "bei",      "um",     "from",       "nær",
    "område",    "distrikt", "region",  "area",     "across", "af",         "und",
    "delområde", "von",      "dækker",  "omfatter", "covers", "umfasst",    "omfattar",
    "landkreis", "kreis",    "stadt",   "innen",    "gebiet", "bezirk",     "county",
    "inom",      "vid",      "aus",     "within",   "around", "throughout", "serving",
    "delområdet"};

// They tell the district from the town of the same name.
constexpr std::array<std::string_view, 4> kDistrictWords = {"landkreis", "landkreises", "kreis",
                                                            "kreises"};

constexpr std::size_t kLongestPlaceGap = 80;  // between two places of one list, with brackets

const PlaceNames& Names() {
  static const PlaceNames names;
  return names;
}

class PlaceReader {
 public:
  PlaceReader(const Text& text, Range range, std::span<const std::string> home)
      : text_(text), range_(range), home_(home) {}

  std::vector<PlaceMention> Read() {
    ReadNames();
    ReadCodes();
    std::ranges::sort(places_, {}, &PlaceMention::range);
    return std::move(places_);
  }

 private:
  void ReadNames() {
    const PlaceNames& names = Names();
    std::size_t done = range_.begin;
    bool last_counted = false;
    for (const auto& match : names.matcher().Find(text_, range_)) {
      if (match.range.begin < done || !text_.IsUpper(match.range.begin)) continue;
      if (match.range.end < text_.size() && text_.IsWordCharacter(match.range.end)) continue;
      PlaceMention mention{match.range, {}};
      const bool municipality = TakeSuffix(mention.range);
      const PlaceMeaning* meaning =
          MeaningOf(names.Meanings(match.id), match.range.begin, municipality);
      if (meaning == nullptr) continue;
      mention.place = meaning->place;
      const bool listed = last_counted && !places_.empty() && IsJoined(match.range.begin);
      const bool postcode = PostcodeBefore(mention.range);
      TakeTitle(mention.range);
      mention.address = postcode && StreetBefore(mention.range.begin);
      const bool plain =
          municipality || !names.IsEveryday(match.id) || ReadsAsTown(match.range, meaning->place);
      last_counted = postcode || listed || (HasPlacePosition(match.range) && plain);
      if (last_counted) places_.push_back(mention);
      done = mention.range.end;
    }
  }

  bool IsAtHome(const Place& place) const {
    return std::ranges::find(home_, CountryOf(place)) != home_.end();
  }

  // The place that a name means here: one at home before all others, and the district where the
  // text says so. None when only texts from elsewhere mean it and no "Kommune" makes it plain.
  const PlaceMeaning* MeaningOf(std::span<const PlaceMeaning> meanings, std::size_t at,
                                bool municipality) const {
    const std::string_view before = WordBefore(at);
    const bool district = std::ranges::find(kDistrictWords, before) != kDistrictWords.end();
    const PlaceMeaning* best = nullptr;
    int best_score = -1;
    for (const PlaceMeaning& meaning : meanings) {
      const bool home = IsAtHome(meaning.place);
      if (meaning.at_home && !home && !home_.empty() && !municipality) continue;
      const int score = (home ? 2 : 0) + (meaning.district == district ? 1 : 0);
      if (score <= best_score) continue;
      best = &meaning;
      best_score = score;
    }
    return best;
  }

  // "in Essen", "i Lund", not "von Essen", "in Halle 3": a capital behind a bare "in" makes a town
  // abroad of an everyday word.
  bool ReadsAsTown(Range name, const Place& place) const {
    static constexpr std::array<std::string_view, 4> kLeading = {"in", "i", "landkreis", "kreis"};
    const bool leads = std::ranges::find(kLeading, WordBefore(name.begin)) != kLeading.end();
    return leads && !place.IsMunicipality() && IsAtHome(place) &&
           !text_.IsDigit(text_.SkipBlanks(name.end));
  }

  // In the same line; empty when something else stands there.
  std::string_view WordBefore(std::size_t at) const {
    while (at > range_.begin && text_.IsBlank(at - 1) && text_.clean()[at - 1] != '\n') --at;
    std::size_t begin = at;
    while (begin > range_.begin && text_.IsLetter(begin - 1) && at - begin < 20) --begin;
    return text_.folded({begin, at});
  }

  // "Aarhus Kommune", "Horsens kommunes".
  bool TakeSuffix(Range& range) const {
    static constexpr std::array<std::string_view, 8> kSuffixes = {
        " kommunes", " kommune", " municipality", " by", " kommun", " county", " fylke", " city"};
    for (const std::string_view suffix : kSuffixes) {
      if (text_.folded().substr(range.end, suffix.size()) == suffix &&
          text_.IsWordBoundary(range.end + suffix.size())) {
        range.end += suffix.size();
        return true;
      }
    }
    return false;
  }

  // "8000 Aarhus", "24937 Flensburg", "211 20 Malmö".
  bool PostcodeBefore(Range& range) const {
    if (range.begin == range_.begin || !text_.IsBlank(range.begin - 1)) return false;
    std::size_t begin = range.begin - 1;
    std::size_t digits = DigitsBefore(begin);
    begin -= digits;
    if (digits == 2 && begin > range_.begin && text_.IsBlank(begin - 1) &&
        DigitsBefore(begin - 1) == 3) {
      begin -= 4;
      digits = 5;
    }
    if (digits < 4 || digits > 5 || (begin > 0 && text_.IsWordCharacter(begin - 1))) return false;
    range.begin = begin;
    return true;
  }

  std::size_t DigitsBefore(std::size_t at) const {
    std::size_t digits = 0;
    while (at > range_.begin + digits && digits < 6 && text_.IsDigit(at - digits - 1)) ++digits;
    return digits;
  }

  // A house number stands just before the postcode: "Skolegade 4, 8000 Aarhus C".
  bool StreetBefore(std::size_t at) const {
    std::size_t steps = 0;
    while (at > range_.begin && steps++ < 8) {
      --at;
      if (text_.IsDigit(at)) return true;
    }
    return false;
  }

  // "Landkreis Karlsruhe", "County Mayo".
  void TakeTitle(Range& range) const {
    static constexpr std::array<std::string_view, 6> kTitles = {"landkreis ",  "kreis ",  "stadt ",
                                                                "hansestadt ", "county ", "co. "};
    for (const std::string_view title : kTitles) {
      if (!text_.folded({range_.begin, range.begin}).ends_with(title)) continue;
      if (!text_.IsWordBoundary(range.begin - title.size())) continue;
      range.begin -= title.size();
      return;
    }
  }

  // Only a comma or "og", and perhaps a bracket or a figure, stands between the last place and this
  // one.
  bool IsJoined(std::size_t begin) const {
    static constexpr std::array<std::string_view, 9> kJoints = {",",   "og",  "samt", "and",  "/",
                                                                "und", "och", "&",    "eller"};
    Range gap = text_.Trim({places_.back().range.end, begin});
    if (gap.begin >= gap.end || gap.end - gap.begin > kLongestPlaceGap) return false;
    const std::string_view between = text_.folded(gap);
    const auto joint = std::ranges::find_if(
        kJoints, [&](std::string_view word) { return between.ends_with(word); });
    if (joint == kJoints.end()) return false;
    Range rest = text_.Trim({gap.begin, gap.end - joint->size()});
    if (rest.empty()) return true;
    if (text_.IsLetter(rest.end) && text_.IsLetter(rest.end - 1)) return false;
    const std::string_view told = text_.clean(rest);
    const bool bracket =
        told.front() == '(' && told.find(')') + 2 >= told.size() && told.find(')') < told.size();
    return told == "," || bracket || IsFigure(rest);
  }

  // "40 pct.", ": ca. 12.000 m²", ", 31.000 husstande,".
  bool IsFigure(Range range) const {
    const std::string_view signs = ":,-=";
    while (!range.empty() && (signs.find(text_.clean()[range.begin]) != std::string_view::npos ||
                              text_.IsBlank(range.begin))) {
      ++range.begin;
    }
    if (text_.folded(range).starts_with("ca. ")) range.begin += 4;
    return text_.IsDigit(range.begin);
  }

  bool HasPlacePosition(Range range) const {
    std::size_t at = range.begin;
    while (at > range_.begin && text_.IsBlank(at - 1) && text_.clean()[at - 1] != '\n') --at;
    if (at == range_.begin || text_.clean()[at - 1] == '\n') return StandsAsLabel(range.end);
    const char before = text_.clean()[at - 1];
    if (before == '(' || before == ':' || before == '/') return true;
    if (text_.folded({range_.begin, at}).ends_with(" co.")) return true;  // "in Co. Kerry"
    if (!text_.IsWordCharacter(at - 1)) return StandsAsLabel(range.end);
    return std::ranges::find(kPlaceWords, WordBefore(at)) != kPlaceWords.end();
  }

  // A name at the beginning of a line or after a bullet counts when it stands alone or labels what
  // follows: "Aarhus: 12.000 m²", "Horsens Kommune (40 %)".
  bool StandsAsLabel(std::size_t end) const {
    Range rest{end, end};
    TakeSuffix(rest);
    std::size_t at = rest.end;
    while (at < range_.end && (text_.clean()[at] == ' ' || text_.clean()[at] == '\t')) ++at;
    if (at >= range_.end) return true;
    const char next = text_.clean()[at];
    return next == ':' || next == '(' || next == '\n' || next == '-' || next == ';' ||
           next == ',' || next == '|' || text_.IsDigit(at) ||
           text_.clean().substr(at).starts_with("–");
  }

  // "DK042", "SE110".
  void ReadCodes() {
    for (std::size_t at = range_.begin; at + 3 < range_.end; ++at) {
      if (!text_.IsUpper(at) || !text_.IsUpper(at + 1) || !text_.IsDigit(at + 2)) continue;
      if (at > 0 && text_.IsWordCharacter(at - 1)) continue;
      std::size_t end = at + 3;
      while (end < range_.end && text_.IsWordCharacter(end) && end - at < 6) ++end;
      const auto place = Place::Parse(text_.clean({at, end}));
      if (place && domain::IsListed(*place)) places_.push_back({{at, end}, *place});
      at = end;
    }
  }

  const Text& text_;
  Range range_;
  std::span<const std::string> home_;
  std::vector<PlaceMention> places_;
};

}  // namespace

std::vector<std::string> HomeCountries(std::string_view language,
                                       std::span<const domain::Place> places) {
  static const std::map<std::string_view, std::vector<std::string_view>> kByLanguage = {
      {"DAN", {"DK"}}, {"SWE", {"SE", "FI"}}, {"NOR", {"NO"}}, {"DEU", {"DE", "AT"}},
      {"FIN", {"FI"}}, {"NLD", {"NL", "BE"}}, {"POL", {"PL"}}};
  std::vector<std::string> countries;
  for (const Place& place : places) countries.emplace_back(CountryOf(place));
  if (const auto known = kByLanguage.find(language); known != kByLanguage.end()) {
    countries.insert(countries.end(), known->second.begin(), known->second.end());
  }
  return countries;
}

std::vector<PlaceMention> FindPlaces(const Text& text, Range range,
                                     std::span<const std::string> home) {
  return PlaceReader(text, range, home).Read();
}

}  // namespace sambyd::breakdown
