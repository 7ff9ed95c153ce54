#include "lib/breakdown/cues.h"

#include <cstdint>

#include "lib/breakdown/phrase_matcher.h"
#include "lib/domain/codelist.h"

// Written by sambyd_embed: the bytes of cues.tsv.
extern "C" {
extern const char sambyd_cues_tsv_begin[];
extern const char sambyd_cues_tsv_end[];
}

namespace sambyd::breakdown {
namespace {

PhraseMatcher ReadCues() {
  PhraseMatcher matcher;
  std::uint32_t cue = 0;
  for (const auto& row : domain::TableRows(sambyd_cues_tsv_begin, sambyd_cues_tsv_end)) {
    for (const std::string_view phrase : domain::SplitBy(row[1], '|')) matcher.Add(phrase, cue);
    ++cue;
  }
  matcher.Build();
  return matcher;
}

}  // namespace

std::vector<CueMatch> FindCues(const Text& text, Range range) {
  static const PhraseMatcher matcher = ReadCues();
  std::vector<CueMatch> cues;
  for (const auto& match : matcher.Find(text, range)) {
    cues.push_back({match.range, static_cast<Cue>(match.id)});
  }
  return cues;
}

}  // namespace sambyd::breakdown
