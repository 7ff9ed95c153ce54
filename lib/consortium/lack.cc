#include "lib/consortium/lack.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

namespace sambyd::consortium {

Lack::Lack(const Roster& roster, std::span<const std::uint32_t> chosen, std::size_t more)
    : roster_(roster), more_(more) {
  std::ranges::copy(roster.volumes(), lacking_.begin());
  lacking_[kWhole] = roster.whole_volume();
  std::uint64_t covered = 0;
  for (const std::uint32_t e : chosen) {
    ForEachAmount(e, [&](std::size_t kind, std::int64_t amount) { lacking_[kind] -= amount; });
    covered |= roster.covers(e);
  }
  if (!roster.pooled_share()) lacking_[kShare] = 0;
  for (std::size_t kind = 0; kind < kAmounts; ++kind) {
    if (lacking_[kind] <= 0) continue;
    bits_ |= Bit(kind);
    part_[kind] = (lacking_[kind] - 1) / static_cast<std::int64_t>(more) + 1;
  }
  summed_ = bits_;
  if (roster.pooled_share()) summed_ |= Bit(kShare);
  bits_ |= (roster.all_requirements() & ~covered) << kRequirement0;
}

void Lack::Consider(std::uint32_t e) {
  ForEachAmount(e, [&](std::size_t kind, std::int64_t amount) {
    auto& most = most_[kind];
    if ((summed_ & Bit(kind)) == 0 || amount <= most[more_ - 1]) return;
    std::size_t place = more_ - 1;
    for (; place > 0 && most[place - 1] < amount; --place) most[place] = most[place - 1];
    most[place] = amount;
  });
}

bool Lack::Settle() {
  needed_ = more_ == 1 ? bits_ : 0;
  for (std::uint64_t left = summed_; left != 0; left &= left - 1) {
    const auto kind = static_cast<std::size_t>(std::countr_zero(left));
    const auto others = std::span(most_[kind]).first(more_ - 1);
    least_[kind] = std::accumulate(others.begin(), others.end(), lacking_[kind], std::minus<>());
    if (most_[kind][more_ - 1] < least_[kind]) return false;
    if (least_[kind] > 0 || kind == kShare) needed_ |= Bit(kind);
  }
  return true;
}

}  // namespace sambyd::consortium
