#include "lib/registry/workforce.h"

#include <cstdint>
#include <vector>

#include "lib/domain/workforce.h"
#include "lib/registry/dates.h"
#include "lib/registry/staleness.h"

namespace sambyd::registry {
namespace {

v1::WorkforceSummary::SizeBand BandOf(std::int64_t headcount) {
  if (headcount <= 0) return v1::WorkforceSummary::SIZE_BAND_UNSPECIFIED;
  if (headcount < 10) return v1::WorkforceSummary::SIZE_BAND_UNDER_10;
  if (headcount < 50) return v1::WorkforceSummary::SIZE_BAND_10_TO_49;
  if (headcount < 250) return v1::WorkforceSummary::SIZE_BAND_50_TO_249;
  return v1::WorkforceSummary::SIZE_BAND_250_AND_MORE;
}

constexpr std::int64_t kSmallestCell = 5;

v1::Verdict ShareVerdict(domain::Workforce workforce) {
  if (workforce.headcount <= 0) return v1::VERDICT_UNKNOWN;
  return domain::MeetsShare(workforce) ? v1::VERDICT_PASS : v1::VERDICT_FAIL;
}

}  // namespace

bool MayTell(domain::Workforce workforce, Disclosure disclosure) {
  if (disclosure != Disclosure::kExactCounts) return disclosure == Disclosure::kOwnCounts;
  return workforce.special >= kSmallestCell &&
         workforce.headcount - workforce.special >= kSmallestCell;
}

domain::Workforce CountEmployees(const v1::WorkforceStatement& statement) {
  std::vector<domain::CategoryCount> counts;
  for (const v1::WorkforceCount& count : statement.counts()) {
    counts.push_back({static_cast<domain::WorkforceCategory>(count.category()), count.heads()});
  }
  return domain::CountWorkforce(counts, FromProto(statement.as_of()).value());
}

v1::WorkforceSummary Summarize(const v1::WorkforceStatement& statement, Disclosure disclosure) {
  const domain::Workforce workforce = CountEmployees(statement);
  v1::WorkforceSummary summary;
  *summary.mutable_as_of() = statement.as_of();
  *summary.mutable_stale_from() = ToProto(StaleFrom(FromProto(statement.as_of()).value()));
  summary.set_meets_share(ShareVerdict(workforce));
  summary.set_size_band(BandOf(workforce.headcount));
  if (MayTell(workforce, disclosure)) {
    summary.mutable_totals()->set_headcount(workforce.headcount);
    summary.mutable_totals()->set_special(workforce.special);
  }
  return summary;
}

}  // namespace sambyd::registry
