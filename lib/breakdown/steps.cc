#include "lib/breakdown/steps.h"

#include <cstddef>

#include "lib/breakdown/enumeration.h"
#include "lib/breakdown/passages.h"
#include "lib/breakdown/tasks.h"

namespace sambyd::breakdown {
namespace {

// So many other trades make a sentence more than the steps of one.
constexpr std::size_t kFewestOthers = 2;

}  // namespace

const Mention* SubjectOf(const Reading& reading, Range sentence) {
  const auto mentions = Reading::Within(reading.mentions, sentence);
  if (mentions.empty() || !mentions.front().IsActivity()) return nullptr;
  const Mention& first = mentions.front();
  const bool opens = first.range.begin < sentence.begin + kSubject;
  const bool whole = reading.Has(Cue::kScope, {first.range.end, first.range.end + kSubject});
  return opens && whole && !IsUmbrella(reading, first.range) ? &first : nullptr;
}

bool TellsSteps(const Reading& reading, const LotText& lot, Range sentence,
                std::set<domain::CpvCode> known) {
  if (!lot.cpv_main) return false;
  if (const Mention* subject = SubjectOf(reading, sentence)) known.insert(KindOf(subject->code));
  if (known.size() != 1) return false;
  const domain::CpvCode trade = *known.begin();
  if (!KindOf(*lot.cpv_main).Covers(trade) || !ListsActions(reading, sentence)) return false;
  auto others = KindsIn(reading, sentence, BuysGoods(lot));
  others.erase(trade);
  return others.size() < kFewestOthers;
}

}  // namespace sambyd::breakdown
