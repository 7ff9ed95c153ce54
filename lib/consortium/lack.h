#ifndef LIB_CONSORTIUM_LACK_H_
#define LIB_CONSORTIUM_LACK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "lib/consortium/roster.h"

namespace sambyd::consortium {

// What some chosen members lack of a feasible set when `more` others may still join. Each thing
// lacking is a bit: volume of a leaf, of all leaves, pooled share, or a requirement.
class Lack {
 public:
  Lack(const Roster& roster, std::span<const std::uint32_t> chosen, std::size_t more);

  // For each of these bits, every feasible set has one more member that brings it: what is lacking
  // of an amount is shared by those who join, so one of them brings the `more`-th part.
  std::uint64_t bits() const { return bits_; }
  std::uint64_t BroughtBy(std::uint32_t e) const {
    std::uint64_t brought = roster_.covers(e) << kRequirement0;
    ForEachAmount(e, [&](std::size_t kind, std::int64_t amount) {
      brought |= std::uint64_t{amount >= part_[kind]} << kind;
    });
    return brought & bits_;
  }

  // Tells what each who joins has to bring of an amount at least, the others being among `free`:
  // call Consider for each of them, then Settle. False when even the best cannot make up for what
  // is lacking.
  void Consider(std::uint32_t e);
  bool Settle();
  // Whether e brings that, and everything where it is the last to join.
  bool Suffices(std::uint32_t e) const {
    std::uint64_t enough = needed_ >> kRequirement0 & roster_.covers(e);
    enough <<= kRequirement0;
    ForEachAmount(e, [&](std::size_t kind, std::int64_t amount) {
      enough |= std::uint64_t{amount >= least_[kind]} << kind;
    });
    return (needed_ & ~enough) == 0;
  }

 private:
  static constexpr std::size_t kWhole = kMaxLeaves;
  static constexpr std::size_t kShare = kWhole + 1;
  static constexpr std::size_t kRequirement0 = kShare + 1;  // those beyond 64 bits are left out
  static constexpr std::size_t kAmounts = kRequirement0;

  static constexpr std::uint64_t Bit(std::size_t kind) { return std::uint64_t{1} << kind; }

  template <typename Visit>
  void ForEachAmount(std::uint32_t e, Visit&& visit) const {
    for (const Arc& arc : roster_.arcs(e)) visit(arc.leaf, arc.limit);
    visit(kWhole, roster_.total(e));
    visit(kShare, roster_.slack(e));
  }

  const Roster& roster_;
  std::size_t more_;
  std::uint64_t bits_ = 0;
  std::uint64_t summed_ = 0;  // amounts that are or may become lacking
  std::uint64_t needed_ = 0;  // of each who joins
  std::array<std::int64_t, kAmounts> lacking_{};
  std::array<std::int64_t, kAmounts> part_{};
  std::array<std::int64_t, kAmounts> least_{};
  std::array<std::array<std::int64_t, kMaxMembers>, kAmounts>
      most_{};  // of those considered, largest first
};

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_LACK_H_
