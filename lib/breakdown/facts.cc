#include "lib/breakdown/facts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <span>
#include <string_view>

namespace sambyd::breakdown {
namespace {

// Unless the task has one of this kind.
void AddFigure(const Figure& figure, Task& task) {
  const bool known = std::ranges::any_of(
      task.figures, [&](const Figure& other) { return other.kind == figure.kind; });
  if (!known) task.figures.push_back(figure);
}

void GiveFigure(domain::CpvCode kind, const Figure& figure, std::vector<Task>& tasks) {
  for (Task& task : tasks) {
    if (task.kind != kind || task.heading) continue;
    AddFigure(figure, task);
    return;
  }
}

// The letter or number of a list that stands just before a figure: 1 for "(a)" and "1)", else 0.
int OrdinalBefore(const Text& text, std::size_t at) {
  const std::string_view clean = text.clean();
  while (at > 0 && text.IsBlank(at - 1)) --at;
  if (at < 2 || (clean[at - 1] != ')' && clean[at - 1] != ':')) return 0;
  const std::size_t sign = at - 2;
  if (sign > 0 && text.IsWordCharacter(sign - 1)) return 0;
  const char name = text.folded()[sign];
  if (name >= 'a' && name <= 'z') return name - 'a' + 1;
  return name >= '1' && name <= '9' ? name - '0' : 0;
}

// Gives each figure to the item of the last list with its ordinal; false when the figures have
// none.
bool TieByOrdinal(const Text& text, std::span<const Figure> figures, std::vector<Task>& tasks) {
  const auto last =
      std::find_if(tasks.rbegin(), tasks.rend(), [](const Task& task) { return task.item > 0; });
  if (last == tasks.rend()) return false;
  const int list = last->list;
  bool tied = false;
  for (const Figure& figure : figures) {
    const int ordinal = OrdinalBefore(text, figure.range.begin);
    if (ordinal == 0) continue;
    for (Task& task : tasks) {
      if (task.list != list || task.item != ordinal) continue;
      AddFigure(figure, task);
      tied = true;
    }
  }
  return tied;
}

// The cells of a line between tabs or bars.
std::vector<Range> Cells(const Text& text, Range line) {
  std::vector<Range> cells = {{line.begin, line.end}};
  for (std::size_t at = line.begin; at < line.end; ++at) {
    if (text.clean()[at] != '\t' && text.clean()[at] != '|') continue;
    cells.back().end = at;
    cells.push_back({at + 1, line.end});
  }
  return cells;
}

}  // namespace

void AddFacts(const Reading& reading, Range passage, Task& task) {
  std::set<Figure::Kind> seen;
  for (const Figure& figure : Reading::Within(reading.figures, passage)) {
    if (figure.total && !task.heading) continue;
    if (seen.insert(figure.kind).second) task.figures.push_back(figure);
  }
  for (const PlaceMention& place : Reading::Within(reading.places, passage)) {
    if (std::ranges::find(task.places, place.place) == task.places.end()) {
      task.places.push_back(place.place);
    }
  }
}

std::string_view ColumnCurrency(const Reading& reading, Range heading) {
  static constexpr std::array<std::string_view, 12> kAmounts = {
      "beløb", "belopp", "betrag", "amount", "budget", "ramme",
      "value", "værdi",  "verdi",  "summe",  "värde",  "wert"};
  const std::string_view named = CurrencyOf(reading.text, heading);
  if (!named.empty()) return named;
  const std::string_view folded = reading.text.folded(heading);
  const bool amounts = std::ranges::any_of(
      kAmounts, [&](auto word) { return folded.find(word) != std::string_view::npos; });
  if (!amounts) return {};
  const auto money = std::ranges::find(reading.figures, Figure::Kind::kAmount, &Figure::kind);
  return money == reading.figures.end() ? std::string_view() : money->unit;
}

void AddColumnAmount(const Reading& reading, Range heading, Range row, Task& task) {
  const std::vector<Range> heads = Cells(reading.text, heading);
  const std::vector<Range> cells = Cells(reading.text, row);
  for (std::size_t i = 0; i < heads.size(); ++i) {
    const std::string_view currency = ColumnCurrency(reading, heads[i]);
    if (currency.empty()) continue;
    // A heading without bars stands above the last column.
    const std::size_t column = heads.size() == 1 ? cells.size() - 1 : i;
    if (column >= cells.size()) return;
    if (const auto amount = AmountInCell(reading.text, cells[column], currency)) {
      AddFigure(*amount, task);
    }
    return;
  }
}

bool TieRespectively(const Reading& reading, Range sentence, std::vector<Task>& tasks) {
  if (!reading.Has(Cue::kRespectively, sentence)) return false;
  std::vector<Figure> figures;
  for (const Figure& figure : Reading::Within(reading.figures, sentence)) {
    if (figure.kind != Figure::Kind::kQuantity) figures.push_back(figure);
  }
  if (figures.size() < 2 || figures.size() > tasks.size()) return false;
  const std::size_t first = tasks.size() - figures.size();
  for (std::size_t i = 0; i < figures.size(); ++i) {
    std::erase_if(tasks[first + i].figures,
                  [&](const Figure& known) { return known.kind == figures[i].kind; });
    tasks[first + i].figures.push_back(figures[i]);
  }
  return true;
}

void TieFigures(const Reading& reading, Range sentence, std::vector<Task>& tasks) {
  const auto figures = Reading::Within(reading.figures, sentence);
  if (figures.empty() || tasks.empty()) return;
  if (TieByOrdinal(reading.text, figures, tasks)) return;
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
