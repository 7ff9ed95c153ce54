#include "lib/consortium/search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "lib/consortium/lack.h"

namespace sambyd::consortium {
namespace {

constexpr std::size_t kWorkPerCandidate = 15;

}  // namespace

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
  for (const std::uint32_t e : candidates) root.free.push_back({.worth = 0, .e = e});
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
  if (more == 0 || !DropWhoCannotJoin(node)) return;
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
  const Lack lack(roster_, node.chosen, more);
  for (Entry& entry : node.free) entry.brings = lack.BroughtBy(entry.e);
  const std::uint64_t scarcest = ScarcestLack(node, lack.bits(), count);
  for (std::size_t i = 0; i < node.free.size();) {
    const Wide best = node.have + BestOf(node, more);
    if (node.chosen.empty()) open_bound_ = best;
    const Entry next = node.free[i];
    if (best < Cutoff(node.floor)) return;
    if (node.have + next.worth + BestOf(node, more - 1) < Cutoff(node.floor)) return;
    if ((next.brings & scarcest) != scarcest) {
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
    if (!budget_.SpendOffer()) return;
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

// What the chosen lack that the fewest promising candidates bring: one of those must join. Nothing
// when anybody may.
std::uint64_t Search::ScarcestLack(const Node& node, std::uint64_t lacking, std::size_t promising) {
  std::array<std::size_t, 64> bring{};
  for (const Entry& entry : std::span(node.free).first(promising)) {
    for (std::uint64_t left = entry.brings; left != 0; left &= left - 1) {
      ++bring[static_cast<std::size_t>(std::countr_zero(left))];
    }
  }
  std::uint64_t scarcest = 0;
  std::size_t fewest = promising;
  for (std::uint64_t left = lacking; left != 0; left &= left - 1) {
    const auto bit = static_cast<std::size_t>(std::countr_zero(left));
    if (bring[bit] >= fewest) continue;
    fewest = bring[bit];
    scarcest = std::uint64_t{1} << bit;
  }
  return scarcest;
}

// Drops whom the others cannot make up for; false when nobody is left.
bool Search::DropWhoCannotJoin(Node& node) {
  for (std::size_t before = 0; before != node.free.size();) {
    before = node.free.size();
    if (!budget_.Spend(before * kWorkPerCandidate)) return false;
    Lack lack(roster_, node.chosen, More(node));
    for (const Entry& entry : node.free) lack.Consider(entry.e);
    if (!lack.Settle()) return false;
    std::erase_if(node.free, [&](const Entry& entry) { return !lack.Suffices(entry.e); });
  }
  return !node.free.empty();
}

// Looks at the node's chosen with one last member.
void Search::Finish(const Node& node) {
  if (!budget_.SpendNode()) return;
  std::vector<std::uint32_t> members = node.chosen;
  Wide least = Cutoff(node.floor) - node.have;
  for (const Entry& entry : node.free) {
    if (entry.worth < least) break;
    if (!budget_.SpendOffer()) return;
    members.push_back(entry.e);
    incumbents_.Offer(members);
    members.pop_back();
    least = Cutoff(node.floor) - node.have;
  }
}

}  // namespace sambyd::consortium
