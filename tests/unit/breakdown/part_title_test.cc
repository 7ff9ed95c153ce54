#include "lib/breakdown/part_title.h"

#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "lib/base/utf8.h"

namespace sambyd::breakdown {
namespace {

std::string TitleOf(std::string_view words) {
  const Text text(words);
  return PartTitle(text, {0, text.size()});
}

TEST(PartTitleTest, AShortPassageIsItsOwnNameWithoutTheMarkAtItsEnd) {
  EXPECT_EQ(TitleOf(" Opvask og aftørring. "), "Opvask og aftørring");
  EXPECT_EQ(TitleOf("rengøring, vinduer;"), "rengøring, vinduer");
}

TEST(PartTitleTest, TheNameBeforeAColonIsEnough) {
  EXPECT_EQ(TitleOf("Vask: Uniformer vaskes ved mindst 80 grader."), "Vask");
  EXPECT_EQ(TitleOf("Omfang: ca. 400 m²"), "Omfang: ca. 400 m²");
}

TEST(PartTitleTest, ANumberedHeadingKeepsWhatItNumbers) {
  EXPECT_EQ(TitleOf("Ydelse 2: Scanning. Ca. 95.000 sider om året scannes."), "Ydelse 2: Scanning");
}

TEST(PartTitleTest, TheFirstSentenceEndsItButNoAbbreviationBeforeANumber) {
  EXPECT_EQ(TitleOf("Frokost serveres kl. 11.30 hver dag. Menuen godkendes."),
            "Frokost serveres kl. 11.30 hver dag");
}

TEST(PartTitleTest, TooLongASentenceEndsAtACommaAndSaysSo) {
  EXPECT_EQ(TitleOf("tilberedning af en sund frokost hver dag efter kommunens kostpolitik, "
                    "75 % økologi og uden nødder"),
            "tilberedning af en sund frokost hver dag efter kommunens kostpolitik…");
}

TEST(PartTitleTest, WithoutACommaItIsCutAtAWordAndSaysSo) {
  EXPECT_EQ(TitleOf("Daglig rengøring af klasselokaler og faglokaler og gangarealer og toiletter "
                    "på begge skoler"),
            "Daglig rengøring af klasselokaler og faglokaler og gangarealer og toiletter på…");
}

TEST(PartTitleTest, OneEndlessWordIsCutBetweenCharacters) {
  std::string word;
  for (int i = 0; i < 100; ++i) word += "ø";
  const std::string title = TitleOf(word);
  EXPECT_LE(title.size(), 83U);
  EXPECT_EQ(FindInvalidUtf8(title), std::nullopt);
}

}  // namespace
}  // namespace sambyd::breakdown
