#include "lib/consortium/transport.h"

#include <algorithm>
#include <limits>

namespace sambyd::consortium {
namespace {

constexpr std::int64_t kNoPath = std::numeric_limits<std::int64_t>::max() / 4;
// Path lengths are merit lost times this plus the number of steps: among equally cheap paths a
// shortest one is taken, which bounds the number of repairs.
constexpr std::int64_t kStep = 16;

// The flow network of fixed members in which only arcs of reduced cost zero are left: along its
// cycles amounts change without changing the gain. Nodes: members, then leaves, then the source.
class TieNetwork {
 public:
  static constexpr std::size_t kLeaf0 = kMaxMembers;
  static constexpr std::size_t kSource = kMaxMembers + kMaxLeaves;
  static constexpr std::size_t kNodes = kSource + 1;

  using Amounts = std::array<std::array<std::int64_t, kMaxLeaves>, kMaxMembers>;
  using Loads = std::array<std::int64_t, kMaxMembers>;

  TieNetwork(std::span<const Row* const> members, std::size_t leaves, std::int64_t minimum,
             Amounts& amount, Loads& load)
      : members_(members), leaves_(leaves), minimum_(minimum), amount_(amount), load_(load) {
    FindPotentials();
    for (std::size_t e = 0; e < members_.size(); ++e) {
      for (std::size_t p = 0; p < leaves_; ++p) {
        free_[e][p] = members_[e]->limit[p] > 0 &&
                      potential_[e] - members_[e]->merit[p] == potential_[kLeaf0 + p];
      }
    }
  }

  // Raises one amount as far as ties allow, then fixes it.
  void RaiseAndFix(std::size_t e, std::size_t p) {
    if (!free_[e][p]) return;
    free_[e][p] = false;
    while (amount_[e][p] < members_[e]->limit[p]) {
      std::array<std::uint8_t, kNodes> before{};
      if (!FindPath(kLeaf0 + p, e, before)) break;
      PushBack(e, p, before);
    }
  }

 private:
  bool MayRise(std::size_t e, std::size_t p) const { return amount_[e][p] < members_[e]->limit[p]; }

  // Bellman-Ford from everywhere at once: with no negative cycle it settles.
  void FindPotentials() {
    bool changed = true;
    const auto relax = [&](std::size_t from, std::size_t to, std::int64_t cost) {
      if (potential_[from] + cost >= potential_[to]) return;
      potential_[to] = potential_[from] + cost;
      changed = true;
    };
    while (changed) {
      changed = false;
      for (std::size_t e = 0; e < members_.size(); ++e) {
        for (std::size_t p = 0; p < leaves_; ++p) {
          if (MayRise(e, p)) relax(e, kLeaf0 + p, -members_[e]->merit[p]);
          if (amount_[e][p] > 0) relax(kLeaf0 + p, e, members_[e]->merit[p]);
        }
        if (load_[e] < members_[e]->total) relax(kSource, e, 0);
        if (load_[e] > minimum_) relax(e, kSource, 0);
      }
    }
  }

  // Whether work can flow on from one node to the next.
  bool HasArc(std::size_t from, std::size_t to) const {
    if (from == kSource) {
      return to < members_.size() && potential_[kSource] == potential_[to] &&
             load_[to] < members_[to]->total;
    }
    if (from < kLeaf0) {
      if (to == kSource) {
        return potential_[kSource] == potential_[from] && load_[from] > minimum_;
      }
      return to >= kLeaf0 && free_[from][to - kLeaf0] && MayRise(from, to - kLeaf0);
    }
    return to < members_.size() && free_[to][from - kLeaf0] && amount_[to][from - kLeaf0] > 0;
  }

  bool FindPath(std::size_t from, std::size_t to, std::array<std::uint8_t, kNodes>& before) const {
    std::array<std::uint8_t, kNodes> queue{};
    std::size_t head = 0;
    std::size_t tail = 0;
    std::uint32_t seen = 1U << from;
    queue[tail++] = static_cast<std::uint8_t>(from);
    while (head < tail) {
      const std::size_t node = queue[head++];
      for (std::size_t next = 0; next < kNodes; ++next) {
        if (seen >> next & 1 || !Exists(next) || !HasArc(node, next)) continue;
        seen |= 1U << next;
        before[next] = static_cast<std::uint8_t>(node);
        if (next == to) return true;
        queue[tail++] = static_cast<std::uint8_t>(next);
      }
    }
    return false;
  }

  bool Exists(std::size_t node) const {
    if (node < kLeaf0) return node < members_.size();
    return node == kSource || node - kLeaf0 < leaves_;
  }

  // Moves as much as fits round the cycle e → leaf p → path back to e.
  void PushBack(std::size_t e, std::size_t p, const std::array<std::uint8_t, kNodes>& before) {
    std::int64_t most = members_[e]->limit[p] - amount_[e][p];
    for (std::size_t node = e; node != kLeaf0 + p; node = before[node]) {
      most = std::min(most, Room(before[node], node));
    }
    amount_[e][p] += most;
    for (std::size_t node = e; node != kLeaf0 + p; node = before[node]) {
      Move(before[node], node, most);
    }
  }

  std::int64_t Room(std::size_t from, std::size_t to) const {
    if (from == kSource) return members_[to]->total - load_[to];
    if (to == kSource) return load_[from] - minimum_;
    if (from < kLeaf0) return members_[from]->limit[to - kLeaf0] - amount_[from][to - kLeaf0];
    return amount_[to][from - kLeaf0];
  }

  void Move(std::size_t from, std::size_t to, std::int64_t by) {
    if (from == kSource) {
      load_[to] += by;
    } else if (to == kSource) {
      load_[from] -= by;
    } else if (from < kLeaf0) {
      amount_[from][to - kLeaf0] += by;
    } else {
      amount_[to][from - kLeaf0] -= by;
    }
  }

  std::span<const Row* const> members_;
  std::size_t leaves_;
  std::int64_t minimum_;
  Amounts& amount_;
  Loads& load_;
  std::array<std::int64_t, kNodes> potential_{};
  std::array<std::array<bool, kMaxLeaves>, kMaxMembers> free_{};
};

}  // namespace

Row MakeRow(const Problem& problem, std::size_t candidate) {
  Row row;
  for (const Offer& offer : problem.candidates.offers_of(candidate)) {
    row.limit[offer.leaf] = LimitOf(problem, candidate, offer);
    row.merit[offer.leaf] = offer.merit;
    row.total += row.limit[offer.leaf];
  }
  row.total = std::min(row.total, problem.candidates.capacity[candidate]);
  return row;
}

std::optional<std::int64_t> Transport::Solve(std::span<const Row* const> members) {
  members_ = members;
  load_ = {};
  const auto is_idle = [&](const Row* row) { return row->total < minimum_; };
  if (std::ranges::any_of(members_, is_idle)) return std::nullopt;
  for (std::size_t p = 0; p < volumes_.size(); ++p) {
    if (!FillLeaf(p)) return std::nullopt;
  }
  for (std::size_t e = 0; e < members_.size(); ++e) {
    while (load_[e] > members_[e]->total) {
      if (!Repair(e, Direction::kFrom)) return std::nullopt;
    }
  }
  for (std::size_t e = 0; e < members_.size(); ++e) {
    while (load_[e] < minimum_) {
      if (!Repair(e, Direction::kTo)) return std::nullopt;
    }
  }
  std::int64_t gain = 0;
  for (std::size_t e = 0; e < members_.size(); ++e) {
    for (std::size_t p = 0; p < volumes_.size(); ++p) {
      gain += amount_[e][p] * members_[e]->merit[p];
    }
  }
  return gain;
}

// Gives the leaf to the members of highest merit there; false where they cannot carry it.
bool Transport::FillLeaf(std::size_t leaf) {
  std::int64_t left = volumes_[leaf];
  std::uint32_t waiting = (1U << members_.size()) - 1;
  for (std::size_t e = 0; e < members_.size(); ++e) amount_[e][leaf] = 0;
  while (left > 0) {
    std::size_t best = kMaxMembers;
    for (std::size_t e = 0; e < members_.size(); ++e) {
      if ((waiting >> e & 1) == 0 || members_[e]->limit[leaf] == 0) continue;
      if (best == kMaxMembers || members_[e]->merit[leaf] > members_[best]->merit[leaf]) best = e;
    }
    if (best == kMaxMembers) return false;
    waiting &= ~(1U << best);
    amount_[best][leaf] = std::min(left, members_[best]->limit[leaf]);
    load_[best] += amount_[best][leaf];
    left -= amount_[best][leaf];
  }
  return true;
}

Transport::Paths Transport::FindPaths(std::size_t one, Direction direction) const {
  const std::size_t count = members_.size();
  // Cost of moving one unit from x to y on the leaf where that costs least.
  std::array<std::array<std::int64_t, kMaxMembers>, kMaxMembers> cost;
  std::array<std::array<std::uint8_t, kMaxMembers>, kMaxMembers> on;
  for (std::size_t x = 0; x < count; ++x) {
    cost[x].fill(kNoPath);
    for (std::size_t p = 0; p < volumes_.size(); ++p) {
      if (amount_[x][p] == 0) continue;
      for (std::size_t y = 0; y < count; ++y) {
        if (amount_[y][p] >= members_[y]->limit[p]) continue;
        const std::int64_t loss = (members_[x]->merit[p] - members_[y]->merit[p]) * kStep + 1;
        if (loss < cost[x][y]) {
          cost[x][y] = loss;
          on[x][y] = static_cast<std::uint8_t>(p);
        }
      }
    }
  }
  Paths paths;
  paths.length.fill(kNoPath);
  paths.length[one] = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t near = 0; near < count; ++near) {
      if (paths.length[near] == kNoPath) continue;
      for (std::size_t far = 0; far < count; ++far) {
        if (near == far) continue;
        const std::size_t x = direction == Direction::kFrom ? near : far;
        const std::size_t y = direction == Direction::kFrom ? far : near;
        if (cost[x][y] == kNoPath || paths.length[near] + cost[x][y] >= paths.length[far]) {
          continue;
        }
        paths.length[far] = paths.length[near] + cost[x][y];
        paths.next[far] = static_cast<std::uint8_t>(near);
        paths.leaf[far] = on[x][y];
        changed = true;
      }
    }
  }
  return paths;
}

// Moves work from an overloaded member, or to an idle one, along the cheapest path; false where
// there is none.
bool Transport::Repair(std::size_t member, Direction direction) {
  const bool from = direction == Direction::kFrom;
  const auto room = [&](std::size_t e) {
    return from ? members_[e]->total - load_[e] : load_[e] - minimum_;
  };
  const Paths paths = FindPaths(member, direction);
  std::size_t end = kMaxMembers;
  for (std::size_t e = 0; e < members_.size(); ++e) {
    if (e == member || room(e) <= 0 || paths.length[e] == kNoPath) continue;
    if (end == kMaxMembers || paths.length[e] < paths.length[end]) end = e;
  }
  if (end == kMaxMembers) return false;
  std::int64_t most = std::min(room(end), -room(member));
  const auto walk = [&](auto&& visit) {
    for (std::size_t far = end; far != member; far = paths.next[far]) {
      const std::size_t near = paths.next[far];
      visit(from ? near : far, from ? far : near, paths.leaf[far]);
    }
  };
  walk([&](std::size_t x, std::size_t y, std::size_t p) {
    most = std::min({most, amount_[x][p], members_[y]->limit[p] - amount_[y][p]});
  });
  walk([&](std::size_t x, std::size_t y, std::size_t p) {
    amount_[x][p] -= most;
    amount_[y][p] += most;
  });
  load_[from ? member : end] -= most;
  load_[from ? end : member] += most;
  return true;
}

void Transport::MakeCanonical(std::span<const std::uint8_t> leaf_order) {
  TieNetwork ties(members_, volumes_.size(), minimum_, amount_, load_);
  for (std::size_t e = 0; e < members_.size(); ++e) {
    for (const std::uint8_t p : leaf_order) ties.RaiseAndFix(e, p);
  }
}

}  // namespace sambyd::consortium
