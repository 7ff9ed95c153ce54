#include "lib/consortium/requirement.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace sambyd::consortium {
namespace {

using Kind = Requirement::Kind;
using domain::ThresholdPolicy;

void RemoveLifted(std::vector<std::string>& certificates, Kind kind,
                  const std::set<Requirement>& lifted) {
  std::erase_if(certificates, [&](const std::string& code) {
    return lifted.contains({.kind = kind, .certificate = code});
  });
}

// The query without what a query can be without.
LotQuery RelaxQuery(const LotQuery& query, const std::set<Requirement>& lifted) {
  LotQuery relaxed = query;
  for (std::size_t leaf = 0; leaf < query.leaves.size(); ++leaf) {
    if (lifted.contains({.kind = Kind::kPlace, .leaf = static_cast<std::uint8_t>(leaf)})) {
      relaxed.leaves[leaf].places.clear();
    }
  }
  if (lifted.contains({.kind = Kind::kMemberLimit})) relaxed.max_members = kMaxMembers - 1;
  RemoveLifted(relaxed.certificates_all, Kind::kCertificateAll, lifted);
  RemoveLifted(relaxed.certificates_any, Kind::kCertificateAny, lifted);
  return relaxed;
}

market::MatchQuery RelaxMatch(const LotQuery& relaxed, const std::set<Requirement>& lifted) {
  market::MatchQuery match = MatchQueryOf(relaxed);
  const bool policy_lifted = lifted.contains({.kind = Kind::kPolicy});
  if (lifted.contains({.kind = Kind::kMainAim})) match.main_aim_needed = false;
  if (lifted.contains({.kind = Kind::kEvidence})) {
    match.stale_workforce_counts = true;
    match.workforce_needed &= !policy_lifted;
  }
  return match;
}

void RelaxProblem(Problem& problem, const std::set<Requirement>& lifted) {
  if (lifted.contains({.kind = Kind::kPolicy})) problem.policy = ThresholdPolicy::kNone;
  if (lifted.contains({.kind = Kind::kRoleMinimum})) problem.role_min_bp = 1;
  for (Offer& offer : problem.candidates.offers) {
    if (lifted.contains({.kind = Kind::kLeafCapacity, .leaf = offer.leaf})) {
      offer.capacity = kUnlimited;
    }
  }
  if (lifted.contains({.kind = Kind::kTotalCapacity})) {
    std::ranges::fill(problem.candidates.capacity, kUnlimited);
  }
}

}  // namespace

std::vector<Requirement> RequirementsOf(const LotQuery& query) {
  std::vector<Requirement> all = {{.kind = Kind::kRoleMinimum}};
  const auto known = [](const LeafQuery& leaf) { return leaf.yearly_volume.has_value(); };
  for (std::size_t i = 0; i < query.leaves.size(); ++i) {
    const auto leaf = static_cast<std::uint8_t>(i);
    all.push_back({.kind = Kind::kWork, .leaf = leaf});
    if (known(query.leaves[i])) all.push_back({.kind = Kind::kLeafCapacity, .leaf = leaf});
    if (!query.leaves[i].places.empty()) all.push_back({.kind = Kind::kPlace, .leaf = leaf});
  }
  if (std::ranges::all_of(query.leaves, known)) all.push_back({.kind = Kind::kTotalCapacity});
  if (query.max_members < kMaxMembers - 1) all.push_back({.kind = Kind::kMemberLimit});
  for (const std::string& code : query.certificates_any) {
    all.push_back({.kind = Kind::kCertificateAny, .certificate = code});
  }
  for (const std::string& code : query.certificates_all) {
    all.push_back({.kind = Kind::kCertificateAll, .certificate = code});
  }
  if (query.policy != ThresholdPolicy::kNone) {
    if (query.require_main_aim) all.push_back({.kind = Kind::kMainAim});
    all.push_back({.kind = Kind::kEvidence});
    all.push_back({.kind = Kind::kPolicy});
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Pool RelaxPool(std::shared_ptr<const market::View> view, const LotQuery& query,
               const std::set<Requirement>& lifted) {
  const LotQuery relaxed = RelaxQuery(query, lifted);
  Pool pool = MakePool(std::move(view), relaxed, RelaxMatch(relaxed, lifted));
  RelaxProblem(pool.problem, lifted);
  std::vector<std::uint8_t> undone;
  for (const Requirement& requirement : lifted) {
    if (requirement.kind == Kind::kWork) undone.push_back(requirement.leaf);
  }
  if (!undone.empty()) AddFiller(pool.problem, undone);
  return pool;
}

void AddFiller(Problem& problem, const std::vector<std::uint8_t>& leaves) {
  for (const std::uint8_t leaf : leaves) {
    problem.candidates.offers.push_back({.capacity = kUnlimited, .merit = 0, .leaf = leaf});
  }
  const bool lead_sought = problem.policy == ThresholdPolicy::kLeadOnly;
  problem.candidates.Add("", {.headcount = 10, .special = lead_sought ? 0 : 3}, kUnlimited, 0);
  problem.max_members += 1;
}

}  // namespace sambyd::consortium
