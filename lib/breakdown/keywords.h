#ifndef LIB_BREAKDOWN_KEYWORDS_H_
#define LIB_BREAKDOWN_KEYWORDS_H_

#include <vector>

#include "lib/breakdown/text.h"
#include "lib/domain/cpv.h"

namespace sambyd::breakdown {

// A word or phrase that names a kind of work or goods.
struct Mention {
  Range range;
  domain::CpvCode code;
  bool object = false;  // "legepladser": names a thing that work is done to, not the work

  bool IsGoods() const { return code.number() < 45'000'000 || code.number() / 1'000'000 == 48; }
  // Work by itself. Goods and objects count as work only where they are bought or looked after.
  bool IsActivity() const { return !object && !IsGoods(); }
};

// The mentions of a range in the order of the text, from the trade words of keywords.tsv (Danish,
// English, German, Swedish, Norwegian). Where several overlap the longest counts. Thread-safe.
std::vector<Mention> FindMentions(const Text& text, Range range);

// The kind of work a code belongs to: codes of one kind are one trade, which one firm usually
// does. Window cleaning is a kind of its own, office and school cleaning are not.
domain::CpvCode KindOf(domain::CpvCode code);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_KEYWORDS_H_
