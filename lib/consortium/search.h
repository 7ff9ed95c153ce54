#ifndef LIB_CONSORTIUM_SEARCH_H_
#define LIB_CONSORTIUM_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "lib/consortium/incumbents.h"
#include "lib/consortium/lagrangian.h"
#include "lib/consortium/roster.h"
#include "lib/consortium/solver.h"

namespace sambyd::consortium {

// The work done so far and whether more may be done.
class Budget {
 public:
  explicit Budget(const Limits& limits) : limits_(limits) {}

  // Counts `work` (about nanoseconds) and now and then asks whether to stop.
  bool Spend(std::size_t work);
  bool SpendNode();
  bool left() const { return reason_ == StopReason::kProven; }
  StopReason reason() const { return reason_; }
  std::int64_t nodes() const { return nodes_; }

 private:
  const Limits& limits_;
  std::int64_t nodes_ = 0;
  std::size_t work_ = 0;
  StopReason reason_ = StopReason::kProven;
};

// Depth-first search over sets of roster members, best first, each subtree cut off by its bound.
class Search {
 public:
  Search(const Roster& roster, Incumbents& incumbents, Budget& budget);

  // Completes the list from all sets of these candidates, or stops when the budget is spent.
  // Returns a bound on the value of every set that was not looked at, or nothing when none is left.
  std::optional<Wide> Run(std::span<const std::uint32_t> candidates, const Multipliers& at);

 private:
  struct Entry {
    Wide worth;
    std::uint32_t e;
  };
  struct Node {
    std::vector<std::uint32_t> chosen;
    std::vector<Entry> free;            // by worth, largest first
    Wide have = 0;                      // base and the worth of the chosen
    std::optional<std::int64_t> floor;  // best objective of a set within the chosen
  };

  std::size_t More(const Node& node) const { return roster_.max_members() - node.chosen.size(); }
  Wide BestOf(const Node& node, std::size_t count) const;
  void Expand(Node& node, const Multipliers& at);
  void Visit(const Node& node, const Entry& next, const Multipliers& at);
  bool Tighten(Node& node, Multipliers& at);
  void Rate(Node& node, const Multipliers& at);
  std::size_t RequiredLeaf(const Node& node, std::size_t promising);
  bool CanCover(const Node& node, const Entry& last);

  const Roster& roster_;
  Incumbents& incumbents_;
  Budget& budget_;
  Lagrangian lagrangian_;
  DualAscent ascent_;
  Wide open_bound_ = 0;  // of what the root has not branched on yet
};

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_SEARCH_H_
