#include "lib/breakdown/passages.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace sambyd::breakdown {
namespace {

constexpr std::size_t kLongestLabel = 60;
// "renovering" is the whole of what is listed, "refurbishment of laptops" is work of its own.
constexpr std::size_t kLongestEnding = 12;

}  // namespace

bool NamesAnything(const Reading& reading, Range passage) {
  return !Reading::Within(reading.mentions, passage).empty();
}

bool NamesActivity(const Reading& reading, Range passage) {
  return std::ranges::any_of(Reading::Within(reading.mentions, passage), &Mention::IsActivity);
}

std::set<domain::CpvCode> KindsIn(const Reading& reading, Range passage, bool goods_expected) {
  std::set<domain::CpvCode> kinds;
  for (const Mention& mention : Reading::Within(reading.mentions, passage)) {
    if (mention.IsActivity() || (mention.IsGoods() && goods_expected)) {
      kinds.insert(KindOf(mention.code));
    }
  }
  return kinds;
}

bool IsUmbrella(const Reading& reading, Range work) {
  return std::ranges::any_of(Reading::Within(reading.cues, work), [&](const CueMatch& cue) {
    return cue.cue == Cue::kUmbrella && cue.range.begin == work.begin &&
           cue.range.end + kLongestEnding >= work.end;
  });
}

bool IsIdle(const Reading& reading, Range passage, bool goods_expected) {
  if (reading.Has(Cue::kRequirement, passage) || reading.Has(Cue::kExcluded, passage)) return true;
  const std::size_t kinds = KindsIn(reading, passage, goods_expected).size();
  // "Som option skal tilbudsgiver prissætte …" names work.
  const bool offered = kinds == 1 && reading.Has(Cue::kOption, passage);
  return (reading.Has(Cue::kBoilerplate, passage) && kinds < 2 && !offered) ||
         (reading.Has(Cue::kFeatures, passage) && kinds < 3);
}

Range LabelOf(const Text& text, Range item) {
  const std::string_view clean = text.clean(item).substr(0, kLongestLabel + 4);
  std::size_t end = std::string_view::npos;
  for (const std::string_view sign : {": ", " – ", " - ", " — ", "\t", " | "}) {
    end = std::min(end, clean.find(sign));
  }
  if (end > kLongestLabel) return {};  // npos is larger still
  return {item.begin, item.begin + end};
}

Range HeadOf(const Reading& reading, Range item) {
  if (const Range label = LabelOf(reading.text, item); !label.empty()) {
    return NamesAnything(reading, label) ? label : Range{label.end, item.end};
  }
  const std::size_t cut = reading.text.clean(item).find_first_of(",;");
  return {item.begin, cut == std::string_view::npos ? item.end : item.begin + cut};
}

}  // namespace sambyd::breakdown
