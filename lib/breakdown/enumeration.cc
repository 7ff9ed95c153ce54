#include "lib/breakdown/enumeration.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <span>
#include <string_view>

#include "lib/breakdown/actions.h"
#include "lib/breakdown/facts.h"
#include "lib/breakdown/passages.h"
#include "lib/breakdown/pieces.h"

namespace sambyd::breakdown {
namespace {

// Below this a guess of the classifier does not tell tasks apart.
constexpr int kTellingConfidence = 5000;
// The lot's own kind, which the classifier leans to, must be surer to say that tasks are one.
constexpr int kOwnKindConfidence = 8000;
constexpr std::size_t kMostGuessedFrom = 400;  // bytes
constexpr std::size_t kFewestOwnLetters = 4;
constexpr std::size_t kPieceOpening = 40;  // bytes in which a piece names its work

// Evidence begins at the trade word, or at a figure or action before it, not at "Opgaven omfatter".
std::size_t BeginOf(const Reading& reading, Range piece, Range work) {
  std::size_t begin = work.begin;
  for (const Figure& figure : Reading::Within(reading.figures, {piece.begin, work.begin})) {
    begin = std::min(begin, figure.range.begin);
  }
  for (const CueMatch& cue : Reading::Within(reading.cues, {piece.begin, begin})) {
    if (cue.cue == Cue::kGeneric) begin = std::min(begin, cue.range.begin);
  }
  return begin;
}

// "fødevarer: kød, fisk …": the details are the parts of a whole that this passage named.
bool IsListedUnderWhole(const Mention& work, std::vector<Task>& tasks) {
  for (Task& task : tasks) {
    const bool covers = task.code && task.code->SignificantDigits() == 2 &&
                        task.code->Covers(work.code) && *task.code != work.code;
    if (covers) task.umbrella = true;
    if (task.umbrella) return true;
  }
  return false;
}

// Has an amount or share and words of its own.
bool IsPriced(const Reading& reading, Range piece) {
  std::size_t letters = reading.text.Letters(piece, piece.end - piece.begin);
  bool priced = false;
  for (const Figure& figure : Reading::Within(reading.figures, piece)) {
    letters -= reading.text.Letters(figure.range, letters);
    priced = priced || (!figure.total && figure.kind != Figure::Kind::kQuantity);
  }
  return priced && letters >= kFewestOwnLetters;
}

// "transport af blodprøver" + "medicin for 600.000 kr.": one piece where they name one kind of
// work.
std::vector<Piece> JoinPriced(const Reading& reading, std::vector<Piece> pieces) {
  std::vector<Piece> joined;
  for (Piece& piece : pieces) {
    const bool takes = IsConjunction(piece.joint) && !piece.work && !joined.empty() &&
                       joined.back().work && IsPriced(reading, piece.range) &&
                       !IsPriced(reading, joined.back().range);
    if (takes) {
      joined.back().range.end = piece.range.end;
    } else {
      joined.push_back(piece);
    }
  }
  return joined;
}

// The pieces between the first and the last priced one where all of them are.
std::span<const Piece> PricedRun(const Reading& reading, std::span<const Piece> pieces) {
  const auto priced = [&](const Piece& piece) { return IsPriced(reading, piece.range); };
  while (!pieces.empty() && !priced(pieces.front())) pieces = pieces.subspan(1);
  while (!pieces.empty() && !priced(pieces.back())) pieces = pieces.first(pieces.size() - 1);
  if (pieces.size() < 2 || !std::ranges::all_of(pieces, priced)) return {};
  // "halvdelen af overskuddet går til kommunen, halvdelen …": shares in words may be of anything.
  const bool in_words = std::ranges::all_of(pieces, [&](const Piece& piece) {
    const auto figures = Reading::Within(reading.figures, piece.range);
    return !piece.work && !reading.text.IsDigit(figures.front().range.begin) &&
           figures.front().kind == Figure::Kind::kShare;
  });
  return in_words ? std::span<const Piece>() : pieces;
}

// "til en institution bestiller dem": a clause that says more of the work before it.
bool IsClause(const Reading& reading, Range piece) {
  static constexpr std::array<std::string_view, 14> kOpenings = {
      "til",  "indtil", "der", "som", "at",   "hvorefter", "which",
      "that", "until",  "bis", "die", "dass", "tills",     "inntil"};
  const auto words = Words(reading.text, piece);
  // "der Montage von Nistkästen"
  if (words.size() > 1 && reading.text.IsUpper(words[1].begin)) return false;
  return !words.empty() && std::ranges::count(kOpenings, reading.text.folded(words.front())) > 0;
}

// Begins with work whose kind is unknown: "vedligeholdelse af cykler", "receptionsbemanning".
bool LooksLikeWork(const Reading& reading, Range piece) {
  if (reading.Has(Cue::kAncillary, piece) || reading.Has(Cue::kRest, piece)) return false;
  if (IsClause(reading, piece)) return false;
  if (!ActionOnObject(reading, piece).empty()) return true;
  const Range opening{piece.begin, std::min(piece.end, piece.begin + kPieceOpening)};
  for (const CueMatch& cue : Reading::Within(reading.cues, opening)) {
    // "sortering" alone is a stage of what stands before it.
    if (cue.cue == Cue::kGeneric) return reading.text.Letters({cue.range.end, piece.end}, 1) > 0;
  }
  return std::ranges::any_of(Words(reading.text, opening), [&](Range word) {
    return word.end < opening.end || opening.end == piece.end
               ? IsActionNoun(reading.text.folded(word))
               : false;
  });
}

// The words of a piece behind the verb that announces it ("Services include …").
Range WithoutAnnouncement(const Reading& reading, Range piece) {
  for (const CueMatch& cue : Reading::Within(reading.cues, piece)) {
    if (cue.cue == Cue::kScope && cue.range.end < piece.end) piece.begin = cue.range.end;
  }
  return reading.text.Trim(piece);
}

Task UnknownTask(const Reading& reading, Range piece, Rule rule) {
  Task task;
  task.rule = rule;
  task.apart = true;
  task.spans = {WithoutAnnouncement(reading, piece)};
  task.label = task.spans.front();
  return task;
}

// The kinds of work known before and those that the pieces name are several.
bool IsDivided(const Reading& reading, const LotText& lot, std::span<const Piece> pieces,
               std::set<domain::CpvCode> kinds) {
  for (const Piece& piece : pieces) {
    if (!piece.work || piece.detail) continue;
    Task task;
    NameTask(reading, lot, *piece.work, task);
    if (!task.umbrella) kinds.insert(task.kind);
  }
  return kinds.size() >= 2;
}

// "Preis (70 %), Lieferzeit (20 %)": the weights of award criteria.
bool WeighsCriteria(const Reading& reading, Range passage) {
  static constexpr std::array<std::string_view, 9> kCriteria = {
      "pris",     "prisen",     "priset",  "price",   "preis",
      "kvalitet", "kvalitetet", "quality", "qualität"};
  return std::ranges::any_of(Words(reading.text, passage), [&](Range word) {
    return std::ranges::find(kCriteria, reading.text.folded(word)) != kCriteria.end();
  });
}

}  // namespace

bool NamesTradesOnly(const Reading& reading, const LotText& lot, Range item) {
  if (!LabelOf(reading.text, item).empty()) return false;
  const auto pieces = FindPieces(reading, item, {true, BuysGoods(lot)});
  return std::ranges::all_of(
      pieces, [](const Piece& piece) { return piece.work && piece.work->IsActivity(); });
}

std::optional<Task> FindLabelledTask(const Reading& reading, const LotText& lot, Range item,
                                     Rule rule) {
  const PassageForm form{true, BuysGoods(lot)};
  for (const Piece& piece : FindPieces(reading, HeadOf(reading, item), form)) {
    if (piece.detail) break;
    if (!piece.work) continue;
    Task task = MakeTask(reading, lot, item, *piece.work, rule);
    task.spans = {item};
    AddFacts(reading, item, task);
    return task;
  }
  return std::nullopt;
}

void GuessKind(const Reading& reading, const LotText& lot, const Classifier& classifier,
               Range words, Task& task) {
  const std::string_view text = reading.text.clean(words).substr(0, kMostGuessedFrom);
  const auto guesses = classifier.Classify(text, lot.language, OwnCodes(lot), 1);
  if (guesses.empty() || guesses[0].confidence_bp < kTellingConfidence) return;
  const bool own = lot.cpv_main && KindOf(*lot.cpv_main) == KindOf(guesses[0].code);
  if (own && guesses[0].confidence_bp < kOwnKindConfidence) return;
  task.code = guesses[0].code;
  task.kind = KindOf(guesses[0].code);
  task.guessed = true;
}

bool ListsActions(const Reading& reading, Range passage) {
  std::set<std::string_view> actions;
  for (const Piece& piece : FindPieces(reading, passage, {})) {
    const auto action = ActionOnObject(reading, WithoutAnnouncement(reading, piece.range));
    if (!piece.detail && !action.empty()) actions.insert(action);
  }
  return actions.size() >= kFewestActions || ListsVerbs(reading, passage);
}

bool HasPricedPieces(const Reading& reading, Range passage) {
  return !reading.Has(Cue::kRespectively, passage) && !WeighsCriteria(reading, passage) &&
         !PricedRun(reading, JoinPriced(reading, FindPieces(reading, passage, {}))).empty();
}

void NameTask(const Reading& reading, const LotText& lot, const Mention& work, Task& task) {
  const bool covered = lot.cpv_main && lot.cpv_main->SignificantDigits() >= kOneTrade &&
                       lot.cpv_main->Covers(work.code);
  task.code = work.code;
  task.kind = KindOf(covered ? *lot.cpv_main : work.code);
  task.umbrella = IsUmbrella(reading, work.range);
}

Task MakeTask(const Reading& reading, const LotText& lot, Range range, const Mention& work,
              Rule rule) {
  Task task;
  task.rule = rule;
  task.spans = {{BeginOf(reading, range, work.range), range.end}};
  task.label = work.range;
  NameTask(reading, lot, work, task);
  return task;
}

std::vector<Task> FindEnumeratedTasks(const Reading& reading, const LotText& lot, Range passage,
                                      bool is_item, Rule rule,
                                      const std::set<domain::CpvCode>& known) {
  const std::vector<Piece> pieces =
      JoinPriced(reading, FindPieces(reading, passage, {is_item, BuysGoods(lot)}));
  const bool in_order = reading.Has(Cue::kRespectively, passage);
  const auto priced = in_order ? std::span<const Piece>() : PricedRun(reading, pieces);
  const bool verbs = !is_item && ListsVerbs(reading, passage);
  const bool actions = verbs || (!is_item && ListsActions(reading, passage));
  const bool several = actions || IsDivided(reading, lot, pieces, known);
  std::vector<Task> tasks;
  for (const Piece& piece : pieces) {
    const bool own = !priced.empty() && &piece >= &priced.front() && &piece <= &priced.back();
    if (piece.work && (!piece.detail || tasks.empty() || IsListedUnderWhole(*piece.work, tasks))) {
      tasks.push_back(MakeTask(reading, lot, piece.range, *piece.work, rule));
    } else if (own ||
               (several && (actions || !tasks.empty()) && !piece.detail &&
                (verbs ? IsVerbOnObject(reading, WithoutAnnouncement(reading, piece.range))
                       : LooksLikeWork(reading, WithoutAnnouncement(reading, piece.range))))) {
      tasks.push_back(UnknownTask(reading, piece.range, rule));
    } else if (!tasks.empty()) {
      tasks.back().spans.back().end = piece.range.end;
    }
  }
  for (Task& task : tasks) AddFacts(reading, task.spans.front(), task);
  return tasks;
}

}  // namespace sambyd::breakdown
