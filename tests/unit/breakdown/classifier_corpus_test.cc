// Holds the classifier to the figures of docs/evaluation.md, "Text to CPV".
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lib/breakdown/linear_classifier.h"
#include "tools/evaluate-classifier/scores.h"
#include "tools/train-classifier/samples.h"

namespace sambyd::evaluation {
namespace {

using training::Sample;

// The least share of right answers, in basis points.
struct Least {
  int first;
  int among_three;
};

class ClassifierCorpusTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (std::string(SAMBYD_CORPUS).empty()) GTEST_SKIP() << "SAMBYD_CORPUS names no corpus";
  }

  static void ExpectAtLeast(const std::vector<Sample>& samples, const std::string& language,
                            bool with_prior, const std::vector<Least>& least) {
    const Scores scores = Measure(breakdown::DefaultClassifier(), samples, language, with_prior);
    for (std::size_t i = 0; i < least.size(); ++i) {
      const Scores::Level& level = scores.levels[i];
      ASSERT_GT(level.samples, 0);
      EXPECT_GE(BasisPoints(level.first, level.samples), least[i].first)
          << kLevelDigits[i] << " digits, first answer";
      EXPECT_GE(BasisPoints(level.among_three, level.samples), least[i].among_three)
          << kLevelDigits[i] << " digits, first three";
    }
  }

  static std::vector<Sample> Notices() {
    return training::ReadNotices(std::string(SAMBYD_CORPUS) + "/text_cpv.tsv");
  }
  static std::vector<Sample> Parts() {
    return training::ReadParts(SAMBYD_SOURCE_DIR "/tools/evaluate-classifier/parts.tsv");
  }
};

TEST_F(ClassifierCorpusTest, HeldOutNoticesByTextAlone) {
  ExpectAtLeast(Notices(), "", false, {{5600, 7300}, {3900, 5600}, {2600, 4100}});
}

TEST_F(ClassifierCorpusTest, HeldOutDanishNoticesByTextAlone) {
  ExpectAtLeast(Notices(), "DA", false, {{4000, 6000}});
}

TEST_F(ClassifierCorpusTest, HeldOutLotsWithTheNoticesCode) {
  ExpectAtLeast(Notices(), "", true, {{8200, 8900}, {6500, 8000}, {5200, 6900}});
}

TEST_F(ClassifierCorpusTest, PartsOfMunicipalTendersByTextAlone) {
  ExpectAtLeast(Parts(), "", false, {{8600, 9600}, {8100, 9100}, {7900, 8700}});
}

TEST_F(ClassifierCorpusTest, PartsOfMunicipalTendersWithTheNoticesCode) {
  ExpectAtLeast(Parts(), "", true, {{9500, 9800}, {8800, 9600}, {8600, 9400}});
}

TEST_F(ClassifierCorpusTest, PartsOfMunicipalTendersInAForeignNotice) {
  std::vector<Sample> parts = Parts();
  for (Sample& part : parts) part.prior = {ForeignNotice(part.code)};
  ExpectAtLeast(parts, "", true, {{7000, 9400}, {6600, 8600}, {6600, 8200}});
}

TEST_F(ClassifierCorpusTest, ConfidenceIsNotPromisedInVain) {
  const Reliability reliability =
      MeasureReliability(breakdown::DefaultClassifier(), Notices(), false);
  for (const Reliability::Tenth& tenth : reliability.tenths) {
    if (tenth.answers < 100) continue;  // fewer say little
    const int stated = static_cast<int>(tenth.stated / tenth.answers);
    EXPECT_GE(BasisPoints(tenth.right, tenth.answers), stated - 1500) << stated;
  }
}

}  // namespace
}  // namespace sambyd::evaluation
