#include "lib/breakdown/values.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sambyd::breakdown {
namespace {

using ::testing::ElementsAre;

Figure Amount(std::int64_t ore) {
  Figure figure;
  figure.kind = Figure::Kind::kAmount;
  figure.value = ore;
  figure.unit = "DKK";
  return figure;
}

Figure Share(std::int64_t basis_points) {
  Figure figure;
  figure.kind = Figure::Kind::kShare;
  figure.value = basis_points;
  return figure;
}

LotText LotWorth(std::int64_t ore) {
  LotText lot;
  lot.value_ore = ore;
  return lot;
}

std::vector<std::int64_t> Values(const std::vector<Part>& parts) {
  std::vector<std::int64_t> values;
  for (const Part& part : parts) values.push_back(part.value_ore.value_or(-1));
  return values;
}

TEST(ApportionTest, TheLargestRemainderGetsTheLastOre) {
  EXPECT_THAT(Apportion(100, std::vector<std::int64_t>{1, 1, 1}), ElementsAre(34, 33, 33));
  EXPECT_THAT(Apportion(10, std::vector<std::int64_t>{1, 5}), ElementsAre(2, 8));
  EXPECT_THAT(Apportion(7, std::vector<std::int64_t>{0, 3}), ElementsAre(0, 7));
}

TEST(ApportionTest, SumsExactlyAndStaysWithinOneOfTheQuotaForRandomWeights) {
  const unsigned seed = 20260101;
  std::mt19937_64 random(seed);
  for (int round = 0; round < 2000; ++round) {
    const std::int64_t total = static_cast<std::int64_t>(random() % 1'000'000'000'000);
    std::vector<std::int64_t> weights(1 + random() % 12);
    for (std::int64_t& weight : weights) weight = static_cast<std::int64_t>(random() % 100'000);
    weights.front() += 1;
    const auto values = Apportion(total, weights);
    const auto sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    ASSERT_EQ(std::accumulate(values.begin(), values.end(), std::int64_t{0}), total)
        << "seed " << seed << " round " << round;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const long double quota = static_cast<long double>(total) * weights[i] / sum;
      ASSERT_LT(std::abs(static_cast<long double>(values[i]) - quota), 1.0L)
          << "seed " << seed << " round " << round;
    }
  }
}

TEST(ShareValueTest, GivenAmountsLeaveARemainder) {
  std::vector<Part> parts(2);
  ShareValue(LotWorth(1000'00),
             std::vector<std::vector<Figure>>{{Amount(300'00)}, {Amount(500'00)}}, parts);
  EXPECT_THAT(Values(parts), ElementsAre(300'00, 500'00, 200'00));
  EXPECT_TRUE(parts[2].is_remainder);
  EXPECT_EQ(parts[0].value_basis, ValueBasis::kAmountGiven);
}

TEST(ShareValueTest, UnknownPartsShareWhatIsLeftEqually) {
  std::vector<Part> parts(3);
  ShareValue(LotWorth(1000'01), std::vector<std::vector<Figure>>{{Share(4000)}, {}, {}}, parts);
  EXPECT_THAT(Values(parts), ElementsAre(400'00, 300'01, 300'00));
  EXPECT_EQ(parts[0].value_basis, ValueBasis::kShareGiven);
  EXPECT_EQ(parts[1].value_basis, ValueBasis::kEqualSplit);
  EXPECT_FALSE(parts[1].stated_ore);
}

TEST(ShareValueTest, AmountsBeyondTheLotOnlySetTheProportions) {
  std::vector<Part> parts(2);
  ShareValue(LotWorth(100), std::vector<std::vector<Figure>>{{Amount(300)}, {Amount(100)}}, parts);
  EXPECT_THAT(Values(parts), ElementsAre(75, 25));
  EXPECT_EQ(parts[0].stated_ore, 300);
}

TEST(ShareValueTest, YearlyAmountsCountForThePeriodOfATotal) {
  LotText lot = LotWorth(400'00);
  lot.period.months = 48;
  Figure yearly = Amount(25'00);
  yearly.yearly = true;
  std::vector<Part> parts(2);
  ShareValue(lot, std::vector<std::vector<Figure>>{{yearly}, {}}, parts);
  EXPECT_THAT(Values(parts), ElementsAre(100'00, 300'00));
}

TEST(ShareValueTest, WithoutALotValueOnlyAmountsAreKnown) {
  std::vector<Part> parts(2);
  ShareValue(LotText(), std::vector<std::vector<Figure>>{{Amount(300)}, {Share(5000)}}, parts);
  EXPECT_EQ(parts[0].value_ore, 300);
  EXPECT_FALSE(parts[1].value_ore);
  EXPECT_EQ(parts.size(), 2u);
}

TEST(ShareValueTest, AmountsInAnotherCurrencyAreNotUsed) {
  LotText lot = LotWorth(1000);
  lot.currency = "EUR";
  std::vector<Part> parts(2);
  ShareValue(lot, std::vector<std::vector<Figure>>{{Amount(300)}, {}}, parts);
  EXPECT_THAT(Values(parts), ElementsAre(500, 500));
}

}  // namespace
}  // namespace sambyd::breakdown
