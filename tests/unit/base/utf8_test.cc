#include "lib/base/utf8.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace sambyd {
namespace {

TEST(Utf8Test, TextOfEveryLengthOfSequenceIsValid) {
  EXPECT_EQ(FindInvalidUtf8(""), std::nullopt);
  EXPECT_EQ(FindInvalidUtf8("abc"), std::nullopt);
  EXPECT_EQ(FindInvalidUtf8("Rengøring på Æblevej – 5 € 𝄞"), std::nullopt);
  EXPECT_EQ(FindInvalidUtf8(std::string("a\0b", 3)), std::nullopt);
}

TEST(Utf8Test, TheOffsetOfTheFirstBadSequenceIsTold) {
  EXPECT_EQ(FindInvalidUtf8("Reng\xF8ring"), 4U);  // Latin-1
  EXPECT_EQ(FindInvalidUtf8("\x80"), 0U);
  EXPECT_EQ(FindInvalidUtf8("ø\xFFø"), 2U);
}

TEST(Utf8Test, ATruncatedSequenceIsInvalid) {
  EXPECT_EQ(FindInvalidUtf8("a\xC3"), 1U);
  EXPECT_EQ(FindInvalidUtf8("a\xE2\x82"), 1U);
  EXPECT_EQ(FindInvalidUtf8("a\xF0\x9D\x84"), 1U);
}

TEST(Utf8Test, OverlongFormsSurrogatesAndTooLargeValuesAreInvalid) {
  for (const std::string bytes : {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF",
                                  "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80"}) {
    EXPECT_EQ(FindInvalidUtf8(bytes), 0U);
  }
  for (const std::string bytes : {"\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(FindInvalidUtf8(bytes), std::nullopt);
  }
}

TEST(Utf8Test, CharactersAreReadOneByOneAndBytesThatAreNoneAlone) {
  const std::string_view text = "a\xC3\xA5\xE2\x82\xAC\xF0\x9D\x84\x9E\xC3z";
  std::vector<std::int32_t> characters;
  for (std::size_t at = 0; at < text.size();) characters.push_back(NextCharacter(text, at));
  EXPECT_EQ(characters, (std::vector<std::int32_t>{'a', 0xE5, 0x20AC, 0x1D11E, -1, 'z'}));
}

}  // namespace
}  // namespace sambyd
