#include "lib/breakdown/facts.h"

#include <algorithm>
#include <cstddef>
#include <set>

namespace sambyd::breakdown {
namespace {

void GiveFigure(domain::CpvCode kind, const Figure& figure, std::vector<Task>& tasks) {
  for (Task& task : tasks) {
    if (task.kind != kind || task.heading) continue;
    const bool known = std::ranges::any_of(
        task.figures, [&](const Figure& other) { return other.kind == figure.kind; });
    if (!known) task.figures.push_back(figure);
    return;
  }
}

}  // namespace

void AddFacts(const Reading& reading, Range passage, Task& task) {
  std::set<Figure::Kind> seen;
  for (const Figure& figure : Reading::Within(reading.figures, passage)) {
    if (!figure.total && seen.insert(figure.kind).second) task.figures.push_back(figure);
  }
  for (const PlaceMention& place : Reading::Within(reading.places, passage)) {
    if (std::ranges::find(task.places, place.place) == task.places.end()) {
      task.places.push_back(place.place);
    }
  }
}

void TieFigures(const Reading& reading, Range sentence, std::vector<Task>& tasks) {
  const auto figures = Reading::Within(reading.figures, sentence);
  if (figures.empty() || tasks.empty()) return;
  const auto mentions = Reading::Within(reading.mentions, sentence);
  if (mentions.empty()) {
    Task& last = tasks.back();
    if (last.figures.empty() && !last.heading && last.list < 0) AddFacts(reading, sentence, last);
    return;
  }
  const auto first = std::ranges::find(figures, false, &Figure::total);
  if (first == figures.end()) return;
  const bool figure_first = first->range.begin < mentions.front().range.begin;
  for (const Figure& figure : figures) {
    if (figure.total || figure.kind == Figure::Kind::kQuantity) continue;
    const Mention* nearest = nullptr;
    for (const Mention& mention : mentions) {
      const bool before = mention.range.begin < figure.range.begin;
      if (figure_first ? !before && nearest == nullptr : before) nearest = &mention;
    }
    if (nearest != nullptr) GiveFigure(KindOf(nearest->code), figure, tasks);
  }
}

}  // namespace sambyd::breakdown
