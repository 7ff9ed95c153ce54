#include "lib/consortium/search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace sambyd::consortium {
Search::Search(const Roster& roster, Incumbents& incumbents, Budget& budget)
    : roster_(roster),
      incumbents_(incumbents),
      budget_(budget),
      lagrangian_(roster),
      ascent_(roster, budget) {}

Wide Search::Cutoff(std::optional<std::int64_t> floor) const {
  return std::max(least_, incumbents_.Cutoff(floor));
}

std::optional<Wide> Search::Run(std::span<const std::uint32_t> candidates, Wide least,
                                const Multipliers& at) {
  least_ = least;
  Node root;
  for (const std::uint32_t e : candidates) root.free.push_back({0, e});
  Rate(root, at);
  open_bound_ = root.have + BestOf(root, More(root));
  Expand(root, at);
  if (budget_.left()) return std::nullopt;
  return std::max(open_bound_, least);
}

// Sum of the `count` best positive worths of the free.
Wide Search::BestOf(const Node& node, std::size_t count) const {
  Wide sum = 0;
  for (std::size_t i = 0; i < std::min(count, node.free.size()); ++i) {
    if (node.free[i].worth <= 0) break;
    sum += node.free[i].worth;
  }
  return sum;
}

// Worths at these multipliers, best first; equal ones by id, so that the order of the input does
// not matter.
void Search::Rate(Node& node, const Multipliers& at) {
  node.have = lagrangian_.Base(at);
  for (const std::uint32_t e : node.chosen) node.have += lagrangian_.Worth(e, at);
  for (Entry& entry : node.free) entry.worth = lagrangian_.Worth(entry.e, at);
  std::ranges::sort(node.free, [&](const Entry& a, const Entry& b) {
    return a.worth != b.worth ? a.worth > b.worth : roster_.id(a.e) < roster_.id(b.e);
  });
}

// Improves the node's bound and drops whom it excludes; false when nothing is left to look at.
bool Search::Tighten(Node& node, Multipliers& at) {
  const Wide cutoff = Cutoff(node.floor);
  std::vector<std::uint32_t> free;
  for (const Entry& entry : node.free) free.push_back(entry.e);
  const Wide gap = node.have + BestOf(node, More(node)) - cutoff;
  const int steps = node.chosen.empty() ? 100 : 12;
  ascent_.Improve({.chosen = node.chosen, .free = free, .more = More(node)}, cutoff,
                  static_cast<double>(gap), steps, at);
  Rate(node, at);
  const Wide rest = node.have + BestOf(node, More(node) - 1);
  std::erase_if(node.free, [&](const Entry& entry) { return rest + entry.worth < cutoff; });
  return node.have + BestOf(node, More(node)) >= cutoff && !node.free.empty();
}

void Search::Expand(Node& node, const Multipliers& at) {
  const std::size_t more = More(node);
  if (more == 0) return;
  if (more == 1) {
    Finish(node);
    return;
  }
  Multipliers here = at;
  const auto promising = [&] {
    const Wide least = Cutoff(node.floor) - node.have - BestOf(node, more - 1);
    std::size_t count = 0;
    while (count < node.free.size() && node.free[count].worth >= least) ++count;
    return count;
  };
  std::size_t count = promising();
  if (count == 0) return;
  if (count >= 4) {
    if (!Tighten(node, here)) return;
    count = promising();
  }
  const std::size_t leaf = RequiredLeaf(node, count);
  for (std::size_t i = 0; i < node.free.size();) {
    const Wide best = node.have + BestOf(node, more);
    if (node.chosen.empty()) open_bound_ = best;
    const Entry next = node.free[i];
    if (best < Cutoff(node.floor)) return;
    if (node.have + next.worth + BestOf(node, more - 1) < Cutoff(node.floor)) return;
    if (leaf < roster_.leaves() && incumbents_.RowOf(next.e).limit[leaf] == 0) {
      ++i;
      continue;
    }
    node.free.erase(node.free.begin() + static_cast<std::ptrdiff_t>(i));
    if (!budget_.SpendNode()) return;
    Visit(node, next, here);
    if (!budget_.left()) return;
  }
}

// Looks at the node's chosen with one more, and at all sets beyond.
void Search::Visit(const Node& node, const Entry& next, const Multipliers& at) {
  Node child;
  child.chosen = node.chosen;
  child.chosen.push_back(next.e);
  child.have = node.have + next.worth;
  child.floor = node.floor;
  if (child.have >= Cutoff(child.floor)) {
    child.floor = std::max(child.floor, incumbents_.Offer(child.chosen));
  }
  const std::size_t more = More(child);
  if (more == 0) return;
  const Wide least = Cutoff(child.floor) - child.have - BestOf(node, more - 1);
  for (const Entry& entry : node.free) {
    if (entry.worth < least) break;
    child.free.push_back(entry);
  }
  Expand(child, at);
}

// A leaf that the chosen cannot carry in full, so that one who can do it must join; the one with
// the fewest promising candidates. The number of leaves when there is none.
std::size_t Search::RequiredLeaf(const Node& node, std::size_t promising) {
  std::size_t best = roster_.leaves();
  std::size_t fewest = promising;
  for (std::size_t p = 0; p < roster_.leaves(); ++p) {
    std::int64_t missing = roster_.volumes()[p];
    for (const std::uint32_t e : node.chosen) missing -= incumbents_.RowOf(e).limit[p];
    if (missing <= 0) continue;
    const auto able = static_cast<std::size_t>(std::ranges::count_if(
        std::span(node.free).first(promising),
        [&](const Entry& entry) { return incumbents_.RowOf(entry.e).limit[p] > 0; }));
    if (able < fewest) {
      fewest = able;
      best = p;
    }
  }
  return best;
}

// Looks at the node's chosen with one last member: one who makes up for all that they lack.
void Search::Finish(const Node& node) {
  std::array<std::int64_t, kMaxLeaves> missing{};
  std::ranges::copy(roster_.volumes(), missing.begin());
  std::int64_t missing_whole = roster_.whole_volume();
  std::int64_t slack = 0;
  std::uint64_t covered = 0;
  for (const std::uint32_t e : node.chosen) {
    for (const Arc& arc : roster_.arcs(e)) missing[arc.leaf] -= arc.limit;
    missing_whole -= roster_.total(e);
    slack += roster_.slack(e);
    covered |= roster_.covers(e);
  }
  const auto makes_up = [&](std::uint32_t e) {
    if (roster_.total(e) < missing_whole) return false;
    if (roster_.pooled_share() && slack + roster_.slack(e) < 0) return false;
    if (std::popcount(covered | roster_.covers(e)) < roster_.requirements()) return false;
    const Row& row = incumbents_.RowOf(e);
    for (std::size_t p = 0; p < roster_.leaves(); ++p) {
      if (row.limit[p] < missing[p]) return false;
    }
    return true;
  };
  if (!budget_.SpendNode()) return;
  std::vector<std::uint32_t> members = node.chosen;
  Wide least = Cutoff(node.floor) - node.have;
  for (const Entry& entry : node.free) {
    if (entry.worth < least) break;
    if (!budget_.Spend(10)) return;
    if (!makes_up(entry.e)) continue;
    members.push_back(entry.e);
    incumbents_.Offer(members);
    members.pop_back();
    least = Cutoff(node.floor) - node.have;
  }
}

}  // namespace sambyd::consortium
