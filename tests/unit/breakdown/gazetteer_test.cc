#include "lib/breakdown/gazetteer.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sambyd::breakdown {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> PlacesIn(std::string_view original) {
  const Text text(original);
  std::vector<std::string> codes;
  for (const PlaceMention& mention : FindPlaces(text, {0, text.size()})) {
    codes.emplace_back(mention.place.code());
  }
  return codes;
}

TEST(GazetteerTest, MunicipalitiesWithAndWithoutTheWord) {
  EXPECT_THAT(PlacesIn("rengøring i Aarhus Kommune"), ElementsAre("0751"));
  EXPECT_THAT(PlacesIn("rengøring i Århus"), ElementsAre("0751"));
  EXPECT_THAT(PlacesIn("skoler i Faaborg-Midtfyn Kommune"), ElementsAre("0430"));
}

TEST(GazetteerTest, TownsAndDistrictsOfThePostcodeList) {
  EXPECT_THAT(PlacesIn("institutioner i Aarhus N"), ElementsAre("0751"));
  EXPECT_THAT(PlacesIn("stationen i Brædstrup"), ElementsAre("0615"));
}

TEST(GazetteerTest, ATownIsInItsOwnMunicipalityWhereverItsPostcodeReaches) {
  EXPECT_THAT(PlacesIn("skoler i Sindal, Hobro og Kongens Lyngby"),
              ElementsAre("0860", "0846", "0173"));
}

TEST(GazetteerTest, RegionsAndNutsCodes) {
  EXPECT_THAT(PlacesIn("leveres i Østjylland"), ElementsAre("DK042"));
  EXPECT_THAT(PlacesIn("Område: DK031 og SE110"), ElementsAre("DK031", "SE110"));
}

TEST(GazetteerTest, RegionsAndLargerTownsOfTheNeighbours) {
  EXPECT_THAT(PlacesIn("arbetet utförs i Skåne län"), ElementsAre("SE224"));
  EXPECT_THAT(PlacesIn("skolskjuts på Gotland"), ElementsAre("SE214"));
  EXPECT_THAT(PlacesIn("im Landkreis Nordfriesland"), ElementsAre("DEF07"));
  EXPECT_THAT(PlacesIn("renhold i Trondheim"), ElementsAre("NO060"));
}

TEST(GazetteerTest, SmallMunicipalitiesOfTheNeighboursLieInTheirRegion) {
  EXPECT_THAT(PlacesIn("städning i Höörs kommun"), ElementsAre("SE224"));
  EXPECT_THAT(PlacesIn("renhold i Ringsaker"), ElementsAre("NO020"));
}

TEST(GazetteerTest, AListOfPlaces) {
  EXPECT_THAT(PlacesIn("i Aarhus (40 pct.), Horsens og Silkeborg"),
              ElementsAre("0751", "0615", "0740"));
}

TEST(GazetteerTest, TheBuyerIsNoPlaceOfPerformance) {
  EXPECT_THAT(PlacesIn("Aarhus Kommune udbyder rengøring."), IsEmpty());
}

TEST(GazetteerTest, VagueAreasAndEverydayWordsStayUnknown) {
  EXPECT_THAT(PlacesIn("de nordlige distrikter"), IsEmpty());
  EXPECT_THAT(PlacesIn("Giver de vejen fri i Give"), IsEmpty());
}

TEST(GazetteerTest, StreetAddressesAreMarked) {
  const Text text("leveres til Skolegade 4, 8000 Aarhus C");
  const auto places = FindPlaces(text, {0, text.size()});
  ASSERT_EQ(places.size(), 1u);
  EXPECT_TRUE(places[0].address);
}

}  // namespace
}  // namespace sambyd::breakdown
