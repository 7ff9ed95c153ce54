// Work that a text assigns to places.
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/breakdown/breakdown.h"
#include "tests/unit/breakdown/breakdown_fixture.h"

namespace sambyd::breakdown {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The parts as "place: words of the text", without the full stop.
std::vector<std::string> PartsOf(std::string_view description, std::string_view language = "DAN") {
  LotText lot;
  lot.description = description;
  lot.language = language;
  std::vector<std::string> parts;
  for (const Part& part : BreakDown(lot, Words()).parts) {
    const Span span = part.evidence.front();
    std::string words(description.substr(span.begin, span.end - span.begin));
    if (words.ends_with('.')) words.pop_back();
    const std::string place =
        part.place_stated ? std::string(part.places.front().code()) : std::string("-");
    parts.push_back(place + ": " + words);
  }
  return parts;
}

TEST(PlaceTasksTest, ClausesWithWorkAndAPlaceOfTheirOwnAreParts) {
  EXPECT_THAT(PartsOf("Vejbrøndene i Hørsholm tømmes én gang årligt, mens legepladserne i "
                      "Fredensborg efterses hver anden måned."),
              ElementsAre("0223: Vejbrøndene i Hørsholm tømmes én gang årligt",
                          "0210: legepladserne i Fredensborg efterses hver anden måned"));
  EXPECT_THAT(
      PartsOf("I Malmö ska gräsytor klippas, medan lekplatserna i Lund ska besiktigas.", "SWE"),
      ElementsAre("SE224: I Malmö ska gräsytor klippas",
                  "SE224: lekplatserna i Lund ska besiktigas"));
}

TEST(PlaceTasksTest, WorkOfOneKindIsToldApartByItsPlace) {
  EXPECT_THAT(
      PartsOf(
          "I Aarhus Kommune skal der klippes hække, og i Odense Kommune skal der fældes træer."),
      ElementsAre("0751: I Aarhus Kommune skal der klippes hække",
                  "0461: i Odense Kommune skal der fældes træer"));
}

TEST(PlaceTasksTest, EachMemberOfAnEnumerationKeepsItsPlace) {
  EXPECT_THAT(
      PartsOf("The requirement covers interpreting in Galway, bereavement counselling in "
              "Limerick, zorbing lessons in Waterford and courier runs in Cork.",
              "ENG"),
      ElementsAre("IE042: interpreting in Galway", "IE051: bereavement counselling in Limerick",
                  "IE052: zorbing lessons in Waterford", "IE053: courier runs in Cork"));
}

TEST(PlaceTasksTest, OneServiceInSeveralPlacesStaysWhole) {
  for (const std::string_view text :
       {"Rengøring af skoler i Aarhus, kontorer i Odense og børnehaver i Kolding.",
        "Opgaven omfatter rengøring i Aarhus, rengøring i Odense og rengøring i Kolding.",
        "Der skal gøres rent i Aarhus, Odense og Kolding."}) {
    EXPECT_THAT(PartsOf(text), IsEmpty()) << text;
  }
}

TEST(PlaceTasksTest, MeetingsAndTendersElsewhereAreNoWork) {
  for (const std::string_view text :
       {"Skolerengøring udføres i Aarhus, og møder holdes i Odense.",
        "Leverandøren skal klippe hække i Aarhus, og tilbuddet skal afleveres i Odense."}) {
    EXPECT_THAT(PartsOf(text), IsEmpty()) << text;
  }
}

TEST(PlaceTasksTest, ABracketBehindARegionSaysOnlyWhatLiesInIt) {
  EXPECT_THAT(
      PartsOf("Dublin Region (South Dublin, Fingal and Tallaght) needs cleaning in 15 areas.",
              "ENG"),
      IsEmpty());
  EXPECT_THAT(PartsOf("Rengøringen er opdelt i tre områder (Aarhus, Viborg og Herning)."),
              ElementsAre("0751: Aarhus", "0791: Viborg", "0657: Herning)"));
}

}  // namespace
}  // namespace sambyd::breakdown
