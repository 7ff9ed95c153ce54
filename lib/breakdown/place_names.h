#ifndef LIB_BREAKDOWN_PLACE_NAMES_H_
#define LIB_BREAKDOWN_PLACE_NAMES_H_

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/breakdown/phrase_matcher.h"
#include "lib/domain/place.h"

namespace sambyd::breakdown {

// One of the places that a name may mean.
struct PlaceMeaning {
  domain::Place place;
  bool district = false;  // the district around a town of the same name: "Landkreis Karlsruhe"
  bool at_home = false;   // so small that only texts from its country mean it
};

// The two letters of the country a place lies in.
std::string_view CountryOf(const domain::Place& place);

// The place names that texts are searched for, each with all that it may mean: Danish
// municipalities, towns of the postcode list and regions; Swedish, Norwegian, German, Austrian and
// Finnish regions, and German states; the towns, counties and landscapes of foreign_towns.tsv, with
// the region where they lie. Immutable; thread-safe.
class PlaceNames {
 public:
  PlaceNames();

  // Its ids are those of the functions below.
  const PhraseMatcher& matcher() const { return matcher_; }

  // The first of a country is the best known; never empty.
  std::span<const PlaceMeaning> Meanings(std::uint32_t id) const { return names_[id].meanings; }

  // An everyday word as well: "give", "essen".
  bool IsEveryday(std::uint32_t id) const { return names_[id].everyday; }

 private:
  struct Name {
    std::vector<PlaceMeaning> meanings;
    bool everyday = false;
  };

  void AddDanish();
  void AddForeignTowns();
  void AddForeignRegion(const domain::NutsEntry& entry);
  void Add(std::string_view written, const PlaceMeaning& meaning);

  std::map<std::string, std::uint32_t> ids_;
  std::vector<Name> names_;
  PhraseMatcher matcher_;
};

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_PLACE_NAMES_H_
