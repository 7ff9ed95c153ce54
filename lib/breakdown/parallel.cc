#include "lib/breakdown/parallel.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace sambyd::breakdown {
namespace {

constexpr std::size_t kShortestParagraph = 40;
constexpr std::size_t kOpeningWords = 2;
constexpr std::size_t kMostOpeningWords = 5;
// Two paragraphs alone must be more alike than several. In hundredths of all their words.
constexpr std::size_t kAlikeAmongTwo = 45;
constexpr std::size_t kAlikeAmongMany = 35;
constexpr std::size_t kLeastAlikePairs = 70;  // hundredths

using WordList = std::vector<std::string_view>;

WordList WordsOf(const Text& text, Range range) {
  WordList words;
  for (const Range word : Words(text, range)) words.push_back(text.folded(word));
  return words;
}

bool OpenAlike(const WordList& a, const WordList& b) {
  return a.size() > kOpeningWords && b.size() > kOpeningWords &&
         std::equal(a.begin(), a.begin() + kOpeningWords, b.begin());
}

// Hundredths of the different words of both that they share.
std::size_t SharedWords(WordList a, WordList b) {
  for (WordList* words : {&a, &b}) {
    std::ranges::sort(*words);
    words->erase(std::unique(words->begin(), words->end()), words->end());
  }
  if (a.empty() || b.empty()) return 0;
  WordList both;
  std::ranges::set_intersection(a, b, std::back_inserter(both));
  return 200 * both.size() / (a.size() + b.size());
}

bool BeginsWithMarker(const Text& text, Range line) {
  return !text.IsLetter(line.begin) && !(text.IsDigit(line.begin) && text.IsDigit(line.begin + 1));
}

std::vector<Range> Lines(const Text& text) {
  std::vector<Range> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.clean().find('\n', begin), text.size());
    if (const Range line = text.Trim({begin, end}); !line.empty()) lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

// One line of these words: from each place where its first `opening` words come again, written as
// they are there, to the next.
std::vector<Range> CutAtOpenings(const Text& text, const std::vector<Range>& words, Range line,
                                 std::size_t opening) {
  std::vector<Range> paragraphs = {line};
  for (std::size_t i = opening; i + opening < words.size(); ++i) {
    bool again = text.IsUpper(words[i].begin) == text.IsUpper(words[0].begin);
    for (std::size_t k = 0; k < opening && again; ++k) {
      again = text.folded(words[i + k]) == text.folded(words[k]);
    }
    if (!again) continue;
    paragraphs.back().end = text.Trim({line.begin, words[i].begin}).end;
    paragraphs.push_back({words[i].begin, line.end});
  }
  return paragraphs;
}

// Most neighbours share most of their words or, when `openings_count`, their first ones.
bool AreAlike(const Text& text, const std::vector<Range>& paragraphs, bool openings_count) {
  if (paragraphs.size() < 2) return false;
  const std::size_t least = paragraphs.size() == 2 ? kAlikeAmongTwo : kAlikeAmongMany;
  std::size_t alike = 0;
  WordList last;
  for (const Range paragraph : paragraphs) {
    const bool introduces = text.clean()[paragraph.end - 1] == ':';
    if (paragraph.end - paragraph.begin < kShortestParagraph || introduces ||
        BeginsWithMarker(text, paragraph)) {
      return false;
    }
    WordList words = WordsOf(text, paragraph);
    if ((openings_count && OpenAlike(last, words)) || SharedWords(last, words) >= least) ++alike;
    last = std::move(words);
  }
  return 100 * alike >= kLeastAlikePairs * (paragraphs.size() - 1);
}

}  // namespace

std::vector<Range> FindParallelParagraphs(const Text& text) {
  const std::vector<Range> lines = Lines(text);
  if (lines.size() != 1) return AreAlike(text, lines, true) ? lines : std::vector<Range>();
  const std::vector<Range> words = Words(text, lines.front());
  // The fewest words that come again once in each paragraph.
  for (std::size_t opening = kOpeningWords; opening <= kMostOpeningWords; ++opening) {
    auto paragraphs = CutAtOpenings(text, words, lines.front(), opening);
    if (AreAlike(text, paragraphs, false)) return paragraphs;
  }
  return {};
}

}  // namespace sambyd::breakdown
