#include "lib/breakdown/gazetteer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "lib/breakdown/phrase_matcher.h"
#include "lib/domain/codelist.h"

// Written by sambyd_embed: the bytes of foreign_towns.tsv.
extern "C" {
extern const char sambyd_foreign_towns_tsv_begin[];
extern const char sambyd_foreign_towns_tsv_end[];
}

namespace sambyd::breakdown {
namespace {

using domain::Place;

// Place names that are everyday words too: they need "Kommune" or a postcode.
constexpr std::array<std::string_view, 70> kEverydayWords = {
    "give",  "them",  "gram",   "hals",   "rude",  "tune",       "fur",     "tim",    "tarm",
    "vig",   "ry",    "lem",    "ans",    "vejen", "lund",       "holme",   "linde",  "hou",
    "bov",   "h&m",   "hald",   "horne",  "borre", "rask mølle", "nord",    "vester", "facility",
    "kirke", "gud",   "spar",   "byen",   "mern",  "danmark",    "bording", "essen",  "regen",
    "hof",   "halle", "heide",  "weiden", "celle", "lippe",      "cham",    "ale",    "mark",
    "vara",  "sala",  "nora",   "boden",  "berg",  "eda",        "kil",     "sunne",  "gran",
    "lier",  "moss",  "strand", "sola",   "sula",  "stad",       "kinn",    "hole",   "rana",
    "salem", "mora",  "ydre",   "stange", "gol",   "trosa",      "klippan"};

// "i Aarhus", "in Aarhus": what follows is a place and not the buyer.
constexpr std::array<std::string_view, 33> kPrepositions = {
    "i",         "ved",       "omkring",  "på",     "til",      "fra",    "in",
    "at",        "near",      "im",       "bei",    "um",       "from",   "nær",
    "inden for", "område",    "distrikt", "region", "area",     "across", "af",
    "und",       "delområde", "von",      "dækker", "omfatter", "covers", "umfasst",
    "omfattar",  "landkreis", "kreis",    "stadt",  "innen"};

constexpr std::size_t kLongestPlaceGap = 80;  // between two places of one list, with brackets

struct Name {
  Place place;
  bool everyday = false;
  bool town = false;
};

std::string Folded(std::string_view name) { return std::string(Text(name).folded()); }

std::string WithOldSpelling(std::string name) {
  for (std::size_t at = name.find("aa"); at != std::string::npos; at = name.find("aa")) {
    name.replace(at, 2, "å");
  }
  return name;
}

class Gazetteer {
 public:
  Gazetteer() {
    for (const auto& municipality : domain::AllMunicipalities()) {
      Add(municipality.name, {municipality.place});
      if (municipality.name.ends_with("lands") || municipality.name.ends_with("fyns")) {
        Add(municipality.name.substr(0, municipality.name.size() - 1), {municipality.place});
      }
    }
    const auto copenhagen = domain::AllMunicipalities().front().place;
    for (const std::string_view name : {"Copenhagen", "Kopenhagen", "Köpenhamn", "Storkøbenhavn"}) {
      Add(name, {copenhagen});
    }
    for (const auto& entry : domain::AllNutsEntries()) {
      if (entry.place.code().starts_with("DK") && entry.level >= 2 && !entry.label_da.empty() &&
          entry.place.code().find('Z') == std::string_view::npos) {
        Add(entry.label_da, {entry.place});
        Add("Region " + std::string(entry.label_da), {entry.place});
      }
    }
    for (const auto& town : domain::AllTowns()) Add(town.name, {town.municipality, false, true});
    for (const auto& entry : domain::AllNutsEntries()) AddForeignRegion(entry);
    AddForeignTowns();
    matcher_.Build();
  }

  const Name& name(std::uint32_t id) const { return names_[id]; }
  const PhraseMatcher& matcher() const { return matcher_; }

 private:
  // "Skåne län", "Kiel, Kreisfreie Stadt", "Troms/Romsa/Tromssa" as texts write them. The town
  // comes before the district around it, as in the list.
  void AddForeignRegion(const domain::NutsEntry& entry) {
    static constexpr std::array<std::string_view, 3> kCountries = {"SE", "NO", "DE"};
    const bool near = std::ranges::count(kCountries, entry.place.code().substr(0, 2)) > 0;
    const bool is_extra = entry.place.code().find('Z') != std::string_view::npos;
    if (!near || is_extra || entry.level != 3) return;
    std::string_view name = entry.label_da.substr(0, entry.label_da.find_first_of("/,("));
    while (name.ends_with(' ')) name.remove_suffix(1);
    Add(name, {entry.place});
    if (!name.ends_with(" län")) return;
    name.remove_suffix(std::string_view(" län").size());
    Add(name, {entry.place});
    if (name.ends_with('s')) Add(name.substr(0, name.size() - 1), {entry.place});
  }

  // Municipalities and towns that give no region its name, with the region where they lie.
  void AddForeignTowns() {
    for (const auto& row :
         domain::TableRows(sambyd_foreign_towns_tsv_begin, sambyd_foreign_towns_tsv_end)) {
      const auto place = Place::Parse(row[0]);
      for (const std::string_view town : domain::SplitBy(row[1], '|')) {
        Add(town, {*place, false, true});
      }
    }
  }

  void Add(std::string_view written, Name name) {
    const std::string folded = Folded(written);
    name.everyday = std::ranges::find(kEverydayWords, folded) != kEverydayWords.end();
    for (const std::string& spelling : {folded, WithOldSpelling(folded)}) {
      if (!known_.emplace(spelling, true).second) continue;
      const auto id = static_cast<std::uint32_t>(names_.size());
      names_.push_back(name);
      matcher_.Add(spelling + "=", id);
      matcher_.Add(spelling + "s=", id);
    }
  }

  std::map<std::string, bool> known_;
  std::vector<Name> names_;
  PhraseMatcher matcher_;
};

const Gazetteer& TheGazetteer() {
  static const Gazetteer gazetteer;
  return gazetteer;
}

class PlaceReader {
 public:
  PlaceReader(const Text& text, Range range) : text_(text), range_(range) {}

  std::vector<PlaceMention> Read() {
    ReadNames();
    ReadCodes();
    std::ranges::sort(places_, {}, &PlaceMention::range);
    return std::move(places_);
  }

 private:
  void ReadNames() {
    const Gazetteer& gazetteer = TheGazetteer();
    std::size_t done = range_.begin;
    bool last_counted = false;
    for (const auto& match : gazetteer.matcher().Find(text_, range_)) {
      if (match.range.begin < done || !text_.IsUpper(match.range.begin)) continue;
      if (match.range.end < text_.size() && text_.IsWordCharacter(match.range.end)) continue;
      const Name& name = gazetteer.name(match.id);
      const bool listed = last_counted && !places_.empty() && IsJoined(match.range.begin);
      const std::size_t last_end = places_.empty() ? 0 : places_.back().range.end;
      done = match.range.end;
      PlaceMention mention{match.range, name.place};
      const bool postcode = PostcodeBefore(mention.range);
      const bool municipality = TakeSuffix(mention.range);
      mention.address = postcode && StreetBefore(mention.range.begin);
      last_counted = postcode || (listed && last_end > 0) ||
                     (HasPlacePosition(match.range) && (!name.everyday || municipality));
      if (last_counted) places_.push_back(mention);
      done = std::max(done, mention.range.end);
    }
  }

  // "Aarhus Kommune", "Horsens kommunes".
  bool TakeSuffix(Range& range) const {
    static constexpr std::array<std::string_view, 7> kSuffixes = {
        " kommunes", " kommune", " municipality", " by", " kommun", " county", " fylke"};
    for (const std::string_view suffix : kSuffixes) {
      if (text_.folded().substr(range.end, suffix.size()) == suffix &&
          text_.IsWordBoundary(range.end + suffix.size())) {
        range.end += suffix.size();
        return true;
      }
    }
    return false;
  }

  bool PostcodeBefore(Range& range) const {
    if (range.begin < range_.begin + 5) return false;
    const std::size_t begin = range.begin - 5;
    for (std::size_t at = begin; at < begin + 4; ++at) {
      if (!text_.IsDigit(at)) return false;
    }
    if (!text_.IsBlank(range.begin - 1) || (begin > 0 && text_.IsWordCharacter(begin - 1))) {
      return false;
    }
    range.begin = begin;
    return true;
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

  // Only a comma or "og", and perhaps a bracket, stands between the last place and this one.
  bool IsJoined(std::size_t begin) const {
    Range gap = text_.Trim({places_.back().range.end, begin});
    if (gap.begin >= gap.end || gap.end - gap.begin > kLongestPlaceGap) return false;
    if (text_.clean()[gap.begin] == '(') {
      const std::size_t close = text_.clean(gap).find(')');
      if (close == std::string_view::npos) return false;
      gap = text_.Trim({gap.begin + close + 1, gap.end});
    }
    const std::string_view between = text_.folded(gap);
    static constexpr std::array<std::string_view, 12> kJoints = {
        ",", "og", ", og", "samt", ", samt", "and", ", and", "/", "und", "och", "&", "eller"};
    return std::ranges::find(kJoints, between) != kJoints.end();
  }

  bool HasPlacePosition(Range range) const {
    std::size_t at = range.begin;
    while (at > range_.begin && text_.IsBlank(at - 1) && text_.clean()[at - 1] != '\n') --at;
    if (at == range_.begin || text_.clean()[at - 1] == '\n') return StandsAsLabel(range.end);
    const char before = text_.clean()[at - 1];
    if (before == '(' || before == ':' || before == '/') return true;
    if (!text_.IsWordCharacter(at - 1)) return StandsAsLabel(range.end);
    std::size_t begin = at;
    while (begin > range_.begin && text_.IsLetter(begin - 1) && at - begin < 20) --begin;
    return std::ranges::find(kPrepositions, text_.folded({begin, at})) != kPrepositions.end();
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
  std::vector<PlaceMention> places_;
};

}  // namespace

std::vector<PlaceMention> FindPlaces(const Text& text, Range range) {
  return PlaceReader(text, range).Read();
}

}  // namespace sambyd::breakdown
