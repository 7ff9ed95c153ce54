#include "lib/breakdown/bare_actions.h"

#include <algorithm>
#include <string_view>

#include "lib/breakdown/actions.h"

namespace sambyd::breakdown {
namespace {

Range LastWord(const Text& text, Range piece) {
  while (!piece.empty() && !text.IsLetter(piece.end - 1)) --piece.end;
  std::size_t begin = piece.end;
  while (begin > piece.begin && text.IsLetter(begin - 1)) --begin;
  return {begin, piece.end};
}

// Ends in an action that says nothing without its object.
bool IsBareAction(const Reading& reading, const Piece& piece) {
  const Range word = LastWord(reading.text, piece.range);
  if (word.empty()) return false;
  if (piece.work && (piece.work->range.end < word.begin || piece.work->range.end > word.end)) {
    return false;
  }
  bool action = false, verb = IsInfinitive(reading.text, word);
  for (const CueMatch& cue : Reading::Within(reading.cues, word)) {
    action = action || ((cue.cue == Cue::kGeneric || cue.cue == Cue::kSupply) && cue.range == word);
    verb = verb || (cue.cue == Cue::kVerb && cue.range == word);
  }
  const std::string_view before = reading.text.folded({piece.range.begin, word.begin});
  const bool alone = before.empty() || before.ends_with("at ");
  return action || ((piece.work || alone) && verb);
}

// A verb takes the words behind the next verb, a noun what follows "af".
bool HasObject(const Reading& reading, const Piece& piece, const Piece& bare) {
  const std::string_view folded = reading.text.folded(piece.range);
  if (TakesObject(folded)) return true;
  const Range action = LastWord(reading.text, bare.range);
  const bool verb = IsInfinitive(reading.text, action) || reading.Has(Cue::kVerb, action);
  return verb && folded.find(' ') != std::string_view::npos;
}

// "auf- und abbauen": the first verb lacks its end.
bool IsVerbStump(const Text& text, const Piece& piece, const Piece& next) {
  return text.clean(piece.range).ends_with('-') && next.joint == "und" &&
         !text.IsUpper(LastWord(text, piece.range).begin) && !text.IsUpper(next.range.begin);
}

// An action that says nothing without its object, alone or at the end of the first piece.
bool IsStage(const Reading& reading, const Piece& piece, const Piece& first) {
  const bool alone = reading.text.folded(piece.range).find(' ') == std::string_view::npos;
  return (alone || piece.range.begin == first.range.begin) && IsBareAction(reading, piece);
}

}  // namespace

void ForgetStages(const Reading& reading, std::vector<Piece>& pieces) {
  const auto stages = std::ranges::count_if(
      pieces, [&](const Piece& piece) { return IsStage(reading, piece, pieces.front()); });
  bool named = false;
  for (Piece& piece : pieces) {
    if (stages >= 3 && named && IsStage(reading, piece, pieces.front())) piece.work.reset();
    named = named || piece.work;
  }
}

std::vector<Piece> JoinBareActions(const Reading& reading, std::vector<Piece> pieces) {
  std::vector<Piece> joined;
  for (Piece piece : pieces) {
    const bool takes = piece.joint == "," || IsConjunction(piece.joint);
    while (takes && !joined.empty() &&
           (IsVerbStump(reading.text, joined.back(), piece) ||
            (IsBareAction(reading, joined.back()) && HasObject(reading, piece, joined.back())))) {
      const Piece& bare = joined.back();
      piece.range.begin = bare.range.begin;
      piece.joint = bare.joint;
      piece.detail = bare.detail;
      if (!piece.work) piece.work = bare.work;
      joined.pop_back();
    }
    joined.push_back(piece);
  }
  return joined;
}

}  // namespace sambyd::breakdown
