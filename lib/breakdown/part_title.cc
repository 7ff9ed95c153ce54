#include "lib/breakdown/part_title.h"

#include <algorithm>
#include <string_view>

namespace sambyd::breakdown {
namespace {

constexpr std::size_t kLongest = 80;
// Of what ends at a full stop or a colon, so that "nr. 4" and "kl. 8" end nothing.
constexpr std::size_t kShortest = 4;
// Of what ends at a comma, so that a list is not named by its first word.
constexpr std::size_t kShortestClause = 20;

bool BlankFollows(const Text& text, std::size_t at, std::size_t end) {
  return at + 1 >= end || text.IsBlank(at + 1);
}

// A mark that ends what the title says: a sentence, a line, or a name before a colon.
bool EndsTitle(const Text& text, std::size_t at, Range passage, bool has_digit) {
  const char mark = text.clean()[at];
  if (mark == '\n') return true;
  if (mark != '.' && mark != ';' && mark != ':') return false;
  const std::size_t next = text.SkipBlanks(at + 1);
  const bool new_sentence = next < passage.end && next > at + 1 && text.IsUpper(next);
  if (mark == ':') return new_sentence && !has_digit;  // "Ydelse 1: …" is no name yet
  return new_sentence || next >= passage.end;
}

Range WithoutMarks(const Text& text, Range range) {
  constexpr std::string_view kMarks = ".,;:-";
  while (range.end > range.begin &&
         (text.IsBlank(range.end - 1) || kMarks.find(text.clean()[range.end - 1]) != kMarks.npos)) {
    --range.end;
  }
  return range;
}

}  // namespace

std::string PartTitle(const Text& text, Range passage) {
  const Range range = text.Trim(passage);
  const std::size_t limit = std::min(range.end, range.begin + kLongest);
  std::size_t clause = 0;
  bool has_digit = false;
  for (std::size_t at = range.begin; at < limit; ++at) {
    const std::size_t length = at - range.begin;
    has_digit |= text.IsDigit(at);
    if (length >= kShortest && EndsTitle(text, at, range, has_digit)) {
      return std::string(text.clean(WithoutMarks(text, {range.begin, at})));
    }
    const bool comma = text.clean()[at] == ',' && BlankFollows(text, at, limit);
    if (comma && length >= kShortestClause) clause = at;
  }
  if (limit == range.end) return std::string(text.clean(WithoutMarks(text, range)));
  if (clause > 0) return std::string(text.clean({range.begin, clause})) + "…";
  std::size_t end = limit;
  while (end > range.begin && text.IsWordCharacter(end)) --end;
  if (end == range.begin) end = limit;  // one long word
  while (!text.IsCharacterBoundary(end)) --end;
  return std::string(text.clean(WithoutMarks(text, {range.begin, end}))) + "…";
}

}  // namespace sambyd::breakdown
