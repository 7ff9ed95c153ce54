#include "lib/consortium/evaluate.h"

#include <algorithm>
#include <numeric>

#include "lib/consortium/transport.h"

namespace sambyd::consortium {
namespace {

// Leaves by volume, then by merit and limit of each member in turn: leaves that are still equal
// are interchangeable.
std::vector<std::uint8_t> LeafOrder(const Problem& problem, std::span<const Row* const> rows) {
  std::vector<std::uint8_t> order(problem.volumes.size());
  std::iota(order.begin(), order.end(), std::uint8_t{0});
  std::ranges::stable_sort(order, [&](std::uint8_t a, std::uint8_t b) {
    if (problem.volumes[a] != problem.volumes[b]) return problem.volumes[a] < problem.volumes[b];
    for (const Row* row : rows) {
      if (row->merit[a] != row->merit[b]) return row->merit[a] < row->merit[b];
      if (row->limit[a] != row->limit[b]) return row->limit[a] < row->limit[b];
    }
    return false;
  });
  return order;
}

}  // namespace

std::optional<Consortium> BestAmounts(const Problem& problem,
                                      std::span<const std::uint32_t> members) {
  Consortium consortium;
  consortium.members.assign(members.begin(), members.end());
  std::ranges::sort(consortium.members, {},
                    [&](std::uint32_t e) { return problem.candidates.ids[e]; });
  std::vector<Row> rows;
  std::vector<const Row*> pointers;
  rows.reserve(members.size());
  for (const std::uint32_t member : consortium.members) {
    pointers.push_back(&rows.emplace_back(MakeRow(problem, member)));
  }
  Transport transport(problem.volumes, RoleMinimum(problem));
  const auto gain = transport.Solve(pointers);
  if (!gain) return std::nullopt;
  transport.MakeCanonical(LeafOrder(problem, pointers));
  consortium.objective = *gain - problem.member_cost * TotalVolume(problem) *
                                     (static_cast<std::int64_t>(members.size()) - 1);
  for (std::size_t e = 0; e < consortium.members.size(); ++e) {
    for (std::size_t p = 0; p < problem.volumes.size(); ++p) {
      if (transport.amount(e, p) == 0) continue;
      consortium.amounts.push_back(
          {consortium.members[e], static_cast<std::uint8_t>(p), transport.amount(e, p)});
    }
  }
  return consortium;
}

std::optional<Consortium> Evaluate(const Problem& problem, std::span<const std::uint32_t> members) {
  if (members.empty() || members.size() > static_cast<std::size_t>(problem.max_members)) {
    return std::nullopt;
  }
  std::uint64_t held_by_all = ~std::uint64_t{0};
  std::uint64_t held_by_any = 0;
  std::vector<domain::Workforce> people;
  for (const std::uint32_t member : members) {
    held_by_all &= problem.candidates.certificates[member];
    held_by_any |= problem.candidates.certificates[member];
    people.push_back(problem.candidates.workforce[member]);
  }
  if ((problem.certificates_all & ~held_by_all) != 0 ||
      (problem.certificates_any & ~held_by_any) != 0 || !domain::Holds(problem.policy, people)) {
    return std::nullopt;
  }
  return BestAmounts(problem, members);
}

}  // namespace sambyd::consortium
