#include "lib/breakdown/place_tasks.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "lib/breakdown/facts.h"
#include "lib/breakdown/passages.h"
#include "lib/breakdown/place_clauses.h"

namespace sambyd::breakdown {
namespace {

constexpr std::size_t kFarthestBracket = 300;  // bytes before a place

// Without the comma, bracket or "og" that leads to the next place.
Range WithoutJoint(const Text& text, Range range) {
  static constexpr std::string_view kWords[] = {" og", " i", " and", " in", " und", " och"};
  for (range = text.Trim(range); !range.empty(); range = text.Trim(range)) {
    const char last = text.clean()[range.end - 1];
    if (last == ',' || last == ';' || last == '(') {
      --range.end;
      continue;
    }
    const auto word = std::ranges::find_if(
        kWords, [&](std::string_view w) { return text.folded(range).ends_with(w); });
    if (word == std::end(kWords)) break;
    range.end -= word->size();
  }
  return range;
}

// The name of a town abroad, of which several share a region; a municipality tells by its code.
std::string_view TownOf(const Text& text, const PlaceMention& mention) {
  return mention.place.IsMunicipality() ? std::string_view() : text.folded(mention.range);
}

// "Uppsala län: 6 500 000 SEK."
bool IsLabel(const Reading& reading, Range sentence, const std::vector<PlaceMention>& places) {
  if (places.size() != 1 || places.front().range.begin != sentence.begin) return false;
  const std::size_t end = places.front().range.end;
  return reading.text.clean().substr(end, 1) == ":" &&
         !Reading::Within(reading.figures, {end, sentence.end}).empty();
}

// "Dublin Region (South Dublin, Fingal)" says what lies in a region; "three districts (Aarhus,
// Horsens, Odense)" divides.
bool OnlyExplains(const Reading& reading, Range sentence, const PlaceMention& place) {
  const std::size_t at = std::max(sentence.begin, place.range.begin);
  const std::size_t begin = at - std::min(at - sentence.begin, kFarthestBracket);
  const std::string_view before = reading.text.clean({begin, at});
  const std::size_t bracket = before.rfind('(');
  return bracket != std::string_view::npos && before.find(')', bracket) == std::string_view::npos &&
         !reading.Has(Cue::kDivision, {begin, begin + bracket});
}

}  // namespace

std::vector<Task> FindPlaceTasks(const Reading& reading, Range sentence, bool goods_expected) {
  const Text& text = reading.text;
  if (auto clauses = FindPlaceClauses(reading, sentence, goods_expected); !clauses.empty()) {
    return clauses;
  }
  std::vector<PlaceMention> places;
  for (const PlaceMention& place : Reading::Within(reading.places, sentence)) {
    if (place.address) return {};
    const bool known = std::ranges::any_of(places, [&](const auto& p) {
      return p.place == place.place && TownOf(text, p) == TownOf(text, place);
    });
    if (!known && !OnlyExplains(reading, sentence, place)) places.push_back(place);
  }
  if ((places.size() < 2 && !IsLabel(reading, sentence, places)) ||
      KindsIn(reading, sentence, goods_expected).size() > 1)
    return {};
  std::vector<Task> tasks;
  bool figures = true;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t end = i + 1 < places.size() ? places[i + 1].range.begin : sentence.end;
    const Range own{places[i].range.begin, end};
    Task task;
    task.rule = Rule::kPlaces;
    task.label = places[i].range;
    task.spans = {WithoutJoint(text, own)};
    AddFacts(reading, own, task);
    task.places = {places[i].place};
    task.town = TownOf(text, places[i]);
    figures = figures && !task.figures.empty();
    tasks.push_back(std::move(task));
  }
  if (!figures && !reading.Has(Cue::kDivision, sentence)) return {};
  return tasks;
}

}  // namespace sambyd::breakdown
