#include "lib/consortium/changed.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>

#include "lib/consortium/subproblem.h"

namespace sambyd::consortium {
namespace {

// The pool of these members alone, without a leaf where one is given. Candidate i is members[i].
Pool CutOut(const Pool& pool, std::span<const std::uint32_t> members,
            std::optional<std::uint8_t> leaf) {
  Pool cut{.matches = {.view = pool.matches.view, .matches = {}, .offers = {}},
           .problem = Subproblem(pool.problem, members),
           .volume_known = pool.volume_known};
  Candidates& candidates = cut.problem.candidates;
  candidates.offers.clear();
  candidates.first_offer = {0};
  if (leaf) {
    cut.problem.volumes.erase(cut.problem.volumes.begin() + *leaf);
    cut.volume_known.erase(cut.volume_known.begin() + *leaf);
  }
  for (const std::uint32_t member : members) {
    market::Match match = pool.matches.matches[member];
    const auto found = pool.matches.OffersOf(match);
    const auto offers = pool.problem.candidates.offers_of(member);
    match.first_offer = static_cast<std::uint32_t>(cut.matches.offers.size());
    for (std::size_t i = 0; i < offers.size(); ++i) {
      if (leaf == offers[i].leaf) continue;
      const bool moves_up = leaf && offers[i].leaf > *leaf;
      cut.matches.offers.push_back(found[i]);
      candidates.offers.push_back(offers[i]);
      if (moves_up) --cut.matches.offers.back().need;
      if (moves_up) --candidates.offers.back().leaf;
    }
    match.offers =
        static_cast<std::uint16_t>(cut.matches.offers.size() - std::size_t{match.first_offer});
    cut.matches.matches.push_back(match);
    candidates.first_offer.push_back(static_cast<std::uint32_t>(candidates.offers.size()));
  }
  return cut;
}

void MakeHire(const Hire& hire, std::size_t member, Pool& pool) {
  domain::Workforce& workforce = pool.matches.matches[member].workforce;
  workforce.headcount += hire.special;
  workforce.special += hire.special;
  pool.problem.candidates.workforce[member] = workforce;
}

void MakeRaise(const Raise& raise, std::size_t member, Pool& pool) {
  const auto capacity = market::Capacity::Of(raise.to);
  if (!raise.leaf) {
    pool.matches.matches[member].yearly = capacity;
    pool.problem.candidates.capacity[member] = raise.to;
    return;
  }
  const Candidates& candidates = pool.problem.candidates;
  for (std::uint32_t i = candidates.first_offer[member]; i < candidates.first_offer[member + 1];
       ++i) {
    if (candidates.offers[i].leaf != *raise.leaf) continue;
    pool.matches.offers[i].yearly = capacity;
    pool.problem.candidates.offers[i].capacity = raise.to;
  }
}

}  // namespace

std::optional<Changed> MakeChange(const Pool& pool, const LotQuery& query, const Change& change) {
  const std::vector<std::uint32_t>& members = change.group.members;
  const auto place_of = [&](std::uint32_t candidate) {
    return static_cast<std::size_t>(std::ranges::find(members, candidate) - members.begin());
  };
  const bool moves = change.kind == ChangeKind::kMoveLeaf;
  Changed changed{.query = query,
                  .pool = CutOut(pool, members, moves ? std::optional(change.leaf) : std::nullopt),
                  .group = {}};
  if (moves) changed.query.leaves.erase(changed.query.leaves.begin() + change.leaf);
  if (change.kind == ChangeKind::kOtherReading) {
    changed.query.policy = changed.pool.problem.policy = change.reading;
  }
  for (const Hire& hire : change.hires) MakeHire(hire, place_of(hire.member), changed.pool);
  for (const Raise& raise : change.raises) MakeRaise(raise, place_of(*change.who), changed.pool);
  auto group = Evaluate(changed.pool.problem, Everybody(changed.pool.problem));
  if (!group) return std::nullopt;
  changed.group = *std::move(group);
  return changed;
}

}  // namespace sambyd::consortium
