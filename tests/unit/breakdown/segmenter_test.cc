#include "lib/breakdown/segmenter.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sambyd::breakdown {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Form = Segment::Form;

std::vector<std::string> PassagesOf(std::string_view original, Form form) {
  const Text text(original);
  std::vector<std::string> passages;
  for (const Segment& segment : FindSegments(text)) {
    if (segment.form == form) passages.emplace_back(text.clean(segment.range));
  }
  return passages;
}

TEST(SegmenterTest, BulletsOfEveryTypography) {
  for (const std::string bullet :
       {"•", "-", "–", "—", "*", "·", "▪", "►", "o", "1.", "1)", "(1)", "a)"}) {
    std::string second = bullet;
    for (char& c : second) c = c == '1' ? '2' : (c == 'a' ? 'b' : c);
    const std::string text =
        "Opgaven omfatter:\n" + bullet + " rengøring\n" + second + " havearbejde\n";
    EXPECT_THAT(PassagesOf(text, Form::kItem), ElementsAre("rengøring", "havearbejde")) << bullet;
  }
}

TEST(SegmenterTest, ListsWithinOneParagraph) {
  EXPECT_THAT(PassagesOf("Ydelsen er følgende:- En rengøring- To havearbejde", Form::kItem),
              ElementsAre("En rengøring", "To havearbejde"));
  EXPECT_THAT(PassagesOf("Følgende: 1) rengøring, 2) havearbejde", Form::kItem),
              ElementsAre("rengøring,", "havearbejde"));
  EXPECT_THAT(PassagesOf("vedrørende: — levering af blomster; — kranse", Form::kItem),
              ElementsAre("levering af blomster;", "kranse"));
  EXPECT_THAT(PassagesOf("en partner til – pakning – syning – montering", Form::kItem),
              ElementsAre("pakning", "syning", "montering"));
}

TEST(SegmenterTest, AHyphenInAWordIsNoBullet) {
  EXPECT_THAT(PassagesOf("murer-, tømrer- og malerarbejde", Form::kItem), IsEmpty());
  EXPECT_THAT(PassagesOf("Kontrakten løber 2027 - 2029 i alt.", Form::kItem), IsEmpty());
}

TEST(SegmenterTest, TheLastItemEndsBeforeTheProseBehindIt) {
  EXPECT_THAT(
      PassagesOf("Følgende: 1) rengøring 2) havearbejde. Tildeling sker på pris.", Form::kItem),
      ElementsAre("rengøring", "havearbejde."));
}

TEST(SegmenterTest, LotsHoldEverythingUpToTheNext) {
  EXPECT_THAT(PassagesOf("Intro. Delaftale 1: Rengøring.\nDaglig.\nDelaftale 2: Have.", Form::kLot),
              ElementsAre("Delaftale 1: Rengøring.\nDaglig.", "Delaftale 2: Have."));
  EXPECT_THAT(PassagesOf("Los 1 – Reinigung. Los 2 – Garten.", Form::kLot),
              ElementsAre("Los 1 – Reinigung.", "Los 2 – Garten."));
}

TEST(SegmenterTest, BuyersOfFiveLanguagesLabelTheirLotsWithManyWords) {
  for (const std::string_view word :
       {"Delaftale", "Work package", "Category", "Contract", "Fachlos", "Leistungsbereich", "Paket",
        "Position", "Anbudsområde", "Arbetspaket", "Kontrakt", "Bydel", "Stadtteil", "Perceel"}) {
    const std::string first = std::string(word) + " A: vask";
    const std::string second = std::string(word) + " B: vask";
    EXPECT_THAT(PassagesOf(first + "\n" + second, Form::kLot), ElementsAre(first, second));
  }
}

TEST(SegmenterTest, OptionsBesideABaseAreLots) {
  EXPECT_THAT(PassagesOf("Hovedydelse: Kantine. Option 1: Kaffe. Option 2: Frugt.", Form::kLot),
              ElementsAre("Hovedydelse: Kantine.", "Option 1: Kaffe.", "Option 2: Frugt."));
  EXPECT_THAT(PassagesOf("Core requirement: Cleaning.\nOption: Laundry.", Form::kLot),
              ElementsAre("Core requirement: Cleaning.", "Option: Laundry."));
}

TEST(SegmenterTest, OptionsAloneAndOptionsToExtendAreNoLots) {
  EXPECT_THAT(PassagesOf("Kantine. Option 1: Kaffe. Option 2: Frugt.", Form::kLot), IsEmpty());
  EXPECT_THAT(PassagesOf("Hovedydelse: Kantine.\nOption 1: Forlængelse med et år.", Form::kLot),
              IsEmpty());
}

TEST(SegmenterTest, ANumberRestatedInAnotherWordNamesNoSecondLot) {
  EXPECT_THAT(PassagesOf("Lot 1: Category 1. Taxis\nLot 2: Category 2. Buses", Form::kLot),
              ElementsAre("Lot 1: Category 1. Taxis", "Lot 2: Category 2. Buses"));
  EXPECT_THAT(PassagesOf("Sub-contract A: taxis\nSub-contract B: buses", Form::kLot), IsEmpty());
}

TEST(SegmenterTest, AMereReferenceToLotsIsNoLot) {
  EXPECT_THAT(PassagesOf("Der kan bydes på delaftale 1 og delaftale 2 samlet.", Form::kLot),
              IsEmpty());
}

TEST(SegmenterTest, TableRowsAndHeadings) {
  EXPECT_THAT(PassagesOf("Fag | Beløb\nMurer | 100\nMaler | 200", Form::kRow),
              ElementsAre("Fag | Beløb", "Murer | 100", "Maler | 200"));
  EXPECT_THAT(PassagesOf("Rengøring\nDer gøres rent hver dag i alle lokaler.", Form::kHeading),
              ElementsAre("Rengøring"));
}

TEST(SegmenterTest, SegmentsNeverOverlapAndHoldEveryLetter) {
  for (const std::string_view original :
       {"Intro:\n- a b c\n- d e f\nSlut her. Mere.", "1. En\n2. To\nText efter",
        "Delaftale 1: x\nDelaftale 2: y", "A\tB\nC\tD"}) {
    const Text text(original);
    std::size_t at = 0;
    for (const Segment& segment : FindSegments(text)) {
      EXPECT_LE(at, segment.range.begin) << original;
      for (; at < segment.range.begin; ++at) {
        const bool marker = text.IsLetter(at) && !text.IsLetter(at + 1);
        EXPECT_TRUE(!text.IsLetter(at) || marker) << original << " at " << at;
      }
      at = segment.range.end;
    }
  }
}

}  // namespace
}  // namespace sambyd::breakdown
