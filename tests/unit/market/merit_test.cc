#include "lib/market/merit.h"

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "lib/base/error.h"

namespace sambyd::market {
namespace {

int Fit(std::string_view needed, std::string_view offered) {
  return CpvFit(*domain::CpvCode::Parse(needed), *domain::CpvCode::Parse(offered));
}

int Near(std::string_view home, const std::vector<std::string_view>& places) {
  std::vector<domain::Place> parsed;
  for (const std::string_view place : places) parsed.push_back(*domain::Place::Parse(place));
  return Proximity(domain::Place::Parse(home).value_or(domain::Place()), parsed);
}

TEST(MeritTest, ACodeFitsItselfBestAndLosesAHundredForEachDigitOfDistance) {
  EXPECT_EQ(Fit("90919200", "90919200"), 1000);
  EXPECT_EQ(Fit("90919200", "90919000"), 900);
  EXPECT_EQ(Fit("90919000", "90919200"), 900);
  EXPECT_EQ(Fit("90919200", "90000000"), 600);
}

TEST(MeritTest, CodesThatDoNotCoverEachOtherDoNotFit) {
  EXPECT_EQ(Fit("90919200", "90910001"), 0);
  EXPECT_EQ(Fit("90919200", "55520000"), 0);
}

TEST(MeritTest, ProximityFallsWithTheRegionThatIsShared) {
  EXPECT_EQ(Near("0751", {"0751"}), 1000);   // Aarhus in Aarhus
  EXPECT_EQ(Near("0751", {"DK042"}), 1000);  // Aarhus lies in Østjylland
  EXPECT_EQ(Near("0751", {"0615"}), 800);    // Horsens is in Østjylland too
  EXPECT_EQ(Near("0751", {"DK041"}), 600);
  EXPECT_EQ(Near("0751", {"0101"}), 400);
  EXPECT_EQ(Near("DK042", {"0751"}), 800);  // a home known by its region only
  EXPECT_EQ(Near("SE224", {"0751"}), 0);
}

TEST(MeritTest, TheFarthestPlaceCountsAndNoPlaceIsNear) {
  EXPECT_EQ(Near("0751", {"0751", "0101"}), 400);
  EXPECT_EQ(Near("0751", {}), 1000);
  EXPECT_EQ(Near("", {"0751"}), 0);
}

TEST(MeritTest, MeritIsTheWeightedMeanRoundedDown) {
  const MeritParts parts = {
      .cpv_fit = 1000, .quality = 701, .delivery_reliability = 0, .proximity = 3};
  EXPECT_EQ(Blend({.cpv_fit = 1, .quality = 1, .delivery_reliability = 1, .proximity = 0}, parts),
            567);
  EXPECT_EQ(
      Blend({.cpv_fit = 0, .quality = 1000, .delivery_reliability = 0, .proximity = 0}, parts),
      701);
  EXPECT_EQ(Blend({}, {1000, 1000, 1000, 1000}), 1000);
}

TEST(MeritTest, WeightsOutOfRangeAreRefusedByName) {
  EXPECT_TRUE(Validate(MeritWeights()).ok());
  const auto negative = RefusalOf(Validate({.quality = -1}));
  ASSERT_TRUE(negative.has_value());
  EXPECT_EQ(negative->violations[0].field, "quality");
  EXPECT_FALSE(Validate({.cpv_fit = 1001}).ok());
  EXPECT_FALSE(Validate({0, 0, 0, 0}).ok());
}

}  // namespace
}  // namespace sambyd::market
