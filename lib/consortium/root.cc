#include "lib/consortium/root.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

namespace sambyd::consortium {
namespace {

constexpr std::size_t kCoreStep = 48;
constexpr int kRounds = 8;
constexpr int kStepsARound = 50;
constexpr int kInfeasibleSteps = 200;
constexpr std::size_t kSwapOffers = 300;
constexpr std::size_t kWorkPerWorth = 30;

// Sum of the `count` largest.
class LargestSum {
 public:
  explicit LargestSum(std::size_t count) : count_(count) {}
  void Add(std::int64_t value) {
    kept_.push_back(value);
    std::ranges::push_heap(kept_, std::greater<>());
    sum_ += value;
    if (kept_.size() <= count_) return;
    std::ranges::pop_heap(kept_, std::greater<>());
    sum_ -= kept_.back();
    kept_.pop_back();
  }
  Wide sum() const { return sum_; }

 private:
  std::size_t count_;
  std::vector<std::int64_t> kept_;
  Wide sum_ = 0;
};

}  // namespace

Root::Root(const Roster& roster, Incumbents& incumbents, Budget& budget)
    : roster_(roster),
      incumbents_(incumbents),
      budget_(budget),
      lagrangian_(roster),
      ascent_(roster, budget),
      alive_(roster.size()),
      in_core_(roster.size(), false) {
  std::iota(alive_.begin(), alive_.end(), 0U);
}

void Root::Prepare() {
  bound_ = static_cast<Wide>(roster_.whole_volume()) * kMaxMerit * kOne;
  if (alive_.empty() || CannotCover()) {
    alive_.clear();
    return;
  }
  for (const int percent : {100, 85, 65, 40}) {
    AddToCore(RateAlive(StartPrices(percent)), kCoreStep);
    if (!budget_.left()) return;
  }
  at_ = StartPrices(100);
  double reach = static_cast<double>(roster_.whole_volume()) * 30 * static_cast<double>(kOne);
  for (int round = 0; round < kRounds && budget_.left(); ++round) {
    ascent_.Improve({.chosen = {}, .free = core_, .more = roster_.max_members()},
                    incumbents_.Cutoff(std::nullopt), reach, kStepsARound, at_);
    if (round == 0) {
      for (const std::int64_t bonus : {0, 100, 400}) Construct(bonus * kOne);
    }
    ImproveBySwaps();
    if (!ExcludeAndExtend()) break;
    reach /= 4;
  }
}

// Whether some leaf, all leaves together or a requirement is beyond any max_members candidates.
bool Root::CannotCover() const {
  std::vector<LargestSum> at_leaf(roster_.leaves(), LargestSum(roster_.max_members()));
  LargestSum whole(roster_.max_members());
  std::uint64_t covered = 0;
  for (const std::uint32_t e : alive_) {
    for (const Arc& arc : roster_.arcs(e)) at_leaf[arc.leaf].Add(arc.limit);
    whole.Add(roster_.total(e));
    covered |= roster_.covers(e);
  }
  for (std::size_t p = 0; p < roster_.leaves(); ++p) {
    if (at_leaf[p].sum() < roster_.volumes()[p]) return true;
  }
  return whole.sum() < roster_.whole_volume() || std::popcount(covered) < roster_.requirements();
}

bool Root::IsInfeasible() const {
  const Roster plain = roster_.WithoutMerit();
  Multipliers at;
  at.price.fill(-static_cast<std::int64_t>(kOne));
  // Every feasible set has the value -members here, so a smaller bound is a proof.
  const Wide target = -static_cast<Wide>(roster_.max_members());
  const double reach = static_cast<double>(roster_.whole_volume()) * static_cast<double>(kOne) / 20;
  return DualAscent(plain, budget_)
             .Improve({.chosen = {}, .free = alive_, .more = roster_.max_members()}, target, reach,
                      kInfeasibleSteps, at) < target;
}

// Prices at a part of the best merit of each leaf.
Multipliers Root::StartPrices(int percent) const {
  Multipliers at;
  for (const std::uint32_t e : alive_) {
    for (const Arc& arc : roster_.arcs(e)) {
      at.price[arc.leaf] = std::max(at.price[arc.leaf], std::int64_t{arc.merit});
    }
  }
  for (std::int64_t& price : at.price) {
    price = price * percent / 100 * static_cast<std::int64_t>(kOne);
  }
  return at;
}

std::vector<Root::Rated> Root::RateAlive(const Multipliers& at) const {
  budget_.Spend(alive_.size() * kWorkPerWorth);
  std::vector<Rated> rated;
  rated.reserve(alive_.size());
  for (const std::uint32_t e : alive_) rated.push_back({lagrangian_.Worth(e, at), e});
  return rated;
}

// Adds the `count` of largest worth that are not in the core yet, equal ones by id.
void Root::AddToCore(std::vector<Rated> rated, std::size_t count) {
  std::erase_if(rated, [&](const Rated& x) { return in_core_[x.e]; });
  count = std::min(count, rated.size());
  std::ranges::partial_sort(rated, rated.begin() + static_cast<std::ptrdiff_t>(count),
                            [&](const Rated& a, const Rated& b) {
                              return a.worth != b.worth ? a.worth > b.worth
                                                        : roster_.id(a.e) < roster_.id(b.e);
                            });
  for (const Rated& x : std::span(rated).first(count)) {
    in_core_[x.e] = true;
    core_.push_back(x.e);
  }
}

// One pass over all who are left: drops whom the bound excludes and adds to the core those whom it
// lacks. False when the core lacks nobody.
bool Root::ExcludeAndExtend() {
  std::vector<Rated> rated = RateAlive(at_);
  std::vector<Wide> best;
  for (const Rated& x : rated) best.push_back(x.worth);
  const std::size_t most = std::min(roster_.max_members(), best.size());
  std::ranges::partial_sort(best, best.begin() + static_cast<std::ptrdiff_t>(most),
                            std::greater<>());
  Wide others = lagrangian_.Base(at_);  // with all but one of the members
  for (std::size_t i = 0; i + 1 < most; ++i) others += std::max<Wide>(0, best[i]);
  const Wide last = std::max<Wide>(0, best[most - 1]);
  if (rated_.empty() || others + last < bound_) {
    bound_ = std::min(bound_, others + last);
    best_ = at_;
    rated_ = rated;
    others_ = others;
  }

  const Wide cutoff = incumbents_.Cutoff(std::nullopt);
  const auto excluded = [&](const Rated& x) { return others + x.worth < cutoff; };
  if (others + last < cutoff) rated.clear();
  std::erase_if(rated, excluded);
  alive_.clear();
  for (const Rated& x : rated) alive_.push_back(x.e);
  std::vector<bool> stays(roster_.size(), false);
  for (const std::uint32_t e : alive_) stays[e] = true;
  std::erase_if(core_, [&](std::uint32_t e) { return !stays[e]; });
  if (core_.empty()) return false;
  const std::size_t before = core_.size();
  std::erase_if(rated, [&](const Rated& x) { return x.worth <= 0 || x.worth < last; });
  AddToCore(rated, kCoreStep);
  return core_.size() > before;
}

std::vector<std::uint32_t> Root::Survivors(Wide least) const {
  std::vector<std::uint32_t> survivors;
  for (const Rated& x : rated_) {
    if (bound_ >= least && others_ + x.worth >= least) survivors.push_back(x.e);
  }
  return survivors;
}

// Builds a consortium member by member: the one that is worth most on what is still to be carried.
// `bonus` is added to what each unit earns and so puts coverage before merit.
void Root::Construct(std::int64_t bonus) {
  std::vector<std::int64_t> missing(roster_.volumes().begin(), roster_.volumes().end());
  std::vector<std::uint32_t> chosen;
  while (chosen.size() < roster_.max_members()) {
    std::optional<Rated> best;
    for (const std::uint32_t e : core_) {
      if (std::ranges::find(chosen, e) != chosen.end()) continue;
      const Wide worth = lagrangian_.WorthWithin(e, at_, missing, bonus);
      if (!best || worth > best->worth) best = Rated{worth, e};
    }
    if (!best) break;
    chosen.push_back(best->e);
    lagrangian_.TakeWithin(best->e, at_, missing, bonus);
    if (!budget_.SpendOffer()) return;
    incumbents_.Offer(chosen);
  }
}

void Root::ImproveBySwaps() {
  for (int repeat = 0; repeat < 8 && !incumbents_.ranking().sets().empty(); ++repeat) {
    const RankedSet best = incumbents_.ranking().sets().front();
    std::vector<std::uint32_t> members;
    for (const std::uint32_t c : best.members) members.push_back(roster_.position(c));
    if (!TrySwaps(members)) break;
    if (incumbents_.ranking().sets().front().members == best.members) break;
  }
}

// Offers the set's neighbours: one member less, one more, or one for another. False when there was
// nothing to offer or the budget is spent.
bool Root::TrySwaps(const std::vector<std::uint32_t>& members) {
  std::vector<Rated> rated;
  for (const std::uint32_t e : core_) rated.push_back({lagrangian_.Worth(e, at_), e});
  std::ranges::sort(rated, [&](const Rated& a, const Rated& b) {
    return a.worth != b.worth ? a.worth > b.worth : roster_.id(a.e) < roster_.id(b.e);
  });
  Wide value = lagrangian_.Base(at_);
  for (const std::uint32_t e : members) value += lagrangian_.Worth(e, at_);
  std::size_t offers = 0;
  for (std::size_t out = 0; out <= members.size(); ++out) {
    std::vector<std::uint32_t> set = members;
    Wide rest = value;
    if (out < members.size()) {
      rest -= lagrangian_.Worth(members[out], at_);
      set.erase(set.begin() + static_cast<std::ptrdiff_t>(out));
      if (!budget_.SpendOffer()) return false;
      if (!set.empty()) incumbents_.Offer(set);
    }
    if (set.size() == roster_.max_members()) continue;
    for (const Rated& x : rated) {
      if (rest + x.worth < incumbents_.Cutoff(std::nullopt)) break;
      if (std::ranges::find(members, x.e) != members.end()) continue;
      if (++offers % (kSwapOffers / (members.size() + 1)) == 0) break;
      if (!budget_.SpendOffer()) return false;
      set.push_back(x.e);
      incumbents_.Offer(set);
      set.pop_back();
    }
  }
  return offers > 0;
}

}  // namespace sambyd::consortium
