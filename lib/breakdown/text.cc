#include "lib/breakdown/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include "lib/base/utf8.h"
#include "lib/breakdown/markup.h"

namespace sambyd::breakdown {
namespace {

// A line shorter than this was ended by its writer, not by a column limit.
constexpr std::size_t kShortestWrappedLine = 50;

// Both words around a lost line break have at least this many small letters.
constexpr std::size_t kShortestGluedWord = 4;

struct BreakCloser {
  void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
struct TextCloser {
  void operator()(UText* text) const { utext_close(text); }
};
using BreakIterator = std::unique_ptr<UBreakIterator, BreakCloser>;

BreakIterator OpenIterator(UBreakIteratorType type) {
  UErrorCode status = U_ZERO_ERROR;
  BreakIterator iterator(ubrk_open(type, "", nullptr, 0, &status));
  return U_SUCCESS(status) ? std::move(iterator) : nullptr;
}

// Calls `visit(begin, end, rule status)` for each stretch between two boundaries.
template <class Visit>
void ForEachStretch(UBreakIterator* iterator, const Text& text, Range range, Visit visit) {
  UErrorCode status = U_ZERO_ERROR;
  const std::string_view bytes = text.clean(range);
  const std::unique_ptr<UText, TextCloser> input(
      utext_openUTF8(nullptr, bytes.data(), static_cast<int64_t>(bytes.size()), &status));
  if (iterator == nullptr || U_FAILURE(status)) return;
  ubrk_setUText(iterator, input.get(), &status);
  int32_t begin = ubrk_first(iterator);
  for (int32_t end = ubrk_next(iterator); end != UBRK_DONE; end = ubrk_next(iterator)) {
    visit(range.begin + static_cast<std::size_t>(begin),
          range.begin + static_cast<std::size_t>(end), ubrk_getRuleStatus(iterator));
    begin = end;
  }
}

// ICU's macros convert between char and uint8_t.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"

// The character in lower case as UTF-8.
std::string LowerCase(UChar32 c) {
  std::array<char, U8_MAX_LENGTH> bytes{};
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, u_tolower(c));
  return {bytes.data(), static_cast<std::size_t>(size)};
}

#pragma GCC diagnostic pop

bool IsInvisible(UChar32 c) {
  const auto category = u_charType(c);
  return category == U_CONTROL_CHAR || category == U_FORMAT_CHAR || category == U_SURROGATE ||
         c == 0xFFFD;
}

// Abbreviations after which a sentence goes on, even before a capital or a figure.
bool EndsInAbbreviation(std::string_view folded) {
  static constexpr std::array<std::string_view, 36> kAbbreviations = {
      "ca.",   "nr.",   "bl.a.", "f.eks.", "fx.",   "jf.",    "inkl.", "ekskl.",  "evt.",
      "hhv.",  "dvs.",  "vedr.", "pr.",    "max.",  "min.",   "sdr.",  "ndr.",    "gl.",
      "skt.",  "st.",   "z.b.",  "bzw.",   "d.h.",  "ggf.",   "insb.", "approx.", "no.",
      "incl.", "excl.", "e.g.",  "i.e.",   "t.ex.", "bl. a.", "kl.",   "tlf.",    "stk. nr."};
  return std::ranges::any_of(kAbbreviations, [&](std::string_view abbreviation) {
    if (!folded.ends_with(abbreviation)) return false;
    const std::size_t before = folded.size() - abbreviation.size();
    return before == 0 || folded[before - 1] == ' ' || folded[before - 1] == '(';
  });
}

template <class Bytes>
void Fill(Bytes& bytes, std::size_t first, std::size_t last, typename Bytes::value_type value) {
  std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(first), last - first, value);
}

// "1." or "a." alone: the number of what follows.
bool IsOrdinal(std::string_view folded) { return folded.size() <= 4 && folded.ends_with('.'); }

}  // namespace

Text::Text(std::string_view original) : clean_(original) {
  BlankMarkup(clean_);
  ReadCharacters();
  JoinSoftLineBreaks();
}

void Text::ReadCharacters() {
  kinds_.assign(clean_.size(), 0);
  folded_ = clean_;
  for (std::size_t at = 0; at < clean_.size();) {
    const std::size_t first = at;
    const UChar32 c = NextCharacter(clean_, at);
    const std::size_t last = at;
    unsigned char kind = 0;
    if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029) {
      kind = kBlank;
      Fill(clean_, first, last, ' ');
      clean_[first] = c == '\r' && last < clean_.size() && clean_[last] == '\n' ? ' ' : '\n';
      folded_.replace(first, last - first, clean_, first, last - first);
    } else if (c < 0 || u_isUWhiteSpace(c) || IsInvisible(c)) {
      kind = kBlank;
      const char blank = c == '\t' ? '\t' : ' ';
      Fill(clean_, first, last, blank);
      Fill(folded_, first, last, blank);
    } else if (u_isdigit(c)) {
      kind = kDigit;
    } else if (u_isalpha(c)) {
      kind = u_isupper(c) ? kLetter | kUpper : kLetter;
      // Rarely a character has another length in lower case; it stays as it is.
      const std::string lower = LowerCase(c);
      if (lower.size() == last - first) folded_.replace(first, lower.size(), lower);
    }
    Fill(kinds_, first, last, kind);
  }
}

void Text::JoinSoftLineBreaks() {
  std::size_t line = 0;
  for (std::size_t at = clean_.find('\n'); at != std::string::npos;
       at = clean_.find('\n', at + 1)) {
    const std::size_t start = line;
    line = at + 1;
    if (at - start < kShortestWrappedLine || at + 2 >= clean_.size()) continue;
    const std::size_t last = Trim({start, at}).end - 1;
    const bool goes_on = IsLetter(last) || clean_[last] == ',' || IsDigit(last);
    const bool lower = IsLetter(at + 1) && !IsUpper(at + 1) && IsLetter(at + 2);
    if (goes_on && lower) clean_[at] = folded_[at] = ' ';
  }
}

Range Text::Trim(Range range) const {
  while (!range.empty() && IsBlank(range.begin)) ++range.begin;
  while (!range.empty() && IsBlank(range.end - 1)) --range.end;
  return range;
}

std::size_t Text::Letters(Range range, std::size_t enough) const {
  std::size_t count = 0;
  for (std::size_t at = range.begin; at < range.end && count < enough; ++at) {
    if (IsLetter(at) && IsCharacterBoundary(at)) ++count;
  }
  return count;
}

std::vector<Range> Words(const Text& text, Range range) {
  thread_local const BreakIterator iterator = OpenIterator(UBRK_WORD);
  std::vector<Range> words;
  ForEachStretch(iterator.get(), text, range,
                 [&](std::size_t begin, std::size_t end, int32_t status) {
                   if (status >= UBRK_WORD_NUMBER) words.push_back({begin, end});
                 });
  return words;
}

namespace {

// Adds a sentence, cut where a line break was lost: "… referencer.Den anslåede", "… duge
// og viskestykkerTildelingskriteriet er". A capital inside a word with small letters on both sides
// is rare otherwise.
void AddWithLostBreaks(const Text& text, Range sentence, std::vector<Range>& sentences) {
  std::size_t begin = sentence.begin;
  const auto is_small = [&](std::size_t at) { return text.IsLetter(at) && !text.IsUpper(at); };
  for (std::size_t at = begin + kShortestGluedWord; at + kShortestGluedWord < sentence.end; ++at) {
    if (!text.IsUpper(at) || !is_small(at + 1 + (text.IsCharacterBoundary(at + 1) ? 0 : 1)))
      continue;
    const char before = text.clean()[at - 1];
    const bool stop = before == '.' || before == ':' || before == ')';
    std::size_t small = at - (stop ? 1 : 0), run = 0;
    while (small > begin && run < kShortestGluedWord && is_small(small - 1)) {
      --small;
      ++run;
    }
    if (run < kShortestGluedWord || (!stop && !is_small(at - 1))) continue;
    std::size_t end = at + 1;
    while (is_small(end)) ++end;
    if (!stop && end - at < kShortestGluedWord) continue;
    sentences.push_back(text.Trim({begin, at}));
    begin = at;
    at = end;
  }
  sentences.push_back(text.Trim({begin, sentence.end}));
}

}  // namespace

std::vector<Range> Sentences(const Text& text, Range range) {
  thread_local const BreakIterator iterator = OpenIterator(UBRK_SENTENCE);
  std::vector<Range> sentences;
  bool join = false;
  ForEachStretch(iterator.get(), text, range, [&](std::size_t begin, std::size_t end, int32_t) {
    const Range sentence = text.Trim({begin, end});
    if (sentence.empty()) return;
    if (join) {
      sentences.back().end = sentence.end;
    } else {
      sentences.push_back(sentence);
    }
    const std::string_view folded = text.folded(sentence);
    const bool line_ends = end > begin && text.clean()[end - 1] == '\n';
    join = !line_ends && (EndsInAbbreviation(folded) || IsOrdinal(folded));
  });
  std::vector<Range> cut;
  for (const Range sentence : sentences) AddWithLostBreaks(text, sentence, cut);
  return cut;
}

}  // namespace sambyd::breakdown
