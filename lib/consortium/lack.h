#ifndef LIB_CONSORTIUM_LACK_H_
#define LIB_CONSORTIUM_LACK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "lib/consortium/roster.h"

namespace sambyd::consortium {

// What some chosen members lack of a feasible set when `more` others may still join. Each thing
// lacking is a bit: a leaf, the volume of all leaves, pooled share, or a requirement. What is
// lacking of an amount is shared by those who join, so one of them brings the `more`-th part.
class Lack {
 public:
  Lack(const Roster& roster, std::span<const std::uint32_t> chosen, std::size_t more);

  // For each of these bits, every feasible set has one more member that brings it.
  std::uint64_t bits() const { return bits_; }
  std::uint64_t BroughtBy(std::uint32_t e) const {
    std::uint64_t brought = roster_.covers(e) << kRequirement0;
    for (const Arc& arc : roster_.arcs(e)) {
      brought |= std::uint64_t{arc.limit >= part_[arc.leaf]} << arc.leaf;
    }
    brought |= std::uint64_t{roster_.total(e) >= whole_part_} << kWhole;
    brought |= std::uint64_t{roster_.slack(e) >= slack_part_} << kShare;
    return brought & bits_;
  }

 private:
  static constexpr int kWhole = kMaxLeaves;
  static constexpr int kShare = kWhole + 1;
  static constexpr int kRequirement0 = kShare + 1;  // those beyond 64 bits are not looked at

  const Roster& roster_;
  std::uint64_t bits_ = 0;
  std::array<std::int64_t, kMaxLeaves> part_{};
  std::int64_t whole_part_ = 0;
  std::int64_t slack_part_ = 0;
};

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_LACK_H_
