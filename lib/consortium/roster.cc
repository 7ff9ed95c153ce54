#include "lib/consortium/roster.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace sambyd::consortium {
namespace {

using domain::ThresholdPolicy;

// Requirements with a multiplier of their own; one more is not priced, only tested.
constexpr int kMaxRequirements = 64;

}  // namespace

Roster::Roster(const Problem& problem)
    : problem_(&problem),
      whole_volume_(TotalVolume(problem)),
      minimum_(RoleMinimum(problem)),
      member_price_(problem.member_cost * whole_volume_) {
  OrderLeaves();
  priced_certificates_ = problem.certificates_any & ~problem.certificates_all;
  requirements_ = std::popcount(priced_certificates_);
  // Where the share is pooled, somebody must bring at least 30 % for a set to have it; said by
  // itself this keeps fractions of one large enterprise from making up the share of a bound.
  const bool lead_needed =
      problem.policy == ThresholdPolicy::kLeadOnly || problem.policy == ThresholdPolicy::kAggregate;
  if (lead_needed && requirements_ < kMaxRequirements) {
    ++requirements_;
  }
  const std::size_t count = problem.candidates.size();
  arcs_.reserve(problem.candidates.offers.size());
  for (auto* column : {&totals_, &slacks_}) column->reserve(count);
  candidates_.reserve(count);
  first_arc_.reserve(count + 1);
  covers_.reserve(count);
  for (std::uint32_t c = 0; c < count; ++c) AddCandidate(c);
  max_members_ = std::min(static_cast<std::size_t>(problem.max_members), size());
}

void Roster::OrderLeaves() {
  struct Content {
    std::int64_t volume = 0;
    std::int64_t merit = 0;      // sum over all offers
    std::uint64_t capacity = 0;  // the same, modulo 2^64
    auto operator<=>(const Content&) const = default;
  };
  const std::size_t leaves = problem_->volumes.size();
  std::array<Content, kMaxLeaves> content;
  for (std::size_t p = 0; p < leaves; ++p) content[p].volume = problem_->volumes[p];
  for (const Offer& offer : problem_->candidates.offers) {
    content[offer.leaf].merit += offer.merit;
    content[offer.leaf].capacity += static_cast<std::uint64_t>(offer.capacity);
  }
  std::vector<std::uint32_t> order(leaves);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t p) { return content[p]; });
  place_of_leaf_.resize(leaves);
  for (std::uint32_t place = 0; place < leaves; ++place) {
    place_of_leaf_[order[place]] = place;
    volumes_.push_back(problem_->volumes[order[place]]);
  }
}

void Roster::AddCandidate(std::uint32_t candidate) {
  const Candidates& all = problem_->candidates;
  const bool able = domain::MeetsShare(all.workforce[candidate]);
  if ((problem_->certificates_all & ~all.certificates[candidate]) != 0) return;
  if (problem_->policy == ThresholdPolicy::kPerMember && !able) return;
  const std::size_t first = arcs_.size();
  std::int64_t total = 0;
  for (const Offer& offer : all.offers_of(candidate)) {
    const std::int64_t limit = LimitOf(*problem_, candidate, offer);
    if (limit == 0) continue;
    arcs_.push_back({limit, offer.merit, place_of_leaf_[offer.leaf]});
    total += limit;
  }
  total = std::min(total, all.capacity[candidate]);
  if (total < minimum_) {
    arcs_.resize(first);
    return;
  }
  std::ranges::sort(arcs_.begin() + static_cast<std::ptrdiff_t>(first), arcs_.end(), {},
                    &Arc::leaf);
  std::uint64_t covers = 0;
  int bit = 0;
  for (std::uint64_t left = priced_certificates_; left != 0; left &= left - 1, ++bit) {
    if (all.certificates[candidate] >> std::countr_zero(left) & 1) {
      covers |= std::uint64_t{1} << bit;
    }
  }
  if (bit < requirements_ && able) covers |= std::uint64_t{1} << bit;
  candidates_.push_back(candidate);
  first_arc_.push_back(static_cast<std::uint32_t>(arcs_.size()));
  totals_.push_back(total);
  slacks_.push_back(domain::ShareSlack(all.workforce[candidate]));
  covers_.push_back(covers);
}

bool Roster::Qualifies(std::span<const std::uint32_t> members) const {
  const Candidates& all = problem_->candidates;
  std::uint64_t held = 0;
  std::int64_t slack = 0;
  bool lead = false;
  for (const std::uint32_t e : members) {
    held |= all.certificates[candidates_[e]];
    slack += slacks_[e];
    lead = lead || slacks_[e] >= 0;
  }
  if ((problem_->certificates_any & ~held) != 0) return false;
  if (problem_->policy == ThresholdPolicy::kAggregate) return slack >= 0;
  return problem_->policy != ThresholdPolicy::kLeadOnly || lead;
}

Roster Roster::WithoutMerit() const {
  Roster plain = *this;
  plain.member_price_ = 0;
  for (Arc& arc : plain.arcs_) arc.merit = 0;
  return plain;
}

Row Roster::MakeRow(std::uint32_t e) const {
  Row row;
  row.total = totals_[e];
  for (const Arc& arc : arcs(e)) {
    row.limit[arc.leaf] = arc.limit;
    row.merit[arc.leaf] = arc.merit;
  }
  return row;
}

}  // namespace sambyd::consortium
