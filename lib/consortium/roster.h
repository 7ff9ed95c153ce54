#ifndef LIB_CONSORTIUM_ROSTER_H_
#define LIB_CONSORTIUM_ROSTER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "lib/consortium/problem.h"
#include "lib/consortium/transport.h"

namespace sambyd::consortium {

// One leaf that a candidate can do, cut to the volume and to its whole capacity.
struct Arc {
  std::int64_t limit = 0;  // 1 or more
  std::int32_t merit = 0;
  std::uint32_t leaf = 0;
};

// The candidates that can be members at all, in the form the search walks over. Leaves are put in
// an order that depends on their content, so that the search takes the same path for every order
// of the input.
class Roster {
 public:
  explicit Roster(const Problem& problem);

  const Problem& problem() const { return *problem_; }
  std::size_t size() const { return candidates_.size(); }
  std::size_t leaves() const { return volumes_.size(); }
  std::span<const std::int64_t> volumes() const { return volumes_; }
  std::int64_t whole_volume() const { return whole_volume_; }
  std::int64_t minimum() const { return minimum_; }            // least amount of a member
  std::int64_t member_price() const { return member_price_; }  // member_cost · V
  std::size_t max_members() const { return max_members_; }     // never more than size()

  // By position in the roster.
  std::uint32_t candidate(std::uint32_t e) const { return candidates_[e]; }
  std::uint32_t position(std::uint32_t candidate) const {  // of one that is here
    const auto found = std::ranges::lower_bound(candidates_, candidate);
    return static_cast<std::uint32_t>(found - candidates_.begin());
  }
  std::string_view id(std::uint32_t e) const { return problem_->candidates.ids[candidates_[e]]; }
  std::span<const Arc> arcs(std::uint32_t e) const {
    return std::span(arcs_).subspan(first_arc_[e], first_arc_[e + 1] - first_arc_[e]);
  }
  std::int64_t total(std::uint32_t e) const { return totals_[e]; }
  std::int64_t slack(std::uint32_t e) const { return slacks_[e]; }
  // The requirements that this candidate fulfils for the whole consortium, as bits: certificates
  // of which one holder is enough, and the member of at least 30 % that kLeadOnly and kAggregate
  // imply.
  std::uint64_t covers(std::uint32_t e) const { return covers_[e]; }
  int requirements() const { return requirements_; }
  std::uint64_t all_requirements() const {
    return requirements_ == 0 ? 0 : ~std::uint64_t{0} >> (64 - requirements_);
  }
  bool pooled_share() const { return problem_->policy == domain::ThresholdPolicy::kAggregate; }

  // Whether conditions 5 and 6 hold for members of this roster.
  bool Qualifies(std::span<const std::uint32_t> members) const;

  // The same candidates with nothing to gain and nothing to pay: every feasible set has objective
  // 0.
  Roster WithoutMerit() const;

  // The same data as a row of the transport problem, leaves in the roster's order.
  Row MakeRow(std::uint32_t e) const;

 private:
  void OrderLeaves();
  void AddCandidate(std::uint32_t candidate);

  const Problem* problem_;
  std::int64_t whole_volume_;
  std::int64_t minimum_;
  std::int64_t member_price_;
  std::size_t max_members_ = 0;
  int requirements_ = 0;
  std::uint64_t priced_certificates_ = 0;
  std::vector<std::uint32_t> place_of_leaf_;
  std::vector<std::int64_t> volumes_;
  std::vector<std::uint32_t> candidates_;
  std::vector<std::uint32_t> first_arc_ = {0};
  std::vector<Arc> arcs_;
  std::vector<std::int64_t> totals_;
  std::vector<std::int64_t> slacks_;
  std::vector<std::uint64_t> covers_;
};

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_ROSTER_H_
