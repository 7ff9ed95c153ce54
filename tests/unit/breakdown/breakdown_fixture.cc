#include "tests/unit/breakdown/breakdown_fixture.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace sambyd::breakdown {
namespace {

bool OnBoundary(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

const std::string& TextOf(const LotText& lot, Source source) {
  if (source == Source::kTitle) return lot.title;
  return source == Source::kDescription ? lot.description : lot.additional_information;
}

}  // namespace

const KeywordClassifier& Words() {
  static const KeywordClassifier classifier;
  return classifier;
}

void ExpectConserved(const LotText& lot, const Breakdown& breakdown) {
  if (breakdown.parts.empty()) {
    EXPECT_NE(breakdown.no_split, NoSplitReason::kSplit);
    return;
  }
  EXPECT_GE(breakdown.parts.size(), 2u);
  EXPECT_EQ(breakdown.no_split, NoSplitReason::kSplit);
  std::int64_t sum = 0;
  for (const Part& part : breakdown.parts) {
    EXPECT_EQ(part.period, lot.period);
    EXPECT_FALSE(part.reason_da.empty());
    EXPECT_FALSE(part.reason_en.empty());
    if (lot.value_ore) {
      ASSERT_TRUE(part.value_ore);
      EXPECT_GE(*part.value_ore, 0);
      sum += *part.value_ore;
    }
  }
  EXPECT_EQ(sum, lot.value_ore.value_or(0));
}

void ExpectValidEvidence(const LotText& lot, const Breakdown& breakdown) {
  std::vector<Span> all;
  for (const Part& part : breakdown.parts) {
    EXPECT_TRUE(part.is_remainder || !part.evidence.empty());
    EXPECT_TRUE(std::ranges::is_sorted(part.evidence));
    for (const Span& span : part.evidence) {
      const std::string& text = TextOf(lot, span.source);
      ASSERT_LT(span.begin, span.end);
      ASSERT_LE(span.end, text.size());
      EXPECT_TRUE(OnBoundary(text, span.begin) && OnBoundary(text, span.end));
      if (!part.shared_evidence) all.push_back(span);
    }
  }
  std::ranges::sort(all);
  for (std::size_t i = 1; i < all.size(); ++i) {
    EXPECT_TRUE(all[i].source != all[i - 1].source || all[i - 1].end <= all[i].begin);
  }
}

void ExpectSame(const Breakdown& once, const Breakdown& twice) {
  ASSERT_EQ(once.parts.size(), twice.parts.size());
  EXPECT_EQ(once.reason_da, twice.reason_da);
  for (std::size_t i = 0; i < once.parts.size(); ++i) {
    EXPECT_EQ(once.parts[i].evidence, twice.parts[i].evidence);
    EXPECT_EQ(once.parts[i].reason_da, twice.parts[i].reason_da);
  }
}

}  // namespace sambyd::breakdown
