#include "lib/consortium/flags.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace sambyd::consortium {
namespace {

using Leaves = std::vector<std::uint8_t>;

Leaves AllLeaves(const Problem& problem) {
  Leaves leaves(problem.volumes.size());
  std::iota(leaves.begin(), leaves.end(), std::uint8_t{0});
  return leaves;
}

// The leaves of each lot that can be bid for by itself.
std::map<int, Leaves> BiddableLots(const LotQuery& query) {
  std::map<int, Leaves> lots;
  for (std::size_t leaf = 0; leaf < query.leaves.size(); ++leaf) {
    lots[query.leaves[leaf].biddable_lot].push_back(static_cast<std::uint8_t>(leaf));
  }
  return lots;
}

bool Offers(const Candidates& candidates, std::uint32_t candidate, std::uint8_t leaf) {
  return std::ranges::count(candidates.offers_of(candidate), leaf, &Offer::leaf) > 0;
}

// Whether one candidate alone has the capacity for these leaves.
bool CanTake(const Problem& problem, std::uint32_t candidate, const Leaves& leaves) {
  std::int64_t whole = 0;
  std::size_t offered = 0;
  for (const Offer& offer : problem.candidates.offers_of(candidate)) {
    if (std::ranges::find(leaves, offer.leaf) == leaves.end()) continue;
    if (offer.capacity < problem.volumes[offer.leaf]) return false;
    whole += problem.volumes[offer.leaf];
    ++offered;
  }
  return offered == leaves.size() && whole <= problem.candidates.capacity[candidate];
}

// Whether the candidate, which offers these leaves, is known to have the capacity.
bool CapacityKnown(const Pool& pool, std::uint32_t candidate, const Leaves& leaves) {
  const market::Match& match = pool.matches.matches[candidate];
  const auto known_at = [&](std::uint8_t leaf) {
    const auto offer = std::ranges::find(pool.matches.OffersOf(match), leaf, &market::Offer::need);
    return pool.volume_known[leaf] && offer->yearly.IsKnown();
  };
  return match.yearly.IsKnown() && std::ranges::all_of(leaves, known_at);
}

class FlagFinder {
 public:
  FlagFinder(const Pool& pool, const Consortium& consortium)
      : pool_(pool), problem_(pool.problem), members_(consortium.members) {}

  void FindWhole() {
    if (members_.size() < 2) return;
    const Leaves all = AllLeaves(problem_);
    for (const std::uint32_t member : members_) {
      if (!CanTake(problem_, member, all)) continue;
      flags_.push_back({.kind = FlagKind::kMemberCanBidWhole,
                        .members = {Id(member)},
                        .leaves = all,
                        .capacity_known = CapacityKnown(pool_, member, all)});
    }
  }

  void FindCompeting(const LotQuery& query) {
    std::set<std::uint32_t> able;
    std::set<std::uint8_t> biddable;
    bool one_lot_has_all = false;
    bool known = true;
    std::vector<Flag> same_lot;
    for (const auto& biddable_lot : BiddableLots(query)) {
      const auto& leaves = biddable_lot.second;
      const auto takers = Filter([&](std::uint32_t m) { return CanTake(problem_, m, leaves); });
      if (takers.empty()) continue;
      able.insert(takers.begin(), takers.end());
      biddable.insert(leaves.begin(), leaves.end());
      const bool lot_known = std::ranges::all_of(
          takers, [&](std::uint32_t m) { return CapacityKnown(pool_, m, leaves); });
      known &= lot_known;
      if (takers.size() < 2) continue;
      same_lot.push_back({.kind = FlagKind::kCompetingOnLot,
                          .high = true,
                          .members = Ids(takers),
                          .leaves = leaves,
                          .capacity_known = lot_known});
    }
    for (const Flag& flag : same_lot) one_lot_has_all |= flag.members.size() == able.size();
    flags_.insert(flags_.end(), same_lot.begin(), same_lot.end());
    if (able.size() < 2 || one_lot_has_all) return;
    flags_.push_back({.kind = FlagKind::kCompetingOnLot,
                      .members = Ids({able.begin(), able.end()}),
                      .leaves = {biddable.begin(), biddable.end()},
                      .capacity_known = known});
  }

  void FindSurplus() {
    if (members_.size() < 2) return;
    for (const std::uint32_t member : members_) {
      const auto others = Filter([&](std::uint32_t m) { return m != member; });
      if (!Evaluate(problem_, others)) continue;
      flags_.push_back({.kind = FlagKind::kSurplusMember, .members = {Id(member)}});
    }
  }

  void FindOverlaps() {
    for (const std::uint8_t leaf : AllLeaves(problem_)) {
      const auto rivals =
          Filter([&](std::uint32_t m) { return Offers(problem_.candidates, m, leaf); });
      if (rivals.size() < 2) continue;
      flags_.push_back(
          {.kind = FlagKind::kHorizontalOverlap, .members = Ids(rivals), .leaves = {leaf}});
    }
  }

  void FindCrossParticipation(std::span<const DeclaredConsortium> declared) {
    for (const DeclaredConsortium& other : declared) {
      const auto shared = Filter([&](std::uint32_t m) {
        return std::ranges::find(other.members, problem_.candidates.ids[m]) != other.members.end();
      });
      const bool is_itself =
          shared.size() == members_.size() && other.members.size() == members_.size();
      if (shared.empty() || is_itself) continue;
      flags_.push_back({.kind = FlagKind::kCrossParticipation,
                        .members = Ids(shared),
                        .other_consortium = other.name});
    }
  }

  std::vector<Flag> Take() && { return std::move(flags_); }

 private:
  template <class Condition>
  std::vector<std::uint32_t> Filter(Condition condition) const {
    std::vector<std::uint32_t> chosen;
    std::ranges::copy_if(members_, std::back_inserter(chosen), condition);
    return chosen;
  }

  std::string Id(std::uint32_t member) const {
    return std::string(problem_.candidates.ids[member]);
  }

  std::vector<std::string> Ids(const std::vector<std::uint32_t>& members) const {
    std::vector<std::string> ids;
    for (const std::uint32_t member : members) ids.push_back(Id(member));
    std::ranges::sort(ids);
    return ids;
  }

  const Pool& pool_;
  const Problem& problem_;
  const std::vector<std::uint32_t>& members_;
  std::vector<Flag> flags_;
};

}  // namespace

std::vector<Flag> FindFlags(const Pool& pool, const LotQuery& query, const Consortium& consortium,
                            std::span<const DeclaredConsortium> declared) {
  FlagFinder finder(pool, consortium);
  finder.FindWhole();
  finder.FindCompeting(query);
  finder.FindSurplus();
  finder.FindOverlaps();
  finder.FindCrossParticipation(declared);
  return std::move(finder).Take();
}

}  // namespace sambyd::consortium
