#include "lib/consortium/partners.h"

#include <utility>

#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/consortium/candidates.h"
#include "lib/consortium/subproblem.h"

namespace sambyd::consortium {
namespace {

// A certificate that only the enterprise holds makes it a member of every consortium.
constexpr std::uint64_t kIsTheEnterprise = std::uint64_t{1} << kMaxCertificatesAny;

LotPartners PartnersFor(Pool pool, std::string_view enterprise, const Limits& limits) {
  LotPartners partners;
  Problem& problem = pool.problem;
  partners.total_volume = TotalVolume(problem);
  const auto own = FindCandidate(pool, enterprise);
  if (!own) return partners;
  for (const Offer& offer : problem.candidates.offers_of(*own)) {
    partners.own_leaves.push_back(offer.leaf);
  }
  problem.candidates.certificates[*own] |= kIsTheEnterprise;
  problem.certificates_any |= kIsTheEnterprise;
  const Solution solution = Solve(problem, limits);
  partners.status = solution.status;
  for (const Consortium& found : solution.top) {
    partners.groups.push_back({IdsOf(problem, found.members), found.objective});
  }
  return partners;
}

}  // namespace

absl::StatusOr<std::vector<LotPartners>> SuggestPartners(
    const std::shared_ptr<const market::View>& view, std::string_view enterprise,
    const std::vector<LotQuery>& lots, const Limits& limits) {
  std::vector<LotPartners> all;
  for (std::size_t i = 0; i < lots.size(); ++i) {
    if (limits.stop && limits.stop()) break;
    auto pool = BuildPool(view, lots[i]);
    if (!pool.ok()) return InField("lots[" + std::to_string(i) + "]", pool.status());
    all.push_back(PartnersFor(*std::move(pool), enterprise, limits));
  }
  return all;
}

}  // namespace sambyd::consortium
