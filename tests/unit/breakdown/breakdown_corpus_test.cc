// What must hold for every text, over real notices with the product's own classifier.
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lib/breakdown/breakdown.h"
#include "lib/breakdown/combined_classifier.h"
#include "tests/unit/breakdown/breakdown_fixture.h"

namespace sambyd::breakdown {
namespace {

constexpr int kEvery = 8;  // one row in so many

std::vector<std::string> Columns(const std::string& row) {
  std::vector<std::string> columns;
  std::istringstream in(row);
  for (std::string column; std::getline(in, column, '\t');) columns.push_back(column);
  return columns;
}

TEST(BreakdownCorpusTest, EveryRealTextIsConservedWithValidEvidenceAndTheSameAnswerTwice) {
  const std::string file = std::string(SAMBYD_CORPUS) + "/text_cpv.tsv";
  std::ifstream in(file);
  if (!in) GTEST_SKIP() << "no corpus: " << file;
  std::string row;
  std::getline(in, row);
  int read = 0;
  for (int number = 0; std::getline(in, row); ++number) {
    if (number % kEvery != 0) continue;
    enum Column { kLanguage = 3, kCode = 5, kTitle = 7, kDescription };
    const std::vector<std::string> columns = Columns(row);
    if (columns.size() <= kDescription) continue;
    LotText lot;
    lot.language = columns[kLanguage];
    lot.cpv_main = domain::CpvCode::Parse(columns[kCode]);
    lot.title = columns[kTitle];
    lot.description = columns[kDescription];
    lot.value_ore = 123'456'789;
    SCOPED_TRACE("row " + std::to_string(number));
    const Breakdown once = BreakDown(lot, ProductClassifier());
    ExpectConserved(lot, once);
    ExpectValidEvidence(lot, once);
    ExpectSame(once, BreakDown(lot, ProductClassifier()));
    if (HasFailure()) break;
    ++read;
  }
  EXPECT_GT(read, 1000);
}

}  // namespace
}  // namespace sambyd::breakdown
