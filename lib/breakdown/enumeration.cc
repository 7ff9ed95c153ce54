#include "lib/breakdown/enumeration.h"

#include <algorithm>
#include <cstddef>

#include "lib/breakdown/facts.h"
#include "lib/breakdown/passages.h"

namespace sambyd::breakdown {
namespace {

constexpr int kNarrowCode = 6;  // significant digits of a code for one kind of work

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

}  // namespace

void NameTask(const Reading& reading, const LotText& lot, const Mention& work, Task& task) {
  const bool covered = lot.cpv_main && lot.cpv_main->SignificantDigits() >= kNarrowCode &&
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
                                      PassageForm form, Rule rule) {
  std::vector<Task> tasks;
  for (const Piece& piece : FindPieces(reading, passage, form)) {
    if (piece.work && (!piece.detail || tasks.empty() || IsListedUnderWhole(*piece.work, tasks))) {
      tasks.push_back(MakeTask(reading, lot, piece.range, *piece.work, rule));
    } else if (!tasks.empty()) {
      tasks.back().spans.back().end = piece.range.end;
    }
  }
  for (Task& task : tasks) AddFacts(reading, task.spans.front(), task);
  return tasks;
}

}  // namespace sambyd::breakdown
