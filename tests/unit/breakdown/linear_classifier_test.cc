#include "lib/breakdown/linear_classifier.h"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>

#include "lib/breakdown/fixed_point.h"

namespace sambyd::breakdown {
namespace {

using ::testing::Each;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

using domain::CpvCode;

CpvCode Code(std::string_view digits) { return *CpvCode::Parse(digits); }

std::string Best(std::string_view text, std::string_view notice = "") {
  std::vector<CpvCode> prior;
  if (!notice.empty()) prior.push_back(Code(notice));
  const auto guesses = DefaultClassifier().Classify(text, "", prior, 1);
  return guesses.empty() ? "nothing" : guesses[0].code.ToString();
}

TEST(LinearClassifierTest, PutsDanishTradesIntoTheirClass) {
  EXPECT_THAT(Best("vinduespudsning"), StartsWith("9091"));
  EXPECT_THAT(Best("drift af kantine"), StartsWith("5551"));
  EXPECT_THAT(Best("grøn vedligeholdelse af parker"), StartsWith("7731"));
  EXPECT_THAT(Best("snerydning og saltning"), StartsWith("9062"));
  EXPECT_THAT(Best("murerarbejde"), StartsWith("4526"));
  EXPECT_THAT(Best("malerarbejde på skolen"), StartsWith("4544"));
  EXPECT_THAT(Best("vask af arbejdstøj og linned"), StartsWith("9831"));
  EXPECT_THAT(Best("kørsel af elever til specialskole"), StartsWith("6013"));
}

TEST(LinearClassifierTest, KnowsTheSameWorkInFiveLanguages) {
  for (const std::string_view text : {"rengøring af kontorer", "office cleaning", "Büroreinigung",
                                      "kontorsstädning", "renhold av kontorer"}) {
    EXPECT_THAT(Best(text), StartsWith("9091")) << text;
  }
}

TEST(LinearClassifierTest, FindsTheHeadOfACompoundItHasNeverSeen) {
  EXPECT_THAT(Best("plejehjemsrengøring"), StartsWith("9091"));
  EXPECT_THAT(Best("hospitalsvinduespudsning"), StartsWith("9091"));
}

TEST(LinearClassifierTest, GivesTheFinerCodeWhenTheTextSaysItClearly) {
  EXPECT_EQ(Best("vinduespudsning"), "90911300");
  EXPECT_EQ(Best("græsslåning"), "77314000");
}

TEST(LinearClassifierTest, TheNoticesCodeDecidesWhatTheTextLeavesOpen) {
  const std::string_view text = "vedligeholdelse";
  EXPECT_THAT(Best(text, "77300000"), StartsWith("77"));
  EXPECT_THAT(Best(text, "50000000"), StartsWith("50"));
}

TEST(LinearClassifierTest, TheNoticesCodeIsNoCage) {
  EXPECT_THAT(Best("kantinedrift", "90910000"), StartsWith("55"));
  EXPECT_THAT(Best("window cleaning", "45000000"), StartsWith("90"));
}

TEST(LinearClassifierTest, WhereTheWorkIsDoneWeighsLessThanTheWork) {
  EXPECT_EQ(DefaultClassifier()
                .Classify("interpreting at outpatient clinics", "ENG", {}, 1)[0]
                .code.Prefix(3),
            domain::CpvCode::FromNumber(79500000));
}

TEST(LinearClassifierTest, GivesAtMostAsManyGuessesAsAskedForByFallingConfidence) {
  const auto guesses = DefaultClassifier().Classify("rengøring og havearbejde", "DAN", {}, 5);
  ASSERT_THAT(guesses, SizeIs(5));
  for (std::size_t i = 1; i < guesses.size(); ++i) {
    EXPECT_GE(guesses[i - 1].confidence_bp, guesses[i].confidence_bp);
  }
  EXPECT_THAT(guesses, Each(Field(&CpvGuess::confidence_bp,
                                  ::testing::AllOf(::testing::Ge(0), ::testing::Le(10000)))));
  EXPECT_THAT(DefaultClassifier().Classify("rengøring", "", {}, 0), IsEmpty());
  EXPECT_THAT(DefaultClassifier().Classify("rengøring", "", {}, -1), IsEmpty());
}

TEST(LinearClassifierTest, EveryGuessIsInTheList) {
  for (const std::string_view text : {"rengøring", "IT", "asfalt", "mad", "cykel", "el"}) {
    for (const CpvGuess& guess : DefaultClassifier().Classify(text, "", {}, 50)) {
      EXPECT_NE(domain::FindCpv(guess.code), nullptr) << guess.code.ToString();
    }
  }
}

TEST(LinearClassifierTest, SaysNothingAboutTextsWithoutWords) {
  for (const std::string_view text : {"", " \n\t", "12 345,00", "---", "\xff\xfe\x80", "…"}) {
    EXPECT_THAT(DefaultClassifier().Classify(text, "", {}, 3), IsEmpty()) << text;
  }
}

TEST(LinearClassifierTest, CaseAndAccentsDoNotMatter) {
  EXPECT_EQ(Best("VINDUESPUDSNING"), Best("vinduespudsning"));
  EXPECT_EQ(Best("Cafe\u0301drift"), Best("cafédrift"));
}

TEST(LinearClassifierTest, SurvivesHostileTexts) {
  const std::vector<std::string> texts = {
      std::string(1 << 20, 'a'),     std::string(1 << 20, '\xC3'),
      "\u202Eתחזוקה של גינות\u202C", "renhold\xff\xC3(\xE2\x82 kantine",
      std::string(1000, '\0'),       "清扫 学校"};
  const std::vector<CpvCode> prior = {CpvCode(), Code("99999999")};
  for (const std::string& text : texts) {
    for (const CpvGuess& guess : DefaultClassifier().Classify(text, "und", prior, 3)) {
      EXPECT_GE(guess.confidence_bp, 0);
      EXPECT_LE(guess.confidence_bp, 10000);
    }
  }
}

TEST(LinearClassifierTest, TheSameTextGivesTheSameAnswer) {
  const std::string_view text = "Drift af kantine, rengøring og vinduespudsning på rådhuset";
  const auto once = DefaultClassifier().Classify(text, "DAN", {}, 10);
  const auto again = DefaultClassifier().Classify(text, "DAN", {}, 10);
  ASSERT_EQ(once.size(), again.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    EXPECT_EQ(once[i].code, again[i].code);
    EXPECT_EQ(once[i].confidence_bp, again[i].confidence_bp);
  }
}

TEST(LinearClassifierTest, TheVersionNamesTheModel) {
  EXPECT_THAT(std::string(DefaultClassifier().version()),
              ::testing::MatchesRegex("linear-1\\.[0-9a-f]{8}"));
}

TEST(FixedPointTest, ExpMinusFollowsTheExponential) {
  EXPECT_EQ(ExpMinus(0), kOne);
  EXPECT_NEAR(static_cast<double>(ExpMinus(kOne)) / kOne, 0.367879, 0.0002);
  EXPECT_NEAR(static_cast<double>(ExpMinus(kOne / 3)) / kOne, 0.716531, 0.0002);
  EXPECT_NEAR(static_cast<double>(ExpMinus(5 * kOne)) / kOne, 0.006738, 0.0002);
  EXPECT_EQ(ExpMinus(1000 * kOne), 0);
  for (std::int64_t x = 0; x < 12 * kOne; x += 97) EXPECT_LE(ExpMinus(x + 97), ExpMinus(x) + 1);
}

TEST(FixedPointTest, SquareRootIsTheLargestWholeRoot) {
  EXPECT_EQ(SquareRoot(0), 0U);
  for (const std::uint64_t root : {1ULL, 2ULL, 3ULL, 1000ULL, 65535ULL, 4294967295ULL}) {
    EXPECT_EQ(SquareRoot(root * root), root);
    EXPECT_EQ(SquareRoot(root * root - 1), root - 1);
  }
}

}  // namespace
}  // namespace sambyd::breakdown
