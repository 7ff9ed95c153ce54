#include "lib/breakdown/place_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "lib/breakdown/text.h"
#include "lib/domain/codelist.h"

// Written by sambyd_embed: the bytes of foreign_towns.tsv.
extern "C" {
extern const char sambyd_foreign_towns_tsv_begin[];
extern const char sambyd_foreign_towns_tsv_end[];
}

namespace sambyd::breakdown {
namespace {

using domain::Place;

constexpr std::array<std::string_view, 75> kEverydayWords = {
    "give",  "them",  "gram",   "hals",   "rude",  "tune",       "fur",     "tim",    "tarm",
    "vig",   "ry",    "lem",    "ans",    "vejen", "lund",       "holme",   "linde",  "hou",
    "bov",   "h&m",   "hald",   "horne",  "borre", "rask mølle", "nord",    "vester", "facility",
    "kirke", "gud",   "spar",   "byen",   "mern",  "danmark",    "bording", "essen",  "regen",
    "hof",   "halle", "heide",  "weiden", "celle", "lippe",      "cham",    "ale",    "mark",
    "vara",  "sala",  "nora",   "boden",  "berg",  "eda",        "kil",     "sunne",  "gran",
    "lier",  "moss",  "strand", "sola",   "sula",  "stad",       "kinn",    "hole",   "rana",
    "salem", "mora",  "ydre",   "stange", "gol",   "trosa",      "klippan", "verden", "leer",
    "roth",  "harz",  "börde"};

std::string Folded(std::string_view name) { return std::string(Text(name).folded()); }

std::string WithOldSpelling(std::string name) {
  for (std::size_t at = name.find("aa"); at != std::string::npos; at = name.find("aa")) {
    name.replace(at, 2, "å");
  }
  return name;
}

bool IsExtraRegio(const domain::NutsEntry& entry) {
  return entry.place.code().find('Z') != std::string_view::npos;
}

}  // namespace

std::string_view CountryOf(const Place& place) {
  return place.IsMunicipality() ? "DK" : place.code().substr(0, 2);
}

PlaceNames::PlaceNames() {
  AddDanish();
  AddForeignTowns();
  // The region before the state of the same name.
  for (const int level : {3, 2, 1}) {
    for (const auto& entry : domain::AllNutsEntries()) {
      if (entry.level == level && !IsExtraRegio(entry)) AddForeignRegion(entry);
    }
  }
  matcher_.Build();
}

void PlaceNames::AddDanish() {
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
    if (CountryOf(entry.place) != "DK" || entry.level < 2 || entry.label_da.empty() ||
        IsExtraRegio(entry)) {
      continue;
    }
    Add(entry.label_da, {entry.place});
    Add("Region " + std::string(entry.label_da), {entry.place});
  }
  for (const auto& town : domain::AllTowns()) Add(town.name, {town.municipality, false, true});
}

void PlaceNames::AddForeignTowns() {
  for (const auto& row :
       domain::TableRows(sambyd_foreign_towns_tsv_begin, sambyd_foreign_towns_tsv_end)) {
    const auto place = Place::Parse(row[0]);
    for (const std::size_t column : {1U, 2U}) {
      for (const std::string_view name : domain::SplitBy(row[column], '|')) {
        Add(name, {*place, false, column == 2});
      }
    }
  }
}

// "Skåne län", "Kiel, Kreisfreie Stadt", "Troms/Romsa/Tromssa" as texts write them.
void PlaceNames::AddForeignRegion(const domain::NutsEntry& entry) {
  static constexpr std::array<std::string_view, 5> kNamed = {"SE", "NO", "DE", "AT", "FI"};
  static constexpr std::array<std::string_view, 2> kStates = {"DE", "AT"};
  static constexpr std::string_view kDistrict = "Landkreis ", kCounty = " län";
  const std::string_view country = CountryOf(entry.place);
  if (std::ranges::count(kNamed, country) == 0) return;
  if (entry.level < 3 && std::ranges::count(kStates, country) == 0) return;
  std::string_view name = entry.label_da.substr(0, entry.label_da.find_first_of("/,("));
  while (name.ends_with(' ')) name.remove_suffix(1);
  if (name.starts_with(kDistrict)) name.remove_prefix(kDistrict.size());
  const bool town = entry.label_da.find("adt") != std::string_view::npos;  // "Stadtkreis", "Stadt"
  Add(name, {entry.place, country == "DE" && entry.level == 3 && !town});
  if (!name.ends_with(kCounty)) return;
  name.remove_suffix(kCounty.size());
  Add(name, {entry.place});
  if (name.ends_with('s')) Add(name.substr(0, name.size() - 1), {entry.place});
}

void PlaceNames::Add(std::string_view written, const PlaceMeaning& meaning) {
  const std::string folded = Folded(written);
  if (folded.empty()) return;
  for (const std::string& spelling : {folded, WithOldSpelling(folded)}) {
    const auto [known, is_new] = ids_.emplace(spelling, static_cast<std::uint32_t>(names_.size()));
    if (is_new) {
      names_.push_back({{}, std::ranges::find(kEverydayWords, folded) != kEverydayWords.end()});
      matcher_.Add(spelling + "=", known->second);
      matcher_.Add(spelling + "s=", known->second);
    }
    auto& meanings = names_[known->second].meanings;
    const bool same = std::ranges::any_of(meanings, [&](const PlaceMeaning& other) {
      return CountryOf(other.place) == CountryOf(meaning.place) &&
             other.district == meaning.district;
    });
    if (!same) meanings.push_back(meaning);
  }
}

}  // namespace sambyd::breakdown
