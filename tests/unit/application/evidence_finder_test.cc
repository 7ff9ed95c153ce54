#include "lib/application/evidence_finder.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sambyd::application {
namespace {

v1::Lot ParentWith(const std::string& text) {
  v1::Lot parent;
  v1::LocalizedText& description = *parent.add_descriptions();
  description.set_language("DAN");
  description.set_text(text);
  return parent;
}

v1::Lot LotOn(const std::string& words, int begin) {
  v1::Lot lot;
  v1::Evidence& evidence = *lot.mutable_derivation()->add_evidence();
  evidence.set_source(v1::Evidence::SOURCE_DESCRIPTION);
  evidence.set_language("DAN");
  evidence.set_begin(begin);
  evidence.set_end(begin + static_cast<int>(words.size()));
  evidence.set_text(words);
  return lot;
}

// Where the words are found, -1 where they are not.
int FoundAt(const std::string& text, const std::string& words,
            const std::vector<v1::Lot>& proposed = {}, int old_begin = 1000) {
  const v1::Lot parent = ParentWith(text);
  EvidenceFinder finder(parent, proposed);
  v1::Lot lot = LotOn(words, old_begin);
  return finder.Relocate(lot) ? lot.derivation().evidence(0).begin() : -1;
}

TEST(EvidenceFinderTest, WordsAreFoundWhereverTheyStand) {
  EXPECT_EQ(FoundAt("Rengøring og havearbejde", "havearbejde"), 14);
  EXPECT_EQ(FoundAt("havearbejde", "havearbejde"), 0);
}

TEST(EvidenceFinderTest, WordsCutOutOfLongerOnesAreOthers) {
  EXPECT_EQ(FoundAt("hovedrengøring", "rengøring"), -1);
  EXPECT_EQ(FoundAt("rengøringsmidler", "rengøring"), -1);
  EXPECT_EQ(FoundAt("årengøring", "rengøring"), -1);
  EXPECT_EQ(FoundAt("(rengøring)", "rengøring"), 1);
}

TEST(EvidenceFinderTest, BlanksAndLineBreaksDoNotMatter) {
  const v1::Lot parent = ParentWith("Pleje  af\n grønne områder.");
  EvidenceFinder finder(parent, {});
  v1::Lot lot = LotOn("Pleje af grønne\tområder", 7);
  ASSERT_TRUE(finder.Relocate(lot));
  EXPECT_EQ(lot.derivation().evidence(0).text(), "Pleje  af\n grønne områder");
}

TEST(EvidenceFinderTest, TheOldPlaceGoesBeforeOneThatIsProposedAndThatBeforeOthers) {
  EXPECT_EQ(FoundAt("maling, maling", "maling", {LotOn("maling", 8)}, 0), 0);
  EXPECT_EQ(FoundAt("maling, maling", "maling"), 0);
  EXPECT_EQ(FoundAt("maling, maling", "maling", {LotOn("maling", 8)}), 8);
}

TEST(EvidenceFinderTest, TheSameWordsOfTwoLotsAreTwoPlacesUnlessTheyWereOne) {
  const v1::Lot parent = ParentWith("vask, maling og maling");
  EvidenceFinder finder(parent, {});
  v1::Lot first = LotOn("maling", 0);
  v1::Lot second = LotOn("maling", 10);
  v1::Lot shared = LotOn("maling", 0);
  ASSERT_TRUE(finder.Relocate(first));
  ASSERT_TRUE(finder.Relocate(second));
  ASSERT_TRUE(finder.Relocate(shared));
  EXPECT_EQ(SpansOf(first), SpansOf(shared));
  EXPECT_EQ(SpansOf(first)[0].begin, 6);
  EXPECT_EQ(SpansOf(second)[0].begin, 16);
}

TEST(EvidenceFinderTest, ALotOfWhichSomeWordsAreGoneStaysUnchanged) {
  const v1::Lot parent = ParentWith("rengøring");
  EvidenceFinder finder(parent, {});
  v1::Lot lot = LotOn("rengøring", 5);
  *lot.mutable_derivation()->add_evidence() = LotOn("vask", 30).derivation().evidence(0);
  const std::string before = lot.SerializeAsString();
  EXPECT_FALSE(finder.Relocate(lot));
  EXPECT_EQ(lot.SerializeAsString(), before);
}

}  // namespace
}  // namespace sambyd::application
