#include "lib/consortium/explain.h"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace sambyd::consortium {
namespace {

std::int64_t AmountOf(const Consortium& consortium, std::uint32_t member) {
  std::int64_t sum = 0;
  for (const Amount& amount : consortium.amounts) {
    if (amount.candidate == member) sum += amount.amount;
  }
  return sum;
}

Role RoleOf(const Pool& pool, const Amount& amount) {
  const market::Match& match = pool.matches.matches[amount.candidate];
  const auto offers = pool.matches.OffersOf(match);
  const auto offer = std::ranges::find(offers, amount.leaf, &market::Offer::need);
  return {.leaf = amount.leaf,
          .amount = amount.amount,
          .merit = offer->merit,
          .parts = {.cpv_fit = offer->cpv_fit,
                    .quality = offer->quality,
                    .delivery_reliability = match.delivery_reliability,
                    .proximity = offer->proximity},
          .offered = offer->cpv,
          .capacity_known =
              pool.volume_known[amount.leaf] && offer->yearly.IsKnown() && match.yearly.IsKnown()};
}

MemberExplanation ExplainMember(const Pool& pool, const Consortium& consortium,
                                std::uint32_t member) {
  const market::Match& match = pool.matches.matches[member];
  MemberExplanation explanation{.id = std::string(match.id), .workforce = match.workforce};
  explanation.meets_share = ShareVerdict(match.workforce);
  if (const auto row = pool.matches.view->Find(match.id)) {
    explanation.workforce_as_of = row->workforce_as_of;
    explanation.workforce_valid_until = row->workforce_valid_until;
  }
  for (const Amount& amount : consortium.amounts) {
    if (amount.candidate != member) continue;
    explanation.amount += amount.amount;
    explanation.roles.push_back(RoleOf(pool, amount));
  }
  return explanation;
}

// The parts of merit, weighted by what each role carries.
market::MeritParts MeanMerit(const std::vector<MemberExplanation>& members, std::int64_t volume) {
  const auto mean = [&](int market::MeritParts::*part) {
    std::int64_t sum = 0;
    for (const MemberExplanation& member : members) {
      for (const Role& role : member.roles) sum += role.amount * (role.parts.*part);
    }
    return static_cast<int>(sum / volume);
  };
  return {.cpv_fit = mean(&market::MeritParts::cpv_fit),
          .quality = mean(&market::MeritParts::quality),
          .delivery_reliability = mean(&market::MeritParts::delivery_reliability),
          .proximity = mean(&market::MeritParts::proximity)};
}

Verdict CapacityVerdict(const std::vector<MemberExplanation>& members) {
  for (const MemberExplanation& member : members) {
    if (!std::ranges::all_of(member.roles, &Role::capacity_known)) return Verdict::kUnknown;
  }
  return Verdict::kPass;
}

std::optional<market::Day> EvidenceLapses(const std::vector<MemberExplanation>& members,
                                          const LotQuery& query) {
  std::optional<market::Day> last;
  for (const LeafQuery& leaf : query.leaves) {
    if (leaf.period) last = std::max(last.value_or(leaf.period->last), leaf.period->last);
  }
  std::optional<market::Day> lapses;
  for (const MemberExplanation& member : members) {
    if (member.workforce.headcount == 0 || !last || member.workforce_valid_until >= *last) continue;
    const market::Day day = member.workforce_valid_until + std::chrono::days(1);
    lapses = std::min(lapses.value_or(day), day);
  }
  return lapses;
}

}  // namespace

std::uint32_t LeadOf(const Problem& problem, const Consortium& consortium) {
  const bool must_qualify = problem.policy == domain::ThresholdPolicy::kLeadOnly;
  const Candidates& candidates = problem.candidates;
  return *std::ranges::min_element(consortium.members, {}, [&](std::uint32_t member) {
    const bool barred = must_qualify && !domain::MeetsShare(candidates.workforce[member]);
    return std::tuple(barred, -AmountOf(consortium, member), candidates.ids[member]);
  });
}

Explanation Explain(const Pool& pool, const LotQuery& query, const Consortium& consortium,
                    std::span<const DeclaredConsortium> declared) {
  const Problem& problem = pool.problem;
  const std::uint32_t lead = LeadOf(problem, consortium);
  Explanation explanation{.objective = consortium.objective, .total_volume = TotalVolume(problem)};
  std::vector<domain::Workforce> workforce;
  for (const std::uint32_t member : consortium.members) {
    explanation.members.push_back(ExplainMember(pool, consortium, member));
    explanation.members.back().leads = member == lead;
    workforce.push_back(explanation.members.back().workforce);
  }
  explanation.coordination_cost = problem.member_cost * explanation.total_volume *
                                  (static_cast<std::int64_t>(consortium.members.size()) - 1);
  explanation.merit = MeanMerit(explanation.members, explanation.total_volume);
  explanation.threshold = ExplainThreshold(workforce);
  explanation.main_aim = std::ranges::all_of(consortium.members, [&](std::uint32_t member) {
    const auto row = pool.matches.view->Find(problem.candidates.ids[member]);
    return row && row->main_aim;
  });
  explanation.capacity = CapacityVerdict(explanation.members);
  for (std::size_t leaf = 0; leaf < pool.volume_known.size(); ++leaf) {
    if (!pool.volume_known[leaf]) {
      explanation.unknown_volumes.push_back(static_cast<std::uint8_t>(leaf));
    }
  }
  explanation.evidence_lapses = EvidenceLapses(explanation.members, query);
  explanation.flags = FindFlags(pool, query, consortium, declared);
  return explanation;
}

}  // namespace sambyd::consortium
