#ifndef LIB_CONSORTIUM_TRANSPORT_H_
#define LIB_CONSORTIUM_TRANSPORT_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "lib/consortium/problem.h"

namespace sambyd::consortium {

// What one member can carry, all limits finite.
struct Row {
  std::array<std::int64_t, kMaxLeaves> limit{};  // 0: cannot do the leaf
  std::array<std::int32_t, kMaxLeaves> merit{};
  std::int64_t total = 0;  // over all leaves
};

// What a candidate can carry by one of its offers.
inline std::int64_t LimitOf(const Problem& problem, std::size_t candidate, const Offer& offer) {
  return std::min(
      {offer.capacity, problem.candidates.capacity[candidate], problem.volumes[offer.leaf]});
}

// The candidate's limits cut to the volumes, which changes no feasible amount.
Row MakeRow(const Problem& problem, std::size_t candidate);

// The best amounts for fixed members: a min-cost flow from members to leaves. Starts from the best
// amounts without totals and role minimum, then repairs one overloaded or idle member after the
// other by shifting work along cheapest paths between members.
class Transport {
 public:
  // `minimum`: the least amount of each member. `volumes` must outlive this.
  Transport(std::span<const std::int64_t> volumes, std::int64_t minimum)
      : volumes_(volumes), minimum_(minimum) {}

  // Σ amount · merit of the best amounts, or nothing where the members cannot carry the volumes.
  std::optional<std::int64_t> Solve(std::span<const Row* const> members);

  // Of the last successful Solve: what the member at `position` carries of the leaf.
  std::int64_t amount(std::size_t position, std::size_t leaf) const {
    return amount_[position][leaf];
  }

  // Replaces the amounts of the last Solve by the lexicographically largest equally good ones,
  // members in the order given to Solve, leaves in the order given here.
  void MakeCanonical(std::span<const std::uint8_t> leaf_order);

 private:
  enum class Direction { kFrom, kTo };

  // Cheapest paths that move work between members, from one of them or to it.
  struct Paths {
    std::array<std::int64_t, kMaxMembers> length;
    std::array<std::uint8_t, kMaxMembers> next;  // one step nearer to the one
    std::array<std::uint8_t, kMaxMembers> leaf;  // on which that step moves work
  };

  bool FillLeaf(std::size_t leaf);
  Paths FindPaths(std::size_t one, Direction direction) const;
  bool Repair(std::size_t member, Direction direction);

  std::span<const std::int64_t> volumes_;
  std::int64_t minimum_;
  std::span<const Row* const> members_;
  std::array<std::array<std::int64_t, kMaxLeaves>, kMaxMembers> amount_{};
  std::array<std::int64_t, kMaxMembers> load_{};
};

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_TRANSPORT_H_
