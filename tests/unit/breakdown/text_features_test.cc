#include "lib/breakdown/text_features.h"

#include <algorithm>
#include <set>
#include <string>

#include <gmock/gmock.h>

namespace sambyd::breakdown {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::set<std::uint32_t> Ids(std::string_view text) {
  std::set<std::uint32_t> ids;
  for (const TextFeature& feature : ExtractFeatures(text)) ids.insert(feature.id);
  return ids;
}

TEST(TextFeaturesTest, WordsAreRunsOfLettersAndDigitsInLowerCase) {
  EXPECT_THAT(FoldedWords("Maler-, TØMRER og 12 m2 gulv!"),
              ElementsAre(U"maler", U"tømrer", U"og", U"m2", U"gulv"));
}

TEST(TextFeaturesTest, CognatesOfTheLanguagesMeet) {
  EXPECT_EQ(FoldedWords("Möbler"), FoldedWords("møbler"));
  EXPECT_EQ(FoldedWords("läkare"), FoldedWords("lækare"));
  EXPECT_THAT(FoldedWords("café Ångström"), ElementsAre(U"cafe", U"ångstrøm"));
}

TEST(TextFeaturesTest, SoftHyphensAndCombiningAccentsAreLeftOut) {
  EXPECT_EQ(FoldedWords("rengø\u00ADring"), FoldedWords("rengøring"));
  EXPECT_EQ(FoldedWords("cafe\u0301"), FoldedWords("café"));
}

TEST(TextFeaturesTest, BytesThatAreNotUtf8SeparateWords) {
  EXPECT_THAT(FoldedWords("ren\xffhold \xC3"), ElementsAre(U"ren", U"hold"));
}

TEST(TextFeaturesTest, ACompoundSharesFeaturesWithItsParts) {
  const auto compound = Ids("vinduespudsning");
  for (const std::string_view part : {"pudsning", "vindue"}) {
    const auto ids = Ids(part);
    const auto shared =
        std::ranges::count_if(ids, [&](std::uint32_t id) { return compound.contains(id); });
    EXPECT_GE(shared, 5) << part;
  }
}

TEST(TextFeaturesTest, FeaturesAscendAndEachStandsOnce) {
  const auto features = ExtractFeatures("rengøring og rengøring");
  EXPECT_EQ(features.size(), Ids("rengøring og rengøring").size());
  EXPECT_TRUE(std::ranges::is_sorted(features, {}, &TextFeature::id));
  EXPECT_TRUE(std::ranges::any_of(features, [](const auto& f) { return f.count == 2; }));
}

TEST(TextFeaturesTest, OnlyTheBeginningOfALongTextIsRead) {
  const std::string filler(kMostTextBytes, ' ');
  EXPECT_THAT(ExtractFeatures(filler + "rengøring"), IsEmpty());
}

TEST(TextFeaturesTest, AWordOfAMegabyteGivesFewFeatures) {
  EXPECT_LT(ExtractFeatures(std::string(1 << 20, 'x')).size(), 200U);
}

}  // namespace
}  // namespace sambyd::breakdown
