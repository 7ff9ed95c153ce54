#include "lib/consortium/lagrangian.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace sambyd::consortium {
namespace {

constexpr std::int64_t kMaxPrice = std::int64_t{1} << (20 + kValueBits);
constexpr double kMaxRequirementPrice = 0x1p100;
constexpr std::size_t kWorkPerWorth = 30;
constexpr double kMaxShareValue = 0x1p110;

constexpr auto WholeLimit = [](const Arc& arc) { return arc.limit; };
constexpr auto TakeNothing = [](std::uint32_t, std::int64_t) {};

// The largest `size` positive worths, with who has them.
class Best {
 public:
  explicit Best(std::size_t size) : size_(size) {}

  void Add(Wide worth, std::uint32_t e) {
    if (worth <= 0 || size_ == 0) return;
    if (count_ == size_) {
      if (worth <= worth_[count_ - 1]) return;
    } else {
      ++count_;
    }
    std::size_t place = count_ - 1;
    for (; place > 0 && worth_[place - 1] < worth; --place) {
      worth_[place] = worth_[place - 1];
      who_[place] = who_[place - 1];
    }
    worth_[place] = worth;
    who_[place] = e;
  }

  std::span<const std::uint32_t> who() const { return std::span(who_).first(count_); }
  Wide sum() const {
    Wide sum = 0;
    for (std::size_t i = 0; i < count_; ++i) sum += worth_[i];
    return sum;
  }

 private:
  std::size_t size_;
  std::size_t count_ = 0;
  std::array<Wide, kMaxMembers> worth_{};
  std::array<std::uint32_t, kMaxMembers> who_{};
};

}  // namespace

Wide Lagrangian::Base(const Multipliers& at) const {
  Wide base = static_cast<Wide>(roster_.member_price()) * kOne;
  for (std::size_t p = 0; p < roster_.leaves(); ++p) {
    base += static_cast<Wide>(roster_.volumes()[p]) * at.price[p];
  }
  for (int c = 0; c < roster_.requirements(); ++c) {
    base -= at.requirement[static_cast<std::size_t>(c)];
  }
  return base;
}

// The best amounts of one candidate at the prices: a fractional knapsack, filled in the order of
// what a unit earns, to the role minimum even at a loss.
template <typename Cut, typename Take>
Wide Lagrangian::Carry(std::uint32_t e, const Multipliers& at, std::int64_t bonus, Cut&& cut,
                       Take&& take) const {
  struct Item {
    std::int64_t earns;
    std::int64_t limit;
    std::uint32_t leaf;
  };
  std::array<Item, kMaxLeaves> items;
  std::size_t count = 0;
  for (const Arc& arc : roster_.arcs(e)) {
    const std::int64_t earns =
        static_cast<std::int64_t>(arc.merit) * (std::int64_t{1} << kValueBits) -
        at.price[arc.leaf] + bonus;
    std::size_t place = count++;
    for (; place > 0 && items[place - 1].earns < earns; --place) items[place] = items[place - 1];
    items[place] = {earns, cut(arc), arc.leaf};
  }
  Wide worth = 0;
  std::int64_t carried = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t most = (items[i].earns > 0 ? roster_.total(e) : roster_.minimum()) - carried;
    if (most <= 0) break;
    const std::int64_t amount = std::min(most, items[i].limit);
    worth += static_cast<Wide>(items[i].earns) * amount;
    carried += amount;
    take(items[i].leaf, amount);
  }
  return worth;
}

// What a member's conditions are worth, less its price.
Wide Lagrangian::Priced(std::uint32_t e, const Multipliers& at) const {
  Wide worth = -(static_cast<Wide>(roster_.member_price()) * kOne + 1);
  if (at.share != 0) worth += at.share * roster_.slack(e);
  for (std::uint64_t left = roster_.covers(e); left != 0; left &= left - 1) {
    worth += at.requirement[static_cast<std::size_t>(std::countr_zero(left))];
  }
  return worth;
}

Wide Lagrangian::Worth(std::uint32_t e, const Multipliers& at) const {
  return Carry(e, at, 0, WholeLimit, TakeNothing) + Priced(e, at);
}

Wide Lagrangian::WorthWithin(std::uint32_t e, const Multipliers& at,
                             std::span<const std::int64_t> missing, std::int64_t bonus) const {
  const auto cut = [&](const Arc& arc) { return std::min(arc.limit, missing[arc.leaf]); };
  return Carry(e, at, bonus, cut, TakeNothing) + Priced(e, at);
}

void Lagrangian::TakeWithin(std::uint32_t e, const Multipliers& at, std::span<std::int64_t> missing,
                            std::int64_t bonus) const {
  const auto cut = [&](const Arc& arc) { return std::min(arc.limit, missing[arc.leaf]); };
  Carry(e, at, bonus, cut,
        [&](std::uint32_t leaf, std::int64_t amount) { missing[leaf] -= amount; });
}

Lagrangian::Balance Lagrangian::EmptyBalance() const {
  Balance balance;
  std::ranges::copy(roster_.volumes(), balance.missing.begin());
  balance.surplus.fill(-1);
  return balance;
}

void Lagrangian::AddMember(std::uint32_t e, const Multipliers& at, Balance& balance) const {
  Carry(e, at, 0, WholeLimit,
        [&](std::uint32_t leaf, std::int64_t amount) { balance.missing[leaf] -= amount; });
  balance.slack += roster_.slack(e);
  for (std::uint64_t left = roster_.covers(e); left != 0; left &= left - 1) {
    ++balance.surplus[static_cast<std::size_t>(std::countr_zero(left))];
  }
}

DualAscent::DualAscent(const Roster& roster, Budget& budget)
    : roster_(roster), budget_(budget), lagrangian_(roster) {
  mean_volume_ = static_cast<double>(roster.whole_volume()) / static_cast<double>(roster.leaves());
  double sum = 0;
  std::int64_t largest = 1;
  for (std::uint32_t e = 0; e < roster.size(); ++e) {
    const std::int64_t slack = std::abs(roster.slack(e));
    sum += static_cast<double>(slack);
    largest = std::max(largest, slack);
  }
  if (roster.size() > 0) mean_slack_ = std::max(1.0, sum / static_cast<double>(roster.size()));
  max_share_price_ = kMaxShareValue / static_cast<double>(largest);
}

Wide DualAscent::Bound(const Open& open, const Multipliers& at,
                       Lagrangian::Balance* balance) const {
  Wide bound = lagrangian_.Base(at);
  for (const std::uint32_t e : open.chosen) bound += lagrangian_.Worth(e, at);
  Best best(open.more);
  for (const std::uint32_t e : open.free) best.Add(lagrangian_.Worth(e, at), e);
  bound += best.sum();
  if (balance != nullptr) {
    *balance = lagrangian_.EmptyBalance();
    for (const std::uint32_t e : open.chosen) lagrangian_.AddMember(e, at, *balance);
    for (const std::uint32_t e : best.who()) lagrangian_.AddMember(e, at, *balance);
  }
  return bound;
}

DualAscent::Direction DualAscent::Normalised(const Lagrangian::Balance& balance) const {
  Direction direction;
  for (std::size_t p = 0; p < roster_.leaves(); ++p) {
    direction.price[p] =
        static_cast<double>(balance.missing[p]) / static_cast<double>(roster_.volumes()[p]);
  }
  if (roster_.pooled_share()) direction.share = static_cast<double>(balance.slack) / mean_slack_;
  for (std::size_t c = 0; c < static_cast<std::size_t>(roster_.requirements()); ++c) {
    direction.requirement[c] = static_cast<double>(balance.surplus[c]);
  }
  return direction;
}

double DualAscent::Product(const Direction& a, const Direction& b) const {
  double product = mean_volume_ * a.share * b.share;
  for (std::size_t p = 0; p < roster_.leaves(); ++p) {
    product += static_cast<double>(roster_.volumes()[p]) * a.price[p] * b.price[p];
  }
  for (std::size_t c = 0; c < static_cast<std::size_t>(roster_.requirements()); ++c) {
    product += mean_volume_ * a.requirement[c] * b.requirement[c];
  }
  return product;
}

void DualAscent::Move(const Direction& along, double step, Multipliers& at) const {
  constexpr auto kLimit = static_cast<double>(kMaxPrice);
  for (std::size_t p = 0; p < roster_.leaves(); ++p) {
    const double price = static_cast<double>(at.price[p]) - step * along.price[p];
    at.price[p] = static_cast<std::int64_t>(std::clamp(price, -kLimit, kLimit));
  }
  const double weight = step * mean_volume_;
  if (roster_.pooled_share()) {
    const double share = static_cast<double>(at.share) - weight * along.share / mean_slack_;
    at.share = static_cast<Wide>(std::clamp(share, 0.0, max_share_price_));
  }
  for (std::size_t c = 0; c < static_cast<std::size_t>(roster_.requirements()); ++c) {
    const double price = static_cast<double>(at.requirement[c]) - weight * along.requirement[c];
    at.requirement[c] = static_cast<Wide>(std::clamp(price, 0.0, kMaxRequirementPrice));
  }
}

Wide DualAscent::Improve(const Open& open, Wide target, double reach, int steps,
                         Multipliers& at) const {
  Multipliers now = at;
  Lagrangian::Balance balance;
  Direction along;
  Wide best = Bound(open, at, &balance);
  Wide bound = best;
  const double floor = reach / 1024;
  int stalled = 0;
  for (int step = 0; step < steps && best >= target; ++step) {
    if (!budget_.Spend(open.free.size() * kWorkPerWorth)) break;
    const Direction gradient = Normalised(balance);
    Direction next = gradient;
    const double length = Product(along, along);
    const double turn = Product(gradient, along);
    if (turn < 0 && length > 0) {  // turn away from the last direction, against zigzag
      const double deflect = -1.5 * turn / length;
      for (std::size_t p = 0; p < roster_.leaves(); ++p) next.price[p] += deflect * along.price[p];
      next.share += deflect * along.share;
      for (std::size_t c = 0; c < static_cast<std::size_t>(roster_.requirements()); ++c) {
        next.requirement[c] += deflect * along.requirement[c];
      }
    }
    along = next;
    const double norm = Product(along, along);
    if (norm <= 0) break;  // every condition is met exactly: nothing better exists
    const double hoped =
        std::max(static_cast<double>(target) - 0.1 * reach, static_cast<double>(best) - reach);
    Move(along, (static_cast<double>(bound) - hoped) / norm, now);
    bound = Bound(open, now, &balance);
    if (bound < best) {
      if (static_cast<double>(best - bound) > 0.25 * reach) reach *= 1.5;
      best = bound;
      at = now;
      stalled = 0;
    } else if (++stalled == 4) {
      reach = std::max(floor, reach / 2);
      stalled = 0;
      now = at;
      bound = Bound(open, now, &balance);
      along = Direction();
    }
  }
  return best;
}

}  // namespace sambyd::consortium
