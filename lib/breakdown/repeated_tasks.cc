#include "lib/breakdown/repeated_tasks.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace sambyd::breakdown {
namespace {

// The task whose kind this one has.
std::vector<Task>::iterator FindKnown(const Task& task, std::vector<Task>& tasks) {
  return std::ranges::find_if(tasks, [&](const Task& known) {
    return known.kind == task.kind && known.code && !known.heading && !known.umbrella;
  });
}

}  // namespace

void FoldRepeated(std::size_t before, std::vector<Task>& tasks) {
  const auto first = tasks.begin() + static_cast<std::ptrdiff_t>(before);
  std::vector<Task> fresh(std::make_move_iterator(first), std::make_move_iterator(tasks.end()));
  tasks.resize(before);
  bool repeats = false, tells_more = false;
  for (const Task& task : fresh) {
    if (task.apart) continue;
    (FindKnown(task, tasks) != tasks.end() ? repeats : tells_more) = true;
  }
  if (repeats && !tells_more) std::erase_if(fresh, [](const Task& task) { return task.apart; });
  for (Task& task : fresh) {
    const auto same = FindKnown(task, tasks);
    if (same == tasks.end() || task.umbrella) {
      tasks.push_back(std::move(task));
    } else if (same->places.empty()) {
      same->places = task.places;
    }
  }
}

void DemoteWhole(const Reading& reading, Range sentence, std::size_t before,
                 std::vector<Task>& tasks) {
  const Range opening{sentence.begin, std::min(sentence.end, sentence.begin + kSubject)};
  if (before != 1 || !tasks.front().narrated || !reading.Has(Cue::kNeutralHeading, opening)) return;
  Task& whole = tasks.front();
  const bool repeated = std::any_of(tasks.begin() + 1, tasks.end(),
                                    [&](const Task& task) { return task.kind == whole.kind; });
  if (!repeated) whole.umbrella = true;
}

void DropAsides(std::vector<Task>& tasks) {
  std::set<domain::CpvCode> sure, aside;
  bool more_announced = false;
  for (const Task& task : tasks) {
    (task.tentative ? aside : sure).insert(task.kind);
    more_announced = more_announced || (task.rule == Rule::kEnumeration && !task.narrated);
  }
  if (sure.size() >= 2 || aside.size() >= 2 || more_announced) return;
  std::erase_if(tasks, [](const Task& task) { return task.tentative; });
}

}  // namespace sambyd::breakdown
