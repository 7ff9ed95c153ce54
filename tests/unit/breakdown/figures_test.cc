#include "lib/breakdown/figures.h"

#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sambyd::breakdown {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::int64_t> ValuesOf(std::string_view original, Figure::Kind kind) {
  const Text text(original);
  std::vector<std::int64_t> values;
  for (const Figure& figure : FindFigures(text, {0, text.size()})) {
    if (figure.kind == kind) values.push_back(figure.value);
  }
  return values;
}

std::vector<std::int64_t> Amounts(std::string_view text) {
  return ValuesOf(text, Figure::Kind::kAmount);
}
std::vector<std::int64_t> Shares(std::string_view text) {
  return ValuesOf(text, Figure::Kind::kShare);
}
std::vector<std::int64_t> Quantities(std::string_view text) {
  return ValuesOf(text, Figure::Kind::kQuantity);
}

TEST(FiguresTest, AmountsInDanishNotation) {
  EXPECT_THAT(Amounts("ca. 2,5 mio. kr."), ElementsAre(250'000'000));
  EXPECT_THAT(Amounts("DKK 1.200.000"), ElementsAre(120'000'000));
  EXPECT_THAT(Amounts("kr. 500.000,50 om året"), ElementsAre(50'000'050));
  EXPECT_THAT(Amounts("1 200 000 kroner"), ElementsAre(120'000'000));
  EXPECT_THAT(Amounts("750.000,- pr. år"), ElementsAre(75'000'000));
  EXPECT_THAT(Amounts("350 t.kr."), ElementsAre(35'000'000));
}

TEST(FiguresTest, ATabSeparatesTheNumbersOfARow) {
  EXPECT_THAT(Amounts("Skabe\t200\t600.000 kr."), ElementsAre(60'000'000));
}

TEST(FiguresTest, AmountsInEnglishAndGermanNotation) {
  EXPECT_THAT(Amounts("DKK 1,200,000.00"), ElementsAre(120'000'000));
  EXPECT_THAT(Amounts("EUR 2.5 million"), ElementsAre(250'000'000));
  EXPECT_THAT(Amounts("€450,000"), ElementsAre(45'000'000));
  EXPECT_THAT(Amounts("80.000 EUR"), ElementsAre(8'000'000));
  EXPECT_THAT(Amounts("1,5 Millionen Euro"), ElementsAre(150'000'000));
}

TEST(FiguresTest, SharesInWordsCountWhereTheyMakeUpTheWhole) {
  EXPECT_THAT(Shares("halvdelen er snerydning, en fjerdedel fejning og en fjerdedel tømning"),
              ElementsAre(5000, 2500, 2500));
  EXPECT_THAT(Shares("two thirds cleaning and one third catering"), ElementsAre(6667, 3333));
  EXPECT_THAT(Shares("ein Drittel Mauern, ein Drittel Putzen, ein Drittel Malen"),
              ElementsAre(3333, 3333, 3333));
  EXPECT_THAT(Shares("Halvdelen af møblerne kan reddes."), IsEmpty());
}

TEST(FiguresTest, TheRestIsWhatTheOtherSharesLeave) {
  EXPECT_THAT(Shares("ca. 60 pct. af opgaven, vinduer 15 pct. af opgaven og resten er haver"),
              ElementsAre(6000, 1500, 2500));
  EXPECT_THAT(Shares("60 % økologi, resten konventionelt"), IsEmpty());
  EXPECT_THAT(Shares("Resten af opgaverne aftales."), IsEmpty());
}

TEST(FiguresTest, ARangeOfAmountsGivesItsMiddle) {
  EXPECT_THAT(Amounts("2-3 mio. kr."), ElementsAre(250'000'000));
  EXPECT_THAT(Amounts("mellem 2.500.000 DKK og 3.000.000 DKK"), ElementsAre(275'000'000));
}

TEST(FiguresTest, PricesAreNoAmounts) {
  EXPECT_THAT(Amounts("højst 28 kr. for en varm ret"), IsEmpty());
  EXPECT_THAT(Amounts("1.250 kr. pr. time"), IsEmpty());
}

TEST(FiguresTest, DatesAndTelephoneNumbersAreNoAmounts) {
  EXPECT_THAT(Amounts("den 12.05.2027 kl. 12.00"), IsEmpty());
  EXPECT_THAT(Amounts("tlf. 98 76 54 32"), IsEmpty());
}

TEST(FiguresTest, NumbersTooLargeForMoneyAreLeftOut) {
  EXPECT_THAT(Amounts("kr. 99.999.999.999.999.999"), IsEmpty());
  EXPECT_THAT(Amounts("DKK 99999999999999999999999999"), IsEmpty());
  EXPECT_THAT(Amounts("900000 mia. kr."), IsEmpty());
}

TEST(FiguresTest, SharesOfTheTask) {
  EXPECT_THAT(Shares("ca. 40 pct. af opgaven"), ElementsAre(4000));
  EXPECT_THAT(Shares("rengøring (12,5 %)"), ElementsAre(1250));
  EXPECT_THAT(Shares("25 pct. er grafisk design"), ElementsAre(2500));
}

TEST(FiguresTest, PercentagesOfOtherThingsAreNoShares) {
  EXPECT_THAT(Shares("60 % økologi"), IsEmpty());
  EXPECT_THAT(Shares("mindst 30 % af de ansatte"), IsEmpty());
  EXPECT_THAT(Shares("under 30 % af prisen"), IsEmpty());
  EXPECT_THAT(Shares("25 % moms"), IsEmpty());
}

TEST(FiguresTest, Quantities) {
  EXPECT_THAT(Quantities("12.000 m²"), ElementsAre(12'000'000));
  EXPECT_THAT(Quantities("400 timer"), ElementsAre(400'000));
}

TEST(FiguresTest, YearlyAndTotalAmountsAreMarked) {
  const Text text("1,2 mio. kr. pr. år, i alt 4,8 mio. kr.");
  const auto figures = FindFigures(text, {0, text.size()});
  ASSERT_EQ(figures.size(), 2u);
  EXPECT_TRUE(figures[0].yearly);
  EXPECT_FALSE(figures[0].total);
  EXPECT_TRUE(figures[1].total);
}

TEST(FiguresTest, SharesThatMakeUpTheWholeAreOfTheTaskWithoutSayingSo) {
  EXPECT_THAT(Shares("ca. 45 % vejbelysning, 40 % asfalt og 15 % afstribning"),
              ElementsAre(4500, 4000, 1500));
  EXPECT_THAT(Shares("ca. 45 % økologi og 15 % genbrug"), IsEmpty());
}

TEST(FiguresTest, MultiplierAndCurrencyInOneWord) {
  EXPECT_THAT(Amounts("1,1 mkr"), ElementsAre(110'000'000));
  EXPECT_THAT(Amounts("650 tkr"), ElementsAre(65'000'000));
  EXPECT_THAT(Amounts("(£35k)"), ElementsAre(3'500'000));
}

}  // namespace
}  // namespace sambyd::breakdown
