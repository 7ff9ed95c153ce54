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

std::vector<std::string> PlacesIn(std::string_view original,
                                  const std::vector<std::string>& home = {}) {
  const Text text(original);
  std::vector<std::string> codes;
  for (const PlaceMention& mention : FindPlaces(text, {0, text.size()}, home)) {
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

TEST(GazetteerTest, IrishCountiesAndTownsLieInTheirRegion) {
  EXPECT_THAT(PlacesIn("clinics in Galway, in Co. Clare and in County Wexford", {"IE"}),
              ElementsAre("IE042", "IE051", "IE052"));
  EXPECT_THAT(PlacesIn("schools in Tralee and Letterkenny", {"IE"}), ElementsAre("IE053", "IE041"));
}

TEST(GazetteerTest, FormerNorwegianCountiesLieInTheirSuccessors) {
  EXPECT_THAT(PlacesIn("brøyting i Hedmark, Hordaland og Vest-Agder", {"NO"}),
              ElementsAre("NO020", "NO0A2", "NO092"));
  EXPECT_THAT(PlacesIn("renhold i Troms og Finnmark", {"NO"}), ElementsAre("NO072", "NO073"));
}

TEST(GazetteerTest, TheTownIsToldFromTheDistrictAroundIt) {
  EXPECT_THAT(PlacesIn("in Karlsruhe, im Landkreis Karlsruhe und im Kreis Plön", {"DE"}),
              ElementsAre("DE122", "DE123", "DEF0A"));
  EXPECT_THAT(PlacesIn("in Frankfurt und in Frankfurt (Oder)", {"DE"}),
              ElementsAre("DE712", "DE403"));
}

TEST(GazetteerTest, AnEverydayWordIsATownAbroadOnlyThereAndBehindABareIn) {
  EXPECT_THAT(PlacesIn("gräsklippning i Lund", {"SE"}), ElementsAre("SE224"));
  EXPECT_THAT(PlacesIn("Gebäudereinigung in Essen", {"DE"}), ElementsAre("DEA13"));
  EXPECT_THAT(PlacesIn("Lieferung von Essen in Halle 3", {"DE"}), IsEmpty());
  EXPECT_THAT(PlacesIn("Rengøring af Essen", {"DK"}), IsEmpty());
}

TEST(GazetteerTest, ANameOfTwoCountriesMeansThePlaceAtHome) {
  EXPECT_THAT(PlacesIn("i Rauma", {"NO"}), ElementsAre("NO0A3"));
  EXPECT_THAT(PlacesIn("i Rauma", {"SE", "FI"}), ElementsAre("FI196"));
}

TEST(GazetteerTest, SmallTownsCountOnlyInTextsFromTheirCountry) {
  EXPECT_THAT(PlacesIn("i Malmö og i Bray", {"DK"}), ElementsAre("SE224"));
  EXPECT_THAT(PlacesIn("von Ansager, bei Ballen", {"DE"}), IsEmpty());
  EXPECT_THAT(PlacesIn("i Ansager", {"DK"}), ElementsAre("0573"));
  EXPECT_THAT(PlacesIn("i Höörs kommun", {"DK"}), ElementsAre("SE224"));
}

TEST(GazetteerTest, HomeIsWhereTheNoticeHasItsPlacesAndWhereItsLanguageIsSpoken) {
  EXPECT_THAT(HomeCountries("SWE", {}), ElementsAre("SE", "FI"));
  EXPECT_THAT(HomeCountries("ENG", {}), IsEmpty());
  const std::vector<domain::Place> places = {*domain::Place::Parse("IE042"),
                                             *domain::Place::Parse("0751")};
  EXPECT_THAT(HomeCountries("ENG", places), ElementsAre("IE", "DK"));
}

TEST(GazetteerTest, PostcodesOfTheNeighboursLeadToTheirTowns) {
  EXPECT_THAT(PlacesIn("Anlieferung: 24937 Flensburg", {"DE"}), ElementsAre("DEF01"));
  EXPECT_THAT(PlacesIn("Leverans: 211 20 Malmö", {"SE"}), ElementsAre("SE224"));
}

TEST(GazetteerTest, AFigureBetweenTwoPlacesDoesNotBreakTheirList) {
  EXPECT_THAT(PlacesIn("områder: Holbæk, 31.000 husstande, Kalundborg 24.500 og Sorø", {"DK"}),
              ElementsAre("0316", "0326", "0340"));
  EXPECT_THAT(PlacesIn("områder: Hedmark 40 % og Hordaland 60 %", {"NO"}),
              ElementsAre("NO020", "NO0A2"));
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
  const auto places = FindPlaces(text, {0, text.size()}, {});
  ASSERT_EQ(places.size(), 1u);
  EXPECT_TRUE(places[0].address);
}

}  // namespace
}  // namespace sambyd::breakdown
