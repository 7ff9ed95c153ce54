#include "lib/breakdown/keywords.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lib/breakdown/phrase_matcher.h"
#include "lib/domain/codelist.h"

// Written by sambyd_embed: the bytes of keywords.tsv.
extern "C" {
extern const char sambyd_keywords_tsv_begin[];
extern const char sambyd_keywords_tsv_end[];
}

namespace sambyd::breakdown {
namespace {

// The two halves of a phrase such as "klip* + hæk*" may stand this far apart, in either order.
constexpr std::size_t kPairDistance = 40;

constexpr std::uint32_t kSingle = UINT32_MAX;

struct Keyword {
  domain::CpvCode code;
  std::uint32_t other = kSingle;  // the other half of a pair
  bool object = false;
};

struct Lexicon {
  std::vector<Keyword> keywords;
  PhraseMatcher matcher;

  void Add(domain::CpvCode code, std::string_view phrase) {
    const auto id = static_cast<std::uint32_t>(keywords.size());
    const bool object = phrase.ends_with('?');
    if (object) phrase.remove_suffix(1);
    const std::size_t plus = phrase.find(" + ");
    if (plus == std::string_view::npos) {
      keywords.push_back({code, kSingle, object});
      matcher.Add(phrase, id);
      return;
    }
    keywords.push_back({code, id + 1});
    keywords.push_back({code, id});
    matcher.Add(phrase.substr(0, plus), id);
    matcher.Add(phrase.substr(plus + 3), id + 1);
  }
};

Lexicon ReadLexicon() {
  Lexicon lexicon;
  for (const auto& row : domain::TableRows(sambyd_keywords_tsv_begin, sambyd_keywords_tsv_end)) {
    const auto code = domain::CpvCode::Parse(row[0]);
    for (const std::string_view phrase : domain::SplitBy(row[1], '|')) lexicon.Add(*code, phrase);
  }
  lexicon.matcher.Build();
  return lexicon;
}

const Lexicon& TheLexicon() {
  static const Lexicon lexicon = ReadLexicon();
  return lexicon;
}

// The whole pair where the other half of `match` stands near by, before or after it.
Range WholePair(const Text& text, const std::vector<PhraseMatcher::Match>& matches,
                std::size_t index, std::uint32_t other) {
  const Range own = matches[index].range;
  for (std::size_t i = index + 1; i < matches.size(); ++i) {
    if (matches[i].range.begin > own.end + kPairDistance) break;
    if (matches[i].id != other || matches[i].range.begin < own.end) continue;
    const Range gap{own.end, matches[i].range.begin};
    if (text.clean(gap).find_first_of(".;:\n") != std::string_view::npos) return {};
    return {own.begin, matches[i].range.end};
  }
  return {};
}

// Codes that belong to the trade of another group.
struct SameTrade {
  std::uint32_t code;
  std::uint32_t kind;
};
constexpr std::array<SameTrade, 9> kSameTrades = {{{72410000, 72500000},    // websites, hosting
                                                   {72910000, 72500000},    // backup
                                                   {72700000, 72500000},    // networks
                                                   {98394000, 50850000},    // upholstery
                                                   {98371110, 77300000},    // cemeteries
                                                   {77200000, 77300000},    // trees
                                                   {98315000, 98310000},    // ironing
                                                   {79571000, 79921000},    // mailing
                                                   {90511300, 90511000}}};  // litter

// Kinds narrower or wider than a CPV group; every other code's kind is its group.
constexpr std::array<std::uint32_t, 138> kKinds = {
    33140000, 33180000, 33192000, 33193000, 34110000, 34130000, 34140000, 34923000, 34928000,
    34992000, 37535200, 45110000, 45111000, 45112000, 45112700, 45113000, 45221000, 45223000,
    45230000, 45231000, 45232000, 45233000, 45233221, 45234000, 45236000, 45236200, 45240000,
    45243000, 45246000, 45250000, 45261000, 45262100, 45262200, 45262300, 45262500, 45262660,
    45310000, 45312000, 45313000, 45317000, 45320000, 45330000, 45331000, 45340000, 45342000,
    45343000, 45410000, 45420000, 45421100, 45430000, 45431000, 45441000, 45442000, 45443000,
    45452000, 50230000, 50232000, 50720000, 50730000, 50750000, 50850000, 50870000, 55510000,
    60112000, 60140000, 64110000, 64120000, 66512000, 66514000, 66515000, 66516000, 71247000,
    71311000, 71313000, 71314000, 71317000, 71320000, 71351000, 72253000, 79310000, 79416000,
    79710000, 79810000, 79822500, 79921000, 79940000, 79950000, 79960000, 79970000, 79992000,
    79993000, 79995000, 79999100, 80560000, 80580000, 85120000, 85121270, 85130000, 85141000,
    85142000, 85143000, 85144000, 85147000, 85311000, 85311300, 85312100, 85312300, 85312500,
    90511000, 90512000, 90514000, 90520000, 90620000, 90680000, 90690000, 90711000, 90720000,
    90730000, 90740000, 90910000, 90911300, 90915000, 90917000, 90921000, 90922000, 92360000,
    92370000, 92620000, 98310000, 98320000, 98341130, 98351000, 98360000, 98370000, 98380000,
    98392000, 98393000, 98395000};

}  // namespace

std::vector<Mention> FindMentions(const Text& text, Range range) {
  const Lexicon& lexicon = TheLexicon();
  std::vector<Mention> mentions;
  const auto matches = lexicon.matcher.Find(text, range);
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Keyword& keyword = lexicon.keywords[matches[i].id];
    const Range found =
        keyword.other == kSingle ? matches[i].range : WholePair(text, matches, i, keyword.other);
    if (found.empty()) continue;
    Mention mention{found, keyword.code, keyword.object};
    // The longer of two that overlap counts, but work beats an object: "husholdningsaffald
    // indsamles".
    while (!mentions.empty() && mention.range.begin < mentions.back().range.end) {
      const Mention& last = mentions.back();
      const bool longer =
          mention.range.end - mention.range.begin > last.range.end - last.range.begin;
      if (mention.object == last.object ? !longer : mention.object) break;
      mention.range.begin = std::min(mention.range.begin, last.range.begin);
      mention.range.end = std::max(mention.range.end, last.range.end);
      mentions.pop_back();
    }
    if (!mentions.empty() && mention.range.begin < mentions.back().range.end) continue;
    mentions.push_back(mention);
  }
  return mentions;
}

domain::CpvCode KindOf(domain::CpvCode code) {
  for (const SameTrade& same : kSameTrades) {
    if (domain::CpvCode::FromNumber(same.code).Covers(code)) {
      return domain::CpvCode::FromNumber(same.kind);
    }
  }
  for (int digits = code.SignificantDigits(); digits > 3; --digits) {
    if (std::ranges::find(kKinds, code.Prefix(digits).number()) != kKinds.end()) {
      return code.Prefix(digits);
    }
  }
  return code.Prefix(3);
}

}  // namespace sambyd::breakdown
