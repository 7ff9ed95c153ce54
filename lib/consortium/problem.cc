#include "lib/consortium/problem.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/consortium/in_range.h"

namespace sambyd::consortium {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

absl::Status ValidateLot(const Problem& problem) {
  SAMBYD_RETURN_IF_ERROR(InRange("max_members", problem.max_members, 1, kMaxMembers));
  SAMBYD_RETURN_IF_ERROR(InRange("role_min_bp", problem.role_min_bp, 0, kBasisPoints));
  SAMBYD_RETURN_IF_ERROR(InRange("member_cost", problem.member_cost, 0, kMax));
  if (problem.volumes.empty() || problem.volumes.size() > kMaxLeaves) {
    return InvalidField("volumes", std::to_string(problem.volumes.size()) + " leaves",
                        "1 to 16 leaves", Reason::kFieldOutOfRange);
  }
  std::int64_t whole = 0;
  for (const std::int64_t volume : problem.volumes) {
    SAMBYD_RETURN_IF_ERROR(InRange("volumes", volume, 1, kMax / kMaxMerit));
    whole += volume;  // at most 16 / 1000 of 2^63
  }
  SAMBYD_RETURN_IF_ERROR(InRange("sum of volumes", whole, 1, kMax / kMaxMerit));
  return InRange("member_cost", problem.member_cost, 0, kMax / whole / problem.max_members);
}

absl::Status ValidateOffers(const Problem& problem, std::size_t candidate) {
  std::uint32_t seen = 0;
  for (const Offer& offer : problem.candidates.offers_of(candidate)) {
    SAMBYD_RETURN_IF_ERROR(
        InRange("leaf", offer.leaf, 0, static_cast<std::int64_t>(problem.volumes.size()) - 1));
    SAMBYD_RETURN_IF_ERROR(InRange("merit", offer.merit, 0, kMaxMerit));
    SAMBYD_RETURN_IF_ERROR(InRange("capacity", offer.capacity, 0, kMax));
    if (seen >> offer.leaf & 1) {
      return InvalidField("leaf", std::to_string(offer.leaf), "each leaf at most once");
    }
    seen |= 1U << offer.leaf;
  }
  return absl::OkStatus();
}

absl::Status ValidateCandidate(const Problem& problem, std::size_t candidate) {
  const Candidates& pool = problem.candidates;
  const domain::Workforce people = pool.workforce[candidate];
  SAMBYD_RETURN_IF_ERROR(InRange("headcount", people.headcount, 1, kMaxHeadcount));
  SAMBYD_RETURN_IF_ERROR(InRange("special", people.special, 0, people.headcount));
  SAMBYD_RETURN_IF_ERROR(InRange("capacity", pool.capacity[candidate], 0, kMax));
  return ValidateOffers(problem, candidate);
}

absl::Status ValidateColumns(const Candidates& pool) {
  const std::size_t count = pool.size();
  if (pool.workforce.size() != count || pool.capacity.size() != count ||
      pool.certificates.size() != count || pool.first_offer.size() != count + 1 ||
      pool.first_offer.front() != 0 || pool.first_offer.back() != pool.offers.size() ||
      !std::ranges::is_sorted(pool.first_offer)) {
    return InvalidField("candidates", "columns of different length", "one row for each id");
  }
  std::vector<std::string_view> ids = pool.ids;
  std::ranges::sort(ids);
  const auto twice = std::ranges::adjacent_find(ids);
  if (twice != ids.end()) return InvalidField("candidates", *twice, "each id once");
  return absl::OkStatus();
}

}  // namespace

void Candidates::Add(std::string_view id, domain::Workforce people, std::int64_t whole_capacity,
                     std::uint64_t held) {
  ids.push_back(id);
  workforce.push_back(people);
  capacity.push_back(whole_capacity);
  certificates.push_back(held);
  first_offer.push_back(static_cast<std::uint32_t>(offers.size()));
}

absl::Status Validate(const Problem& problem) {
  SAMBYD_RETURN_IF_ERROR(ValidateLot(problem));
  SAMBYD_RETURN_IF_ERROR(ValidateColumns(problem.candidates));
  for (std::size_t c = 0; c < problem.candidates.size(); ++c) {
    if (absl::Status status = ValidateCandidate(problem, c); !status.ok()) {
      return InField("candidates[" + std::string(problem.candidates.ids[c]) + "]", status);
    }
  }
  return absl::OkStatus();
}

std::int64_t TotalVolume(const Problem& problem) {
  return std::accumulate(problem.volumes.begin(), problem.volumes.end(), std::int64_t{0});
}

std::int64_t RoleMinimum(const Problem& problem) {
  // V < 2^54 and role_min_bp < 2^14: the quotient and remainder of V keep the product in 63 bits.
  const std::int64_t whole = TotalVolume(problem);
  const std::int64_t share = problem.role_min_bp;
  const std::int64_t rest = share * (whole % kBasisPoints);
  return share * (whole / kBasisPoints) + (rest + kBasisPoints - 1) / kBasisPoints;
}

}  // namespace sambyd::consortium
