#ifndef LIB_CONSORTIUM_ROOT_H_
#define LIB_CONSORTIUM_ROOT_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "lib/consortium/budget.h"
#include "lib/consortium/incumbents.h"
#include "lib/consortium/lagrangian.h"
#include "lib/consortium/roster.h"

namespace sambyd::consortium {

// What is settled before the search: multipliers with a good bound, first consortia (listed in the
// incumbents) and the few candidates that the bound does not exclude.
//
// A large pool is never looked at often: the multipliers are found on a core of promising
// candidates, then a pass over all tells whom the core lacks and whom the bound excludes.
class Root {
 public:
  Root(const Roster& roster, Incumbents& incumbents, Budget& budget);

  void Prepare();

  const Multipliers& multipliers() const { return best_; }
  // Tries to prove that no set is feasible, by prices for capacity and share alone.
  bool IsInfeasible() const;

  // Who can be in a set whose value is at least `least`.
  std::vector<std::uint32_t> Survivors(Wide least) const;
  // On the value of every set of survivors.
  Wide bound() const { return bound_; }

 private:
  struct Rated {
    Wide worth;
    std::uint32_t e;
  };

  bool CannotCover() const;
  Multipliers StartPrices(int percent) const;
  std::vector<Rated> RateAlive(const Multipliers& at) const;
  void AddToCore(std::vector<Rated> rated, std::size_t count);
  bool ExcludeAndExtend();
  void Construct(std::int64_t bonus);
  void ImproveBySwaps();
  bool TrySwaps(const std::vector<std::uint32_t>& members);

  const Roster& roster_;
  Incumbents& incumbents_;
  Budget& budget_;
  Lagrangian lagrangian_;
  DualAscent ascent_;
  Multipliers at_;    // where the ascent stands
  Multipliers best_;  // of the lowest bound over all
  Wide bound_ = 0;
  std::vector<std::uint32_t> alive_;  // not excluded yet
  std::vector<Rated> rated_;          // the same with their worth at best_
  Wide others_ = 0;
  std::vector<std::uint32_t> core_;
  std::vector<bool> in_core_;
};

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_ROOT_H_
