#ifndef LIB_BREAKDOWN_GAZETTEER_H_
#define LIB_BREAKDOWN_GAZETTEER_H_

#include <vector>

#include "lib/breakdown/text.h"
#include "lib/domain/place.h"

namespace sambyd::breakdown {

// A place named in a text.
struct PlaceMention {
  Range range;
  domain::Place place;   // municipality or NUTS region
  bool address = false;  // "Skolegade 4, 8000 Aarhus C": where something is delivered
};

// The places of a range in the order of the text: Danish municipalities ("i Aarhus Kommune",
// "Aarhus"), towns of the postcode list ("Brædstrup", "Aarhus N"), regions ("Region Sjælland",
// "Østjylland"), Swedish, Norwegian and German regions, Swedish municipalities and larger Norwegian
// ones by their NUTS region ("Skåne län", "Höörs kommun", "Landkreis Nordfriesland"), and NUTS
// codes
// ("DK042", "SE110"). Names must be capitalised; names that are also everyday words count
// only with "Kommune" or a postcode. A town that several municipalities share is the one that has
// most of its postcodes. "De nordlige distrikter" is no place. Thread-safe.
std::vector<PlaceMention> FindPlaces(const Text& text, Range range);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_GAZETTEER_H_
