#ifndef LIB_BREAKDOWN_GAZETTEER_H_
#define LIB_BREAKDOWN_GAZETTEER_H_

#include <span>
#include <string>
#include <string_view>
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

// The countries whose places a text is likely to name: those of the notice's places and those
// where its language ("DAN") is spoken. Empty when neither tells, as English alone does not.
std::vector<std::string> HomeCountries(std::string_view language,
                                       std::span<const domain::Place> places);

// The places of a range in the order of the text: Danish municipalities ("i Aarhus Kommune",
// "Aarhus"), towns of the postcode list ("Brædstrup", "Aarhus N"), regions ("Region Sjælland",
// "Østjylland"), regions, larger towns and counties abroad by their NUTS region ("Skåne län",
// "Landkreis Nordfriesland", "in Cork"), and NUTS codes ("DK042", "SE110"). A name that several
// countries have means the place at home, and small towns count there only; every place may be
// meant when `home` is empty. Names must be capitalised; names that are also everyday words count
// only with "Kommune" or a postcode. A town that several municipalities share is the one that has
// most of its postcodes. "De nordlige distrikter" is no place. Thread-safe.
std::vector<PlaceMention> FindPlaces(const Text& text, Range range,
                                     std::span<const std::string> home);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_GAZETTEER_H_
