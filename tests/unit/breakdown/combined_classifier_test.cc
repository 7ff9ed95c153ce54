#include "lib/breakdown/combined_classifier.h"

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "lib/breakdown/breakdown.h"
#include "lib/breakdown/keyword_classifier.h"

namespace sambyd::breakdown {
namespace {

using domain::CpvCode;

// Gives the same answer to every text.
class FixedClassifier final : public Classifier {
 public:
  FixedClassifier(std::string_view code, int confidence_bp)
      : guess_{*CpvCode::Parse(code), confidence_bp} {}

  std::vector<CpvGuess> Classify(std::string_view /*text*/, std::string_view /*language*/,
                                 std::span<const CpvCode> /*prior*/, int /*most*/) const override {
    return {guess_};
  }
  std::string_view version() const override { return "fixed"; }

 private:
  CpvGuess guess_;
};

std::vector<CpvGuess> Together(const Classifier& model, std::string_view text) {
  static const KeywordClassifier words;
  return CombinedClassifier(words, model).Classify(text, "DAN", {}, 3);
}

TEST(CombinedClassifierTest, ATradeWordIsAsSureAsTheModelAgreesWithIt) {
  const auto confidence = [](std::string_view code, int model_confidence) {
    const FixedClassifier model(code, model_confidence);
    const auto guesses = Together(model, "vinduespudsning");
    EXPECT_EQ(guesses.front().code, CpvCode::Parse("90911300"));
    return guesses.front().confidence_bp;
  };
  const int same_class_sure = confidence("90911300", 8000);
  const int same_class = confidence("90911300", 3000);
  const int same_group = confidence("90921000", 8000);
  const int same_division = confidence("90620000", 8000);
  const int opposed = confidence("55500000", 8000);
  EXPECT_GT(same_class_sure, same_class);
  EXPECT_GT(same_class, same_group);
  EXPECT_GT(same_group, same_division);
  EXPECT_GT(same_division, opposed);
  EXPECT_LT(opposed, 5000);
}

TEST(CombinedClassifierTest, WhereNoTradeWordStandsTheModelAnswersForItself) {
  const FixedClassifier model("55500000", 6100);
  const auto guesses = Together(model, "noget ganske andet");
  ASSERT_EQ(guesses.size(), 1U);
  EXPECT_EQ(guesses.front().confidence_bp, 6100);
}

LotText LotWith(std::string_view description) {
  LotText lot;
  lot.description = description;
  lot.language = "SWE";
  lot.cpv_main = CpvCode::Parse("90600000");
  return lot;
}

TEST(CombinedClassifierTest, GuessedWorkCountsInATextThatTradeWordsDivide) {
  static const KeywordClassifier words;
  const FixedClassifier model("50870000", 7000);
  const CombinedClassifier classifier(words, model);
  const auto divided = BreakDown(
      LotWith("Uppdraget omfattar snöröjning, gräsklippning samt att trasiga gungor lagas."),
      classifier);
  EXPECT_EQ(divided.parts.size(), 3U);
  const auto whole = BreakDown(
      LotWith("Uppdraget omfattar snöröjning samt att trasiga gungor lagas."), classifier);
  EXPECT_TRUE(whole.parts.empty());
}

}  // namespace
}  // namespace sambyd::breakdown
