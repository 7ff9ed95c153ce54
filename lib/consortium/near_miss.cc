#include "lib/consortium/near_miss.h"

#include <algorithm>
#include <cstdint>

namespace sambyd::consortium {
namespace {

// The same lot, each candidate being as good as its share of special terms.
Problem RankedByShare(const Problem& problem) {
  Problem ranked = problem;
  for (std::size_t c = 0; c < problem.candidates.size(); ++c) {
    const domain::Workforce workforce = problem.candidates.workforce[c];
    const auto merit =
        static_cast<std::int16_t>(kMaxMerit * workforce.special / workforce.headcount);
    for (std::uint32_t i = problem.candidates.first_offer[c];
         i < problem.candidates.first_offer[c + 1]; ++i) {
      ranked.candidates.offers[i].merit = merit;
    }
  }
  return ranked;
}

}  // namespace

std::vector<Consortium> FindNearMisses(const Problem& problem, const Limits& limits) {
  Problem open = problem;
  open.policy = domain::ThresholdPolicy::kNone;
  std::vector<Consortium> groups = Solve(open, limits).top;
  for (const Consortium& found : Solve(RankedByShare(open), limits).top) {
    if (std::ranges::find(groups, found.members, &Consortium::members) != groups.end()) continue;
    if (auto group = Evaluate(open, found.members)) groups.push_back(*std::move(group));
  }
  return groups;
}

}  // namespace sambyd::consortium
