#include "lib/breakdown/breakdown.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/breakdown/breakdown_fixture.h"

namespace sambyd::breakdown {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

LotText LotWith(std::string_view description) {
  LotText lot;
  lot.description = description;
  lot.language = "DAN";
  lot.cpv_main = domain::CpvCode::Parse("79993000");
  return lot;
}

Breakdown BreakDownText(std::string_view description) {
  return BreakDown(LotWith(description), Words());
}

std::vector<std::string> CodesOf(const Breakdown& breakdown) {
  std::vector<std::string> codes;
  for (const Part& part : breakdown.parts) codes.push_back(part.cpv.front().ToString());
  return codes;
}

std::vector<std::string> EvidenceOf(std::string_view description) {
  std::vector<std::string> texts;
  for (const Part& part : BreakDownText(description).parts) {
    for (const Span& span : part.evidence) {
      texts.emplace_back(description.substr(span.begin, span.end - span.begin));
    }
  }
  return texts;
}

TEST(BreakdownTest, AnEnumerationGivesOnePartForEachKindOfWork) {
  const auto breakdown =
      BreakDownText("Opgaven omfatter rengøring, vinduespudsning og havearbejde.");
  EXPECT_THAT(CodesOf(breakdown), ElementsAre("90910000", "90911300", "77310000"));
  EXPECT_EQ(breakdown.no_split, NoSplitReason::kSplit);
}

TEST(BreakdownTest, EvidenceIsTheWordsThatNameThePart) {
  EXPECT_THAT(EvidenceOf("Opgaven omfatter rengøring af skoler, vinduespudsning og havearbejde."),
              ElementsAre("rengøring af skoler", "vinduespudsning", "havearbejde."));
}

TEST(BreakdownTest, CompoundsThatShareAHeadAreReadWithIt) {
  EXPECT_THAT(CodesOf(BreakDownText("Entreprisen omfatter murer-, tømrer- og malerarbejde.")),
              ElementsAre("45262500", "45422000", "45442100"));
}

TEST(BreakdownTest, ItemsOfOneKindBecomeOnePart) {
  const auto breakdown = BreakDownText(
      "Følgende udføres:\n- støvsugning\n- gulvvask\n- vinduespolering\n- hovedrengøring");
  ASSERT_EQ(breakdown.parts.size(), 2u);
  EXPECT_EQ(breakdown.parts[0].evidence.size(), 3u);
}

TEST(BreakdownTest, AListItemIsOnePartUnlessItNamesTradesOnly) {
  EXPECT_THAT(EvidenceOf("Der skal udføres:\n- Rengøring af telte, hegn, borde og bænke\n- "
                         "El- og malerarbejde\n- Havearbejde"),
              ElementsAre("Rengøring af telte, hegn, borde og bænke", "El-", "malerarbejde",
                          "Havearbejde"));
}

TEST(BreakdownTest, SharesInWordsOfSomethingElseAreNoParts) {
  EXPECT_THAT(EvidenceOf("Overskuddet deles: halvdelen går til kommunen, halvdelen bliver hos "
                         "leverandøren til oplæring."),
              IsEmpty());
}

TEST(BreakdownTest, ClausesJoinedByMeanwhileAreWorkOfEqualRank) {
  EXPECT_THAT(CodesOf(BreakDownText("Vejbrøndene tømmes én gang årligt, mens vinduerne pudses "
                                    "hvert kvartal.")),
              ElementsAre("90640000", "90911300"));
}

TEST(BreakdownTest, WhatComesWithAThingEndsAtTheNextTask) {
  EXPECT_THAT(CodesOf(BreakDownText("Opgaven omfatter udskiftning af vinduer med nye karme, "
                                    "rengøring af gange og pleje af bede.")),
              ElementsAre("45421100", "90910000", "77310000"));
}

TEST(BreakdownTest, AColumnCalledBudgetIsReadInTheCurrencyOfTheText) {
  const auto breakdown = BreakDownText(
      "Samlet ramme er 900.000 kr.\n\nYdelse | Budget\nRengøring | 600.000\nHavearbejde | 300.000");
  ASSERT_EQ(breakdown.parts.size(), 2U);
  EXPECT_EQ(breakdown.parts[0].stated_ore, 60'000'000);
}

TEST(BreakdownTest, WeightsOfAwardCriteriaAndSumsOfTablesAreNoParts) {
  EXPECT_THAT(EvidenceOf("Der købes en fejemaskine. Pris (70 %), service (20 %) og miljø (10 %)."),
              IsEmpty());
  EXPECT_THAT(CodesOf(BreakDownText(
                  "Ydelse | Andel\nGræsklipning | 60 %\nVinduespudsning | 40 %\nI alt | 100 %")),
              ElementsAre("77310000", "90911300"));
}

TEST(BreakdownTest, WorkOfOneKindStaysApartWhereEachHasItsShare) {
  const auto breakdown = BreakDownText(
      "Kontrakten omfatter eftersyn af køleanlæg (60 pct. af værdien) og service på "
      "ventilationsanlæg (40 pct. af værdien).");
  EXPECT_EQ(breakdown.parts.size(), 2U);
}

TEST(BreakdownTest, PartsThatOnlyNameAPlaceKeepTheLotsCode) {
  auto lot =
      LotWith("Opgaven er fordelt på Aarhus Kommune (60 pct.) og Horsens Kommune (40 pct.).");
  lot.cpv_main = domain::CpvCode::Parse("77310000");
  const auto breakdown = BreakDown(lot, Words());
  ASSERT_EQ(breakdown.parts.size(), 2U);
  EXPECT_EQ(breakdown.parts[0].rule, Rule::kPlaces);
  EXPECT_THAT(CodesOf(breakdown), ElementsAre("77310000", "77310000"));
}

TEST(BreakdownTest, LotsOfTheTextStayApartEvenForTheSameWork) {
  const auto breakdown =
      BreakDownText("Delaftale 1: Rengøring i Aarhus Kommune. Delaftale 2: Rengøring i Horsens.");
  ASSERT_EQ(breakdown.parts.size(), 2u);
  EXPECT_EQ(breakdown.parts[0].places.front().code(), "0751");
  EXPECT_EQ(breakdown.parts[1].places.front().code(), "0615");
  EXPECT_TRUE(breakdown.parts[0].place_stated);
}

TEST(BreakdownTest, WorkDividedByPlaceIsSplitByPlace) {
  const auto breakdown = BreakDownText(
      "Rengøringen er fordelt på Aarhus Kommune (60 pct.) og Horsens Kommune (40 pct.).");
  ASSERT_EQ(breakdown.parts.size(), 2u);
  EXPECT_EQ(breakdown.parts[0].rule, Rule::kPlaces);
}

TEST(BreakdownTest, DetailsBelongToWhatTheyExplain) {
  EXPECT_THAT(
      EvidenceOf(
          "Opgaven omfatter rengøring, herunder vinduespolering og gulvvask, samt catering."),
      ElementsAre("rengøring, herunder vinduespolering og gulvvask", "catering."));
}

TEST(BreakdownTest, ObjectsOfOneServiceAreNoParts) {
  const auto breakdown =
      BreakDownText("Opgaven omfatter rengøring af skoler, kantiner, legepladser og haller.");
  EXPECT_THAT(breakdown.parts, IsEmpty());
  EXPECT_EQ(breakdown.no_split, NoSplitReason::kOneTask);
}

TEST(BreakdownTest, AClauseAboutTheWorkBeforeItIsNoPart) {
  EXPECT_THAT(EvidenceOf("Opgaven omfatter polstring af stole, rengøring af borde og opbevaring på "
                         "lager, til en institution bestiller dem."),
              ElementsAre("polstring af stole", "rengøring af borde",
                          "opbevaring på lager, til en institution bestiller dem."));
}

TEST(BreakdownTest, DeliveryAddressesOfOneServiceAreNoParts) {
  const auto breakdown = BreakDownText(
      "Der leveres frugt til følgende adresser:\n- Skolegade 4, 8000 Aarhus C\n"
      "- Torvet 2, 8700 Horsens\n- Havnen 1, 8600 Silkeborg");
  EXPECT_THAT(breakdown.parts, IsEmpty());
  EXPECT_EQ(breakdown.no_split, NoSplitReason::kOnePlaceList);
}

TEST(BreakdownTest, FeaturesDemandsAndMembersAreNoParts) {
  for (const std::string_view text :
       {"Maskinen skal være udstyret med:\n- varme\n- belysning\n- vaskeanlæg",
        "Leverandøren skal dokumentere erfaring med rengøring, catering og vagttjeneste.",
        "Udbuddet gennemføres på vegne af følgende:\n- Ishøj Kommune\n- Greve Kommune"}) {
    EXPECT_THAT(BreakDownText(text).parts, IsEmpty()) << text;
  }
}

TEST(BreakdownTest, TheProcedureGivesNoParts) {
  const auto breakdown = BreakDownText(
      "Tilbudsfristen er den 1. marts. Tildelingskriteriet er laveste pris. Klage kan indgives til "
      "Klagenævnet for Udbud.");
  EXPECT_THAT(breakdown.parts, IsEmpty());
  EXPECT_EQ(breakdown.no_split, NoSplitReason::kBoilerplate);
}

TEST(BreakdownTest, ATextThatForbidsDivisionIsObeyed) {
  const auto breakdown =
      BreakDownText("Opgaven omfatter rengøring og vinduespolering. Kontrakten kan ikke opdeles.");
  EXPECT_EQ(breakdown.no_split, NoSplitReason::kDeclared);
}

TEST(BreakdownTest, WhatIsNotPartOfTheContractIsNoPart) {
  EXPECT_THAT(BreakDownText("Opgaven omfatter rengøring og catering. Vinduespolering er ikke "
                            "omfattet.")
                  .parts.size(),
              2u);
}

TEST(BreakdownTest, OtherTasksBecomeTheRemainder) {
  const auto breakdown =
      BreakDownText("Følgende udføres:\n- rengøring\n- havearbejde\n- øvrige opgaver efter aftale");
  ASSERT_EQ(breakdown.parts.size(), 3u);
  EXPECT_TRUE(breakdown.parts[2].is_remainder);
  EXPECT_EQ(breakdown.parts[2].cpv.front().ToString(), "79993000");
}

TEST(BreakdownTest, FiguresOfALaterSentenceGoToTheWorkTheyNameThere) {
  LotText lot = LotWith(
      "Opgaven omfatter rengøring og vinduespolering. Rengøring udgør 75 pct. af opgaven, og "
      "vinduespolering udgør 25 pct.");
  lot.value_ore = 1'000'000;
  const auto breakdown = BreakDown(lot, Words());
  ASSERT_EQ(breakdown.parts.size(), 2u);
  EXPECT_EQ(breakdown.parts[0].stated_ore, 750'000);
  EXPECT_EQ(breakdown.parts[1].stated_ore, 250'000);
}

TEST(BreakdownTest, APartWithoutAClearCodeKeepsTheLotsOwn) {
  const auto breakdown =
      BreakDownText("Følgende udføres:\n- rengøring\n- havearbejde\n- xyzzyt plugh");
  ASSERT_EQ(breakdown.parts.size(), 3u);
  EXPECT_EQ(breakdown.parts[2].cpv.front().ToString(), "79993000");
  EXPECT_EQ(breakdown.parts[2].confidence_bp, 0);
}

TEST(BreakdownTest, TheTitleIsReadWhenThereIsNothingElse) {
  LotText lot = LotWith("");
  lot.title = "Rengøring og vinduespolering";
  const auto breakdown = BreakDown(lot, Words());
  ASSERT_EQ(breakdown.parts.size(), 2u);
  EXPECT_EQ(breakdown.parts[0].evidence[0].source, Source::kTitle);
}

TEST(BreakdownTest, EvidenceInTheAdditionalInformationPointsThere) {
  LotText lot = LotWith("Opgaven omfatter rengøring.");
  lot.additional_information = "Desuden udføres vinduespolering.";
  const auto breakdown = BreakDown(lot, Words());
  ASSERT_EQ(breakdown.parts.size(), 2u);
  const Span span = breakdown.parts[1].evidence[0];
  EXPECT_EQ(span.source, Source::kAdditionalInformation);
  EXPECT_EQ(lot.additional_information.substr(span.begin, 15), "vinduespolering");
}

TEST(BreakdownTest, ReasonsNameTheWordsTheCodeAndTheValueInBothLanguages) {
  LotText lot = LotWith("Opgaven omfatter rengøring (400.000 kr.) og havearbejde.");
  lot.value_ore = 100'000'000;
  const Part part = BreakDown(lot, Words()).parts.front();
  EXPECT_THAT(part.reason_da, HasSubstr("rengøring"));
  EXPECT_THAT(part.reason_da, HasSubstr("CPV 90910000"));
  EXPECT_THAT(part.reason_da, HasSubstr("400.000 DKK (beløbet står i teksten)"));
  EXPECT_THAT(part.reason_en, HasSubstr("400,000 DKK (the text gives the amount)"));
}

TEST(BreakdownTest, TheVersionNamesTheRulesAndTheClassifier) {
  EXPECT_EQ(BreakDownText("").version, "rules-4+keyword-1");
}

std::vector<std::int64_t> StatedOf(const Breakdown& breakdown) {
  std::vector<std::int64_t> stated;
  for (const Part& part : breakdown.parts) stated.push_back(part.stated_ore.value_or(-1));
  return stated;
}

TEST(BreakdownTest, AmountsByLetterBelongToTheItemsOfTheList) {
  EXPECT_THAT(StatedOf(BreakDownText("Aftalen omfatter (a) snerydning, (b) kantinedrift og (c) "
                                     "rengøring. Anslået værdi: (a) 900.000 kr., (b) 2.100.000 "
                                     "kr., (c) 450.000 kr.")),
              ElementsAre(90'000'000, 210'000'000, 45'000'000));
}

TEST(BreakdownTest, RespectivelyGivesTheAmountsInTheOrderOfTheWork) {
  EXPECT_THAT(StatedOf(BreakDownText("Ydelserne er kantinedrift og rengøring. Den årlige værdi er "
                                     "hhv. 2,4 mio. kr. og 1,1 mio. kr.")),
              ElementsAre(240'000'000, 110'000'000));
  EXPECT_THAT(StatedOf(BreakDownText("The contract is for snow removal and catering, with values "
                                     "of DKK 180,000 and DKK 420,000 respectively.")),
              ElementsAre(18'000'000, 42'000'000));
}

TEST(BreakdownTest, AColumnOfBareNumbersIsReadInTheCurrencyOfItsHeading) {
  EXPECT_THAT(StatedOf(BreakDownText("Ydelse | Mængde | Beløb i DKK\nSnerydning | 12 ture | "
                                     "840.000\nSkurby, leje | 18 mdr. | 310.000")),
              ElementsAre(84'000'000, 31'000'000));
}

TEST(BreakdownTest, ItemsThatAllHaveAnAmountArePartsThoughTheirTradeIsUnknown) {
  EXPECT_THAT(BreakDownText("Opgaven består af:\n- Blyforgyldning, 200.000 kr.\n- Klokkestøbning, "
                            "300.000 kr.")
                  .parts,
              ::testing::SizeIs(2));
  EXPECT_THAT(
      BreakDownText("Opgaven består af:\n- Blyforgyldning, 200.000 kr.\n- Klokkestøbning").parts,
      IsEmpty());
}

TEST(BreakdownTest, WorkWithoutATradeWordStandsForItselfAmongOtherTrades) {
  EXPECT_THAT(EvidenceOf("Kommunen søger leverandører af rengøring, snerydning og forgyldning af "
                         "kirkespir."),
              ElementsAre("rengøring", "snerydning", "forgyldning af kirkespir."));
}

TEST(BreakdownTest, AnAsideCountsOnlyWhereTheTextIsDividedAnyway) {
  EXPECT_THAT(BreakDownText("Opgaven omfatter kantinedrift. Gulve vaskes af kommunen.").parts,
              IsEmpty());
  EXPECT_THAT(CodesOf(BreakDownText("Opgaven omfatter kantinedrift og snerydning. Vagter bemander "
                                    "indgangen.")),
              ElementsAre("55510000", "90620000", "79713000"));
}

TEST(BreakdownTest, DemandsOnTheTenderStayWholeEvenWhereTheyNameTrades) {
  EXPECT_THAT(
      BreakDownText("Ansøger skal vedlægge: a) erklæring om omsætning, b) tre referencer på "
                    "snerydning, rengøring eller fejning, c) kopi af forsikring.")
          .parts,
      IsEmpty());
  EXPECT_THAT(BreakDownText("Tenders will be evaluated on: a) methodology for cleaning and "
                            "catering, 40 points; b) price, 60 points.")
                  .parts,
              IsEmpty());
  EXPECT_THAT(BreakDownText("Etablering af én legeplads bestående af gynger, hegn, belægning og "
                            "beplantning.")
                  .parts,
              IsEmpty());
}

TEST(BreakdownTest, RepairedGoodsAreWorkWithTheCodeOfTheRepair) {
  EXPECT_THAT(
      CodesOf(BreakDownText("Opgaven omfatter vinduespolering og reparation af kørestole.")),
      ElementsAre("90911300", "50421000"));
}

TEST(BreakdownTest, ActionsOnObjectsOfTheirOwnArePartsThoughTheirTradesAreUnknown) {
  constexpr std::string_view kText =
      "Opgaverne er:\n- fremstilling af brikker\n- udlevering af nøgler\n- tælling af stemmer";
  EXPECT_EQ(BreakDownText(kText).parts.size(), 3u);
}

TEST(BreakdownTest, StepsTowardsOneResultAreNoParts) {
  EXPECT_THAT(BreakDownText("Facaden skal renoveres. Entreprenøren skal opstille stillads, afrense "
                            "murværket og til sidst rydde op.")
                  .parts,
              IsEmpty());
}

TEST(BreakdownTest, SentencesThatBeginWithAPlaceAndItsAmountDivideByPlace) {
  const Breakdown breakdown = BreakDownText(
      "Upphandlingen avser skolskjuts. Uppsala län: 6 500 000 SEK. Dalarnas län: 3 900 000 SEK.");
  ASSERT_EQ(breakdown.parts.size(), 2u);
}

TEST(BreakdownTest, LotsAreFoundByTheirOrdinalWord) {
  EXPECT_THAT(
      BreakDownText("The first lot concerns paving. The second lot concerns fencing.").parts,
      ::testing::SizeIs(2));
}

TEST(BreakdownTest, QuantitiesOfOneUnitDivideTheValueButAreNoStatedAmounts) {
  LotText lot = LotWith(
      "Rengøringen er delt i to distrikter. Distrikt Nord: 3.000 m². Distrikt Syd: 1.000 m².");
  lot.value_ore = 400'000;
  const Breakdown breakdown = BreakDown(lot, Words());
  ASSERT_EQ(breakdown.parts.size(), 2u);
  EXPECT_EQ(breakdown.parts[0].value_ore, 300'000);
  EXPECT_EQ(breakdown.parts[1].value_ore, 100'000);
  EXPECT_EQ(breakdown.parts[0].value_basis, ValueBasis::kShareGiven);
  EXPECT_FALSE(breakdown.parts[0].stated_ore);
}

TEST(BreakdownTest, OfTwoPhrasesForOneWordTheLongerCounts) {
  EXPECT_THAT(CodesOf(BreakDownText("Opgaven omfatter kantinedrift, og vejene saltes.")),
              ElementsAre("55510000", "90620000"));
}

}  // namespace
}  // namespace sambyd::breakdown
