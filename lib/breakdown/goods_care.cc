#include "lib/breakdown/goods_care.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sambyd::breakdown {
namespace {

// "reparation af brugte kørestole": so many bytes may stand between the verb and the goods.
constexpr std::size_t kReach = 30;

struct Care {
  std::uint32_t goods;
  std::uint32_t work;
};

// The repair of goods of division 30 to 48, the narrower code first.
constexpr std::array<Care, 20> kCares = {{{30120000, 50310000},    // copiers
                                          {30000000, 50320000},    // computers
                                          {31500000, 50232000},    // lamps
                                          {32000000, 50330000},    // telephones, projectors
                                          {33000000, 50421000},    // medical aids
                                          {34430000, 50800000},    // bicycles
                                          {34920000, 50230000},    // road furniture
                                          {34990000, 50230000},    // road signs
                                          {34000000, 50110000},    // vehicles
                                          {35000000, 50610000},    // security equipment
                                          {37535000, 50870000},    // playgrounds
                                          {37000000, 50800000},    // sports goods
                                          {38000000, 50410000},    // instruments
                                          {39310000, 50883000},    // catering equipment
                                          {39700000, 50880000},    // appliances
                                          {39100000, 50850000},    // furniture
                                          {42500000, 50730000},    // cooling
                                          {42000000, 50530000},    // machines
                                          {43000000, 50530000},    // tools
                                          {16000000, 50530000}}};  // garden machines

std::optional<domain::CpvCode> CareOf(domain::CpvCode goods) {
  for (const Care& care : kCares) {
    if (domain::CpvCode::FromNumber(care.goods).Covers(goods)) {
      return domain::CpvCode::FromNumber(care.work);
    }
  }
  return std::nullopt;
}

// "repareres", "repareras", "be serviced", "repariert": goods in front of it are what it is done
// to.
bool IsPassive(std::string_view verb) {
  static constexpr std::array<std::string_view, 5> kEndings = {"es", "as", "ed", "iert", "wartet"};
  return std::ranges::any_of(kEndings, [&](auto ending) { return verb.ends_with(ending); });
}

// Nothing but a few words of the same clause stands between.
bool InOneClause(const Text& text, Range gap) {
  return gap.begin <= gap.end && gap.end - gap.begin <= kReach &&
         text.clean(gap).find_first_of(".,;:\n(") == std::string_view::npos;
}

}  // namespace

void NameCareOfGoods(const Text& text, const std::vector<CueMatch>& cues,
                     std::vector<Mention>& mentions) {
  auto first = cues.begin();
  for (Mention& mention : mentions) {
    if (!mention.IsGoods()) continue;
    const auto code = CareOf(mention.code);
    if (!code) continue;
    const std::size_t reach = mention.range.begin - std::min(mention.range.begin, 2 * kReach);
    while (first != cues.end() && first->range.begin < reach) ++first;
    bool cared = false, bought = false;
    for (auto cue = first; cue != cues.end(); ++cue) {
      if (cue->range.begin > mention.range.end + kReach) break;
      const bool before = cue->range.end <= mention.range.begin &&
                          InOneClause(text, {cue->range.end, mention.range.begin});
      const bool behind = cue->range.begin >= mention.range.end &&
                          IsPassive(text.folded(cue->range)) &&
                          InOneClause(text, {mention.range.end, cue->range.begin});
      cared = cared || (cue->cue == Cue::kRepair && (before || behind));
      bought = bought || (cue->cue == Cue::kSupply && before);
    }
    if (cared && !bought) mention.code = *code;
  }
}

}  // namespace sambyd::breakdown
