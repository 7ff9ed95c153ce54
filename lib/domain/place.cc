#include "lib/domain/place.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "lib/base/strings.h"
#include "lib/domain/codelist.h"

namespace sambyd::domain {
namespace {

bool IsNutsForm(std::string_view text) {
  return text.size() >= 2 && text.size() <= 5 && IsAsciiUpper(text[0]) && IsAsciiUpper(text[1]) &&
         std::ranges::all_of(text.substr(2),
                             [](char c) { return IsAsciiDigit(c) || IsAsciiUpper(c); });
}

bool IsMunicipalityForm(std::string_view text) {
  return text.size() == 4 && std::ranges::all_of(text, IsAsciiDigit);
}

std::vector<NutsEntry> ReadNuts() {
  std::vector<NutsEntry> entries;
  for (const auto& row : NutsRows()) {
    if (const auto place = Place::Parse(row[0])) {
      entries.push_back({*place, row[1][0] - '0', row[3], row[4]});
    }
  }
  std::ranges::sort(entries, {}, &NutsEntry::place);
  return entries;
}

std::vector<Municipality> ReadMunicipalities() {
  std::vector<Municipality> entries;
  for (const auto& row : MunicipalityRows()) {
    entries.push_back({*Place::Parse(row[0]), row[1], *Place::Parse(row[2])});
  }
  std::ranges::sort(entries, {}, &Municipality::place);
  return entries;
}

std::vector<Postcode> ReadPostcodes() {
  std::vector<Postcode> entries;
  for (const auto& row : PostcodeRows()) entries.push_back({row[0], row[1], *Place::Parse(row[2])});
  std::ranges::stable_sort(entries, {}, &Postcode::code);
  return entries;
}

std::vector<Town> ReadTowns() {
  std::map<std::string_view, std::set<Place>> municipalities;
  for (const Postcode& postcode : AllPostcodes()) {
    if (postcode.code < "1000") continue;  // of single companies
    municipalities[postcode.town].insert(postcode.municipality);
  }
  for (const auto& row : TownRows()) municipalities[row[0]] = {*Place::Parse(row[1])};
  std::vector<Town> towns;
  for (const auto& [name, places] : municipalities) {
    if (places.size() == 1) towns.push_back({name, *places.begin()});
  }
  return towns;
}

template <class Entry>
const Entry* Find(std::span<const Entry> entries, const Place& place) {
  const auto found = std::ranges::lower_bound(entries, place, {}, &Entry::place);
  return found != entries.end() && found->place == place ? &*found : nullptr;
}

// The four digits of a municipality as a number.
std::size_t NumberOf(std::string_view digits) {
  std::size_t number = 0;
  for (const char c : digits) number = number * 10 + static_cast<std::size_t>(c - '0');
  return number;
}

// The region of each municipality number; empty where none is listed. Matching asks very often.
const std::vector<Place>& RegionsByNumber() {
  static const std::vector<Place> regions = [] {
    std::vector<Place> by_number(10'000);
    for (const Municipality& m : AllMunicipalities()) by_number[NumberOf(m.place.code())] = m.nuts3;
    return by_number;
  }();
  return regions;
}

}  // namespace

std::optional<Place> Place::Parse(std::string_view text) {
  if (!IsNutsForm(text) && !IsMunicipalityForm(text)) return std::nullopt;
  Place place;
  std::ranges::copy(text, place.text_.begin());
  place.size_ = static_cast<unsigned char>(text.size());
  return place;
}

bool Place::Covers(Place other) const {
  if (*this == other) return !empty();
  if (empty() || IsMunicipality()) return false;
  return other.Nuts().code().starts_with(code());
}

Place Place::Nuts() const {
  if (!IsMunicipality()) return *this;
  return RegionsByNumber()[NumberOf(code())];
}

std::span<const NutsEntry> AllNutsEntries() {
  static const std::vector<NutsEntry> entries = ReadNuts();
  return entries;
}

std::span<const Municipality> AllMunicipalities() {
  static const std::vector<Municipality> entries = ReadMunicipalities();
  return entries;
}

std::span<const Postcode> AllPostcodes() {
  static const std::vector<Postcode> entries = ReadPostcodes();
  return entries;
}

std::span<const Town> AllTowns() {
  static const std::vector<Town> towns = ReadTowns();
  return towns;
}

bool IsListed(Place place) {
  return place.IsMunicipality() ? Find(AllMunicipalities(), place) != nullptr
                                : Find(AllNutsEntries(), place) != nullptr;
}

std::string_view DanishName(const Place& place) {
  if (place.IsMunicipality()) {
    const Municipality* municipality = Find(AllMunicipalities(), place);
    return municipality == nullptr ? place.code() : municipality->name;
  }
  const NutsEntry* entry = Find(AllNutsEntries(), place);
  return entry == nullptr ? place.code() : entry->label_da;
}

}  // namespace sambyd::domain
