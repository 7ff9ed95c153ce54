#include "lib/consortium/candidates.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "lib/base/status.h"

namespace sambyd::consortium {
namespace {

std::int64_t Limit(market::Capacity capacity, bool tested) {
  return tested && capacity.IsLimited() ? capacity.oere() : kUnlimited;
}

// The solver wants a headcount; where it is unknown the policy is kNone and none is looked at.
domain::Workforce Solvable(domain::Workforce workforce) {
  return workforce.headcount > 0 ? workforce : domain::Workforce{.headcount = 1, .special = 0};
}

Candidates CandidatesOf(const market::Matches& found, const std::vector<bool>& volume_known) {
  const bool all_known = std::ranges::find(volume_known, false) == volume_known.end();
  Candidates candidates;
  const std::size_t count = found.matches.size();
  candidates.ids.reserve(count);
  candidates.workforce.reserve(count);
  candidates.capacity.reserve(count);
  candidates.certificates.reserve(count);
  candidates.first_offer.reserve(count + 1);
  candidates.offers.reserve(found.offers.size());
  for (const market::Match& match : found.matches) {
    for (const market::Offer& offer : found.OffersOf(match)) {
      candidates.offers.push_back({.capacity = Limit(offer.yearly, volume_known[offer.need]),
                                   .merit = static_cast<std::int16_t>(offer.merit),
                                   .leaf = offer.need});
    }
    candidates.Add(match.id, Solvable(match.workforce), Limit(match.yearly, all_known),
                   match.certificates);
  }
  return candidates;
}

}  // namespace

market::MatchQuery MatchQueryOf(const LotQuery& query) {
  const bool reserved = query.policy != domain::ThresholdPolicy::kNone;
  market::MatchQuery match;
  for (const LeafQuery& leaf : query.leaves) {
    match.needs.push_back(
        {.codes = leaf.codes, .places = leaf.places, .volume = leaf.yearly_volume});
  }
  match.weights = query.weights;
  match.day = query.as_of;
  match.workforce_needed = reserved;
  match.main_aim_needed = reserved && query.require_main_aim;
  match.certificates_needed = query.certificates_all;
  match.certificates_asked = query.certificates_any;
  return match;
}

Pool MakePool(std::shared_ptr<const market::View> view, const LotQuery& query,
              const market::MatchQuery& match) {
  Pool pool;
  for (const LeafQuery& leaf : query.leaves) {
    pool.volume_known.push_back(leaf.yearly_volume.has_value());
  }
  Problem& problem = pool.problem;
  problem.max_members = query.max_members;
  problem.role_min_bp = query.role_min_bp;
  problem.member_cost = query.member_cost;
  problem.policy = query.policy;
  problem.volumes = FillVolumes(query);
  problem.certificates_any = (std::uint64_t{1} << query.certificates_any.size()) - 1;
  pool.matches = market::FindMatches(std::move(view), match);
  problem.candidates = CandidatesOf(pool.matches, pool.volume_known);
  return pool;
}

absl::StatusOr<Pool> BuildPool(std::shared_ptr<const market::View> view, const LotQuery& query) {
  SAMBYD_RETURN_IF_ERROR(Validate(query));
  return MakePool(std::move(view), query, MatchQueryOf(query));
}

std::optional<std::uint32_t> FindCandidate(const Pool& pool, std::string_view id) {
  const auto& matches = pool.matches.matches;
  const auto found = std::ranges::lower_bound(matches, id, {}, &market::Match::id);
  if (found == matches.end() || found->id != id) return std::nullopt;
  return static_cast<std::uint32_t>(found - matches.begin());
}

}  // namespace sambyd::consortium
