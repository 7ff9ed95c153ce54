#include "lib/domain/place.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

namespace sambyd::domain {
namespace {

Place At(std::string_view code) { return Place::Parse(code).value(); }

TEST(PlaceTest, ATownLiesInAMunicipalityOfItsPostcodes) {
  std::map<std::string_view, std::set<Place>> reached;
  for (const Postcode& postcode : AllPostcodes()) {
    reached[postcode.town].insert(postcode.municipality);
  }
  std::size_t several = 0;
  for (const Town& town : AllTowns()) {
    EXPECT_TRUE(reached[town.name].contains(town.municipality)) << town.name;
    if (reached[town.name].size() > 1) ++several;
  }
  EXPECT_GT(several, 150U);
}

TEST(PlaceTest, TheListsAreComplete) {
  EXPECT_EQ(AllMunicipalities().size(), 99U);
  EXPECT_EQ(AllNutsEntries().size(), 2087U);
  EXPECT_EQ(AllPostcodes().size(), 1434U);
}

TEST(PlaceTest, ANutsCodeCoversItsDescendants) {
  EXPECT_TRUE(At("DK").Covers(At("DK042")));
  EXPECT_TRUE(At("DK04").Covers(At("DK042")));
  EXPECT_FALSE(At("DK042").Covers(At("DK04")));
  EXPECT_FALSE(At("DK041").Covers(At("DK042")));
}

TEST(PlaceTest, AMunicipalityIsCoveredByItsRegionAndCoversOnlyItself) {
  EXPECT_TRUE(At("DK042").Covers(At("0751")));
  EXPECT_TRUE(At("DK").Covers(At("0751")));
  EXPECT_TRUE(At("0751").Covers(At("0751")));
  EXPECT_FALSE(At("0751").Covers(At("DK042")));
  EXPECT_FALSE(At("DK011").Covers(At("0751")));
}

TEST(PlaceTest, AnUnlistedMunicipalityIsCoveredByItselfAlone) {
  EXPECT_FALSE(At("DK").Covers(At("9999")));
  EXPECT_TRUE(At("9999").Covers(At("9999")));
  EXPECT_FALSE(IsListed(At("9999")));
}

TEST(PlaceTest, NamesAreDanish) {
  EXPECT_EQ(DanishName(At("0751")), "Aarhus");
  EXPECT_EQ(DanishName(At("DK042")), "Østjylland");
  EXPECT_EQ(DanishName(At("XX999")), "XX999");
}

TEST(PlaceTest, OtherFormsAreNotPlaces) {
  for (const auto* text : {"", "D", "dk042", "DK0421", "075", "07511", "Aarhus"}) {
    EXPECT_FALSE(Place::Parse(text)) << text;
  }
}

}  // namespace
}  // namespace sambyd::domain
