#ifndef LIB_BREAKDOWN_READING_H_
#define LIB_BREAKDOWN_READING_H_

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/breakdown/cues.h"
#include "lib/breakdown/figures.h"
#include "lib/breakdown/gazetteer.h"
#include "lib/breakdown/goods_care.h"
#include "lib/breakdown/keywords.h"
#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

// Bytes in which a sentence names its subject.
inline constexpr std::size_t kSubject = 16;

// A text with everything that was found in it, each kind by ascending begin. Found once, so that
// the later steps, which look at many small ranges, stay linear.
struct Reading {
  // `home` is that of FindPlaces.
  Reading(std::string_view original, std::span<const std::string> home)
      : text(original),
        cues(FindCues(text, {0, text.size()})),
        mentions(FindMentions(text, {0, text.size()})),
        figures(FindFigures(text, {0, text.size()})),
        places(FindPlaces(text, {0, text.size()}, home)) {
    NameCareOfGoods(text, cues, mentions);
    FindFirstActivity();
  }

  // To be called when the mentions changed.
  void FindFirstActivity() {
    const auto first = std::ranges::find_if(mentions, &Mention::IsActivity);
    first_activity = first == mentions.end() ? text.size() : first->range.begin;
  }

  bool Has(Cue cue, Range range) const {
    return std::ranges::any_of(Within(cues, range),
                               [cue](const CueMatch& match) { return match.cue == cue; });
  }

  // The findings that begin within the range.
  template <class Finding>
  static std::span<const Finding> Within(const std::vector<Finding>& all, Range range) {
    const auto before = [](const Finding& finding, std::size_t at) {
      return finding.range.begin < at;
    };
    const auto first = std::lower_bound(all.begin(), all.end(), range.begin, before);
    return {first, std::lower_bound(first, all.end(), std::max(range.begin, range.end), before)};
  }

  Text text;
  std::vector<CueMatch> cues;
  std::vector<Mention> mentions;
  std::vector<Figure> figures;
  std::vector<PlaceMention> places;
  std::size_t first_activity = 0;  // where the text first names work; its size when it does not
};

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_READING_H_
