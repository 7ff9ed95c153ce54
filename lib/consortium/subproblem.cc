#include "lib/consortium/subproblem.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace sambyd::consortium {

Problem Subproblem(const Problem& problem, std::span<const std::uint32_t> members) {
  Problem sub{.max_members = problem.max_members,
              .role_min_bp = problem.role_min_bp,
              .member_cost = problem.member_cost,
              .policy = problem.policy,
              .certificates_all = problem.certificates_all,
              .certificates_any = problem.certificates_any,
              .volumes = problem.volumes,
              .candidates = {}};
  const Candidates& all = problem.candidates;
  for (const std::uint32_t member : members) {
    const auto offers = all.offers_of(member);
    sub.candidates.offers.insert(sub.candidates.offers.end(), offers.begin(), offers.end());
    sub.candidates.Add(all.ids[member], all.workforce[member], all.capacity[member],
                       all.certificates[member]);
  }
  return sub;
}

Consortium InWhole(Consortium consortium, std::span<const std::uint32_t> members) {
  for (std::uint32_t& member : consortium.members) member = members[member];
  for (Amount& amount : consortium.amounts) amount.candidate = members[amount.candidate];
  return consortium;
}

std::vector<std::uint32_t> Everybody(const Problem& problem) {
  std::vector<std::uint32_t> all(problem.candidates.size());
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

std::vector<std::string> IdsOf(const Problem& problem, std::span<const std::uint32_t> members) {
  std::vector<std::string> ids;
  for (const std::uint32_t member : members) ids.emplace_back(problem.candidates.ids[member]);
  std::ranges::sort(ids);
  return ids;
}

std::vector<Joining> FindJoining(const Problem& problem, std::span<const std::uint32_t> group,
                                 std::size_t most, const std::function<bool()>& stop) {
  std::vector<Joining> best;
  std::vector<std::uint32_t> joined(group.begin(), group.end());
  joined.push_back(0);
  for (std::uint32_t c = 0; c < problem.candidates.size(); ++c) {
    if (c % kStopEvery == 0 && stop && stop()) break;
    if (std::ranges::find(group, c) != group.end()) continue;
    joined.back() = c;
    auto found = Evaluate(problem, joined);
    if (!found || most == 0) continue;
    if (best.size() == most && best.back().group.objective >= found->objective) continue;
    const auto place = std::ranges::find_if(
        best, [&](const Joining& j) { return j.group.objective < found->objective; });
    best.insert(place, {c, *std::move(found)});
    if (best.size() > most) best.pop_back();
  }
  return best;
}

}  // namespace sambyd::consortium
