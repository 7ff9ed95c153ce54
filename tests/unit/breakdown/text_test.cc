#include "lib/breakdown/text.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sambyd::breakdown {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> SentencesOf(std::string_view original) {
  const Text text(original);
  std::vector<std::string> sentences;
  for (const Range range : Sentences(text, {0, text.size()})) {
    sentences.emplace_back(text.clean(range));
  }
  return sentences;
}

TEST(TextTest, EveryFormKeepsTheLengthOfTheOriginal) {
  for (const std::string original :
       {"", "Rengøring", "<p>A &amp; B</p>", "İstanbul ẞ \xFF\xC3 slut", "linje\r\nlinje"}) {
    const Text text(original);
    EXPECT_EQ(text.clean().size(), original.size());
    EXPECT_EQ(text.folded().size(), original.size());
  }
}

TEST(TextTest, BytesThatAreNotUtf8AndControlCharactersBecomeBlanks) {
  EXPECT_EQ(Text("a\xFF"
                 "b\x01"
                 "c")
                .clean(),
            "a b c");
}

TEST(TextTest, TagsBecomeLineBreaksBulletsAndBlanks) {
  EXPECT_EQ(Text("a<br>b").clean(), "a\n   b");
  EXPECT_EQ(Text("<li>a").clean(), "\n-  a");
  EXPECT_EQ(Text("<b>a</b>").clean(), "   a    ");
}

TEST(TextTest, ALessThanSignThatOpensNoTagStays) {
  EXPECT_EQ(Text("a < 5 and b<6").clean(), "a < 5 and b<6");
}

TEST(TextTest, ALineWrappedInTheMiddleOfASentenceIsJoined) {
  const std::string wrapped =
      "Opgaven omfatter rengøring af kommunens administrationsbygninger og\nskoler.";
  EXPECT_EQ(Text(wrapped).clean().find('\n'), std::string::npos);
  EXPECT_NE(Text("rengøring\nvinduespolering").clean().find('\n'), std::string::npos);
}

TEST(SentencesTest, AbbreviationsDoNotEndASentence) {
  EXPECT_THAT(SentencesOf("Der er ca. 40 skoler, bl.a. Skt. Anna. Alle rengøres."),
              ElementsAre("Der er ca. 40 skoler, bl.a. Skt. Anna.", "Alle rengøres."));
}

TEST(SentencesTest, ALineBreakEndsASentence) {
  EXPECT_THAT(SentencesOf("Rengøring\nHavearbejde"), ElementsAre("Rengøring", "Havearbejde"));
}

TEST(SentencesTest, LostLineBreaksAreFoundAgain) {
  EXPECT_THAT(
      SentencesOf("Vask af viskestykkerTildelingskriteriet er pris.Den anslåede værdi"),
      ElementsAre("Vask af viskestykker", "Tildelingskriteriet er pris.", "Den anslåede værdi"));
  EXPECT_THAT(SentencesOf("Systemet eForms og iPhone"), ElementsAre("Systemet eForms og iPhone"));
}

TEST(WordsTest, PunctuationIsLeftOut) {
  const Text text("murer-, tømrer- og maler");
  std::vector<std::string> words;
  for (const Range word : Words(text, {0, text.size()})) words.emplace_back(text.clean(word));
  EXPECT_THAT(words, ElementsAre("murer", "tømrer", "og", "maler"));
}

}  // namespace
}  // namespace sambyd::breakdown
