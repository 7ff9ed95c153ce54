#include "lib/consortium/lack.h"

#include <algorithm>

namespace sambyd::consortium {

Lack::Lack(const Roster& roster, std::span<const std::uint32_t> chosen, std::size_t more)
    : roster_(roster) {
  std::ranges::copy(roster.volumes(), part_.begin());
  std::int64_t whole = roster.whole_volume();
  std::int64_t slack = 0;
  std::uint64_t covered = 0;
  for (const std::uint32_t e : chosen) {
    for (const Arc& arc : roster.arcs(e)) part_[arc.leaf] -= arc.limit;
    whole -= roster.total(e);
    slack += roster.slack(e);
    covered |= roster.covers(e);
  }
  const auto places = static_cast<std::int64_t>(more);
  // The part of what is lacking that one of them brings, and a bit where something is.
  const auto part = [&](std::int64_t lacking, int bit) {
    if (lacking > 0) bits_ |= std::uint64_t{1} << bit;
    return lacking > 0 ? (lacking - 1) / places + 1 : 0;
  };
  for (std::size_t p = 0; p < roster.leaves(); ++p) part_[p] = part(part_[p], static_cast<int>(p));
  whole_part_ = part(whole, kWhole);
  slack_part_ = part(roster.pooled_share() ? -slack : 0, kShare);
  bits_ |= (roster.all_requirements() & ~covered) << kRequirement0;
}

}  // namespace sambyd::consortium
