// Parts whose trade no word list holds: what tells them is how the text is built.
#include <map>
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
using ::testing::SizeIs;

// Knows a few first words, each with too little confidence to name a part's kind.
class HintingClassifier final : public Classifier {
 public:
  std::vector<CpvGuess> Classify(std::string_view text, std::string_view /*language*/,
                                 std::span<const domain::CpvCode> /*prior*/,
                                 int /*most*/) const override {
    static const std::map<std::string_view, std::string_view> kHints = {
        {"Kiler", "44000000"}, {"Fnug", "90000000"}, {"Lameller", "44000000"}};
    const auto hint = kHints.find(text.substr(0, text.find(' ')));
    if (hint == kHints.end()) return {};
    return {{*domain::CpvCode::Parse(hint->second), 4000}};
  }
  std::string_view version() const override { return "hints"; }
};

LotText LotWith(std::string_view code, std::string_view description) {
  LotText lot;
  lot.description = description;
  lot.language = "DAN";
  lot.cpv_main = domain::CpvCode::Parse(code);
  return lot;
}

std::vector<std::string> PartsOf(const LotText& lot, const Classifier& classifier = Words()) {
  std::vector<std::string> texts;
  for (const Part& part : BreakDown(lot, classifier).parts) {
    const Span& span = part.evidence.front();
    texts.push_back(lot.description.substr(span.begin, span.end - span.begin));
  }
  return texts;
}

TEST(UnknownTradesTest, VerbsWithObjectsOfTheirOwnAreParts) {
  EXPECT_THAT(
      PartsOf(LotWith("98000000", "Firmaet skal lappe sejl, slibe knive og tjære pæle i havnen.")),
      ElementsAre("lappe sejl", "slibe knive", "tjære pæle i havnen."));
  EXPECT_THAT(
      PartsOf(LotWith("98000000", "The firm shall mend sails, sharpen knives and weld hinges.")),
      ElementsAre("mend sails", "sharpen knives", "weld hinges."));
  EXPECT_THAT(PartsOf(LotWith("98000000",
                              "Die Firma soll Segel flicken, Messer schleifen und Pfähle teeren.")),
              SizeIs(3));
}

TEST(UnknownTradesTest, DutiesOfTheSupplierAreNoParts) {
  EXPECT_THAT(PartsOf(LotWith("98000000",
                              "The firm shall hold a licence, employ sailors, attend meetings and "
                              "mend sails.")),
              IsEmpty());
}

TEST(UnknownTradesTest, StepsOnTheSameObjectAreNoParts) {
  EXPECT_THAT(
      PartsOf(LotWith("98000000", "Firmaet skal hente sejl, lappe dem, folde dem og bringe dem.")),
      IsEmpty());
}

TEST(UnknownTradesTest, ActionsThatFollowTheLotsOwnTradeAreItsSteps) {
  constexpr std::string_view kSteps =
      "Die Leistung umfasst das Wischen der Böden, das Leeren der Körbe und das Abstauben der "
      "Regale.";
  EXPECT_THAT(
      PartsOf(LotWith("90910000", "Gegenstand ist die Gebäudereinigung. " + std::string(kSteps))),
      IsEmpty());
}

TEST(UnknownTradesTest, AListAnnouncedAsTasksGivesPartsWhereItsItemsAreUnlike) {
  constexpr std::string_view kItems = "\n- Kiler og knopper\n- Fnug i rør\n- Snirkler";
  const HintingClassifier hints;
  EXPECT_THAT(PartsOf(LotWith("98000000", "Aftalen omfatter:" + std::string(kItems)), hints),
              SizeIs(3));
  EXPECT_THAT(PartsOf(LotWith("98000000", "Maskinen skal have:" + std::string(kItems)), hints),
              IsEmpty());
  EXPECT_THAT(
      PartsOf(LotWith("98000000", "Aftalen omfatter:\n- Kiler og knopper\n- Lameller\n- Snirkler"),
              hints),
      IsEmpty());
}

TEST(UnknownTradesTest, SectionsThatAllHaveAPriceAreParts) {
  EXPECT_THAT(PartsOf(LotWith("98000000",
                              "Sejl\nSejlene lappes om vinteren. Anslået 200.000 kr.\n\n"
                              "Pæle\nPælene tjæres om sommeren. Anslået 300.000 kr.")),
              SizeIs(2));
}

TEST(UnknownTradesTest, ItemsWithAPriceOfTheirOwnStayApartThoughTheirTradeIsOne) {
  EXPECT_THAT(PartsOf(LotWith("90900000",
                              "Aftalen omfatter:\n- rengøring af skoler: 2 mio. kr.\n- rengøring "
                              "af haller: 1 mio. kr.\n- snerydning: 1 mio. kr.")),
              SizeIs(3));
}

TEST(UnknownTradesTest, GoodsOfOneItemAreOnePart) {
  EXPECT_THAT(
      PartsOf(LotWith("39000000", "Der indkøbes:\n- gardiner og bøger\n- legetøj\n- hvidevarer")),
      SizeIs(3));
}

TEST(UnknownTradesTest, TownsOfOneRegionAbroadAreDistrictsOfTheirOwn) {
  EXPECT_THAT(PartsOf(LotWith("90620000",
                              "Snöröjning upphandlas områdesvis: Eslövs kommun, Höörs kommun och "
                              "Hörby kommun.")),
              SizeIs(3));
}

TEST(UnknownTradesTest, ATradeBehindAPrepositionIsOnlyAPlace) {
  EXPECT_THAT(PartsOf(LotWith("79540000",
                              "Aftalen omfatter tolkning på jobcentret, i sundheds"
                              "plejen og ved rengøring.")),
              IsEmpty());
}

}  // namespace
}  // namespace sambyd::breakdown
