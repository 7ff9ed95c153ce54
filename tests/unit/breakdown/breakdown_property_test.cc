// What must hold for every text: conservation, valid and disjoint evidence, the same answer twice.
#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "lib/breakdown/breakdown.h"
#include "tests/unit/breakdown/breakdown_fixture.h"

namespace sambyd::breakdown {
namespace {

constexpr std::array<std::string_view, 40> kFragments = {"rengøring",
                                                         "vinduespolering",
                                                         "havearbejde",
                                                         "catering",
                                                         "murer-",
                                                         "malerarbejde",
                                                         "snerydning",
                                                         "levering af",
                                                         "møbler",
                                                         "i Aarhus Kommune",
                                                         "i Horsens",
                                                         "(40 pct.)",
                                                         "2,5 mio. kr.",
                                                         "1.200.000 kr.",
                                                         "12.000 m²",
                                                         ", ",
                                                         " og ",
                                                         " samt ",
                                                         ". ",
                                                         ": ",
                                                         "\n",
                                                         "\n- ",
                                                         "\n• ",
                                                         "\n1. ",
                                                         "\n2. ",
                                                         "Delaftale 1: ",
                                                         "Delaftale 2: ",
                                                         "Opgaven omfatter ",
                                                         "herunder ",
                                                         "Desuden ",
                                                         "tilbudsfrist",
                                                         "<li>",
                                                         "<br>",
                                                         "øvrige opgaver",
                                                         "|",
                                                         "\t",
                                                         "kan ikke opdeles",
                                                         "\xC3",
                                                         "العربية",
                                                         "option på "};

std::string TextOf(std::mt19937_64& random) {
  std::string text;
  const std::size_t count = random() % 40;
  for (std::size_t i = 0; i < count; ++i) {
    text += kFragments[random() % kFragments.size()];
    if (random() % 2 == 0) text += ' ';
  }
  return text;
}

TEST(BreakdownPropertyTest, EveryRandomTextIsConservedWithValidEvidenceAndTheSameAnswerTwice) {
  const unsigned seed = 7;
  std::mt19937_64 random(seed);
  for (int round = 0; round < 3000; ++round) {
    LotText lot;
    lot.description = TextOf(random);
    if (random() % 4 == 0) lot.additional_information = TextOf(random);
    if (random() % 8 == 0) lot.title = TextOf(random);
    if (random() % 3 != 0) lot.value_ore = static_cast<std::int64_t>(random() % 900'000'000);
    if (random() % 2 == 0) lot.cpv_main = domain::CpvCode::Parse("90910000");
    lot.period = {"2027-01-01", "2030-12-31", 48};
    SCOPED_TRACE("seed " + std::to_string(seed) + " round " + std::to_string(round) + ": " +
                 lot.description);
    const Breakdown once = BreakDown(lot, Words());
    ExpectConserved(lot, once);
    ExpectValidEvidence(lot, once);
    ExpectSame(once, BreakDown(lot, Words()));
    if (HasFatalFailure() || HasNonfatalFailure()) break;
  }
}

TEST(BreakdownPropertyTest, BadInputGivesAnHonestReason) {
  const auto reason = [](std::string_view description) {
    LotText lot;
    lot.description = description;
    return BreakDown(lot, Words()).no_split;
  };
  EXPECT_EQ(reason(""), NoSplitReason::kNoText);
  EXPECT_EQ(reason(std::string(10'000, '\x01')), NoSplitReason::kNoText);
  EXPECT_EQ(reason("\xFF\xFE\xFD"), NoSplitReason::kNoText);
  EXPECT_EQ(reason("12345 67890 --- ..."), NoSplitReason::kNoText);
  EXPECT_EQ(reason("هذا عقد لتقديم خدمات التنظيف في المدينة"), NoSplitReason::kNoForm);
  EXPECT_EQ(reason("Qapla' batlh je tlhIngan maH"), NoSplitReason::kNoForm);
}

TEST(BreakdownPropertyTest, HugeInputIsAnsweredInBoundedTime) {
  LotText lot;
  lot.description = std::string(1 << 20, 'a');
  EXPECT_TRUE(BreakDown(lot, Words()).parts.empty());
  lot.description.clear();
  for (int i = 0; i < 10'000; ++i) lot.description += "- rengøring af rum\n- havearbejde\n";
  EXPECT_EQ(BreakDown(lot, Words()).parts.size(), 2u);
  lot.description = "Opgaven omfatter ";
  for (int i = 0; i < 30'000; ++i) lot.description += "rengøring, catering og så ";
  ExpectValidEvidence(lot, BreakDown(lot, Words()));
  lot.description.assign(1 << 20, '(');
  EXPECT_TRUE(BreakDown(lot, Words()).parts.empty());
}

}  // namespace
}  // namespace sambyd::breakdown
