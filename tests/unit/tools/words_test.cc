#include "tools/sambyd/words.h"

#include <limits>

#include <gtest/gtest.h>

namespace sambyd::cli {
namespace {

TEST(WordsTest, TextStaysOnOneLineWithoutControlCharacters) {
  EXPECT_EQ(OneLine(" a\r\n\tb \x1B[31m c\x7F"), "a b [31m c");
  EXPECT_EQ(OneLine(""), "");
}

TEST(WordsTest, TextIsCutBetweenCharacters) {
  EXPECT_EQ(Cut("æøå", 3), "æøå");
  EXPECT_EQ(Cut("æøåæ", 3), "æø…");
  EXPECT_EQ(Cut("abc", 1), "…");
}

TEST(WordsTest, PaddingCountsCharacters) {
  EXPECT_EQ(Padded("æø", 4), "æø  ");
  EXPECT_EQ(PaddedLeft("æø", 4), "  æø");
  EXPECT_EQ(Padded("abcd", 2), "abcd");
}

TEST(WordsTest, OneThingIsNotManyThings) {
  EXPECT_EQ(Counted(0, "lot"), "0 lots");
  EXPECT_EQ(Counted(1, "lot"), "1 lot");
  EXPECT_EQ(Counted(2000, "lot"), "2,000 lots");
}

TEST(WordsTest, NumbersAreGrouped) {
  EXPECT_EQ(Grouped(0), "0");
  EXPECT_EQ(Grouped(999), "999");
  EXPECT_EQ(Grouped(1000), "1,000");
  EXPECT_EQ(Grouped(-1234567), "-1,234,567");
  EXPECT_EQ(Grouped(std::numeric_limits<std::int64_t>::min()), "-9,223,372,036,854,775,808");
}

TEST(WordsTest, MomentsAreOfTheDayAndMinuteInUtc) {
  google::protobuf::Timestamp moment;
  moment.set_seconds(1'795'348'859);
  EXPECT_EQ(Moment(moment), "2026-11-22 12:00 UTC");
}

TEST(WordsTest, AmountsAndSharesAreWrittenInFull) {
  EXPECT_EQ(Amount(150000000, "DKK"), "1,500,000 DKK");
  EXPECT_EQ(Amount(150000005, "DKK"), "1,500,000.05 DKK");
  EXPECT_EQ(Percent(6450), "64.5 %");
  EXPECT_EQ(Percent(10000), "100.0 %");
}

}  // namespace
}  // namespace sambyd::cli
