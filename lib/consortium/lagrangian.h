#ifndef LIB_CONSORTIUM_LAGRANGIAN_H_
#define LIB_CONSORTIUM_LAGRANGIAN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "lib/consortium/budget.h"
#include "lib/consortium/roster.h"

namespace sambyd::consortium {

// Values of sets and bounds on them, in units of 2^-kValueBits of the objective. A set's value is
// its objective less one unit for each member, so that of equal objectives the smaller set's is
// larger. 128 bits: see docs/adr for why nothing overflows.
__extension__ using Wide = __int128;
inline constexpr int kValueBits = 30;
inline constexpr Wide kOne = Wide{1} << kValueBits;

// One multiplier for each condition that couples the members.
struct Multipliers {
  std::array<std::int64_t, kMaxLeaves> price{};  // of a leaf: merit points · 2^kValueBits
  Wide share = 0;                                // of a unit of share slack, 0 or more
  std::array<Wide, 64> requirement{};            // of a fulfilled requirement, 0 or more
};

// The Lagrangian relaxation of the problem: with the coupling conditions priced, what a candidate
// is worth as a member does not depend on the others, and
//     value(S) ≤ Base() + Σ over S of Worth(e)
// for every feasible S. All of it in integers, so each bound is a proof, whatever the multipliers.
class Lagrangian {
 public:
  explicit Lagrangian(const Roster& roster) : roster_(roster) {}

  Wide Base(const Multipliers& at) const;
  Wide Worth(std::uint32_t e, const Multipliers& at) const;

  // The same where only `missing` of each leaf is still to be carried, each unit earning `bonus`
  // more: a guide for building sets, no bound.
  Wide WorthWithin(std::uint32_t e, const Multipliers& at, std::span<const std::int64_t> missing,
                   std::int64_t bonus) const;
  // Takes the amounts behind WorthWithin off `missing`.
  void TakeWithin(std::uint32_t e, const Multipliers& at, std::span<std::int64_t> missing,
                  std::int64_t bonus) const;

  // How the coupling conditions are met by some members with the amounts behind their worth.
  struct Balance {
    std::array<std::int64_t, kMaxLeaves> missing{};  // volume less what is carried
    std::int64_t slack = 0;
    std::array<std::int32_t, 64> surplus{};  // members that fulfil the requirement, less one
  };
  Balance EmptyBalance() const;
  void AddMember(std::uint32_t e, const Multipliers& at, Balance& balance) const;

 private:
  // `cut(arc)` limits an amount, `take(leaf, amount)` sees it.
  template <typename Cut, typename Take>
  Wide Carry(std::uint32_t e, const Multipliers& at, std::int64_t bonus, Cut&& cut,
             Take&& take) const;
  Wide Priced(std::uint32_t e, const Multipliers& at) const;

  const Roster& roster_;
};

// What is open at a node of the search: members chosen, and how many more may be chosen from where.
struct Open {
  std::span<const std::uint32_t> chosen;
  std::span<const std::uint32_t> free;
  std::size_t more = 0;
};

// Lowers the bound of what is open by subgradient steps.
class DualAscent {
 public:
  DualAscent(const Roster& roster, Budget& budget);

  // Improves `at` in at most `steps` steps and returns the bound at the result, an upper bound on
  // the value of every set that is open, the chosen ones alone included. Ends early when the bound
  // falls below `target` or the budget is spent. `reach` is how far the bound is hoped to fall; it
  // guides the steps.
  Wide Improve(const Open& open, Wide target, double reach, int steps, Multipliers& at) const;

  // The bound at given multipliers and how the best members there meet the conditions.
  Wide Bound(const Open& open, const Multipliers& at, Lagrangian::Balance* balance) const;

 private:
  struct Direction {
    std::array<double, kMaxLeaves> price{};
    double share = 0;
    std::array<double, 64> requirement{};
  };
  Direction Normalised(const Lagrangian::Balance& balance) const;
  double Product(const Direction& a, const Direction& b) const;
  void Move(const Direction& along, double step, Multipliers& at) const;

  const Roster& roster_;
  Budget& budget_;
  Lagrangian lagrangian_;
  double mean_volume_ = 0;
  double mean_slack_ = 1;
  double max_share_price_ = 0;
};

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_LAGRANGIAN_H_
