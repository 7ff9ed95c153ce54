#ifndef LIB_CONSORTIUM_SEARCH_H_
#define LIB_CONSORTIUM_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "lib/consortium/budget.h"
#include "lib/consortium/incumbents.h"
#include "lib/consortium/lagrangian.h"
#include "lib/consortium/roster.h"

namespace sambyd::consortium {

// Depth-first search over sets of roster members, best first, each subtree cut off by its bound.
class Search {
 public:
  Search(const Roster& roster, Incumbents& incumbents, Budget& budget);

  // Completes the list by all sets of these candidates whose value is at least `least`, or stops
  // when the budget is spent and returns a bound on the value of every set not looked at.
  std::optional<Wide> Run(std::span<const std::uint32_t> candidates, Wide least,
                          const Multipliers& at);

 private:
  struct Entry {
    Wide worth;
    std::uint32_t e;
    std::uint64_t brings = 0;  // of what the chosen lack
  };
  struct Node {
    std::vector<std::uint32_t> chosen;
    std::vector<Entry> free;            // by worth, largest first
    Wide have = 0;                      // base and the worth of the chosen
    std::optional<std::int64_t> floor;  // best objective of a set within the chosen
  };

  std::size_t More(const Node& node) const { return roster_.max_members() - node.chosen.size(); }
  Wide Cutoff(std::optional<std::int64_t> floor) const;
  Wide BestOf(const Node& node, std::size_t count) const;
  void Expand(Node& node, const Multipliers& at);
  void Visit(const Node& node, const Entry& next, const Multipliers& at);
  bool Tighten(Node& node, Multipliers& at);
  void Rate(Node& node, const Multipliers& at);
  bool DropWhoCannotJoin(Node& node);
  static std::uint64_t ScarcestLack(const Node& node, std::uint64_t lacking, std::size_t promising);
  void Finish(const Node& node);

  const Roster& roster_;
  Incumbents& incumbents_;
  Budget& budget_;
  Lagrangian lagrangian_;
  DualAscent ascent_;
  Wide least_ = 0;
  Wide open_bound_ = 0;  // of what the root has not branched on yet
};

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_SEARCH_H_
