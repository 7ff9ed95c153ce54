#ifndef LIB_CONSORTIUM_SUBPROBLEM_H_
#define LIB_CONSORTIUM_SUBPROBLEM_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/consortium/evaluate.h"
#include "lib/consortium/problem.h"

namespace sambyd::consortium {

// Candidates between two looks at a `stop`.
inline constexpr std::uint32_t kStopEvery = 64;

// The same lot with these candidates only, in the order given: small
// enough to be changed and solved again. Candidate i of it is members[i].
Problem Subproblem(const Problem& problem, std::span<const std::uint32_t> members);

// A consortium of Subproblem(problem, members) in terms of `problem`.
Consortium InWhole(Consortium consortium, std::span<const std::uint32_t> members);

// All candidates of a problem, in order: the members of a subproblem.
std::vector<std::uint32_t> Everybody(const Problem& problem);

// Ids of the members, ascending.
std::vector<std::string> IdsOf(const Problem& problem, std::span<const std::uint32_t> members);

// A candidate that makes a group feasible, and the group with it.
struct Joining {
  std::uint32_t candidate = 0;
  Consortium group;
};

// The best candidates to join `group`, by the objective of the group with each, then by candidate;
// at most `most`. Nothing joins a group of max_members. `stop` ends the search early.
std::vector<Joining> FindJoining(const Problem& problem, std::span<const std::uint32_t> group,
                                 std::size_t most, const std::function<bool()>& stop);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_SUBPROBLEM_H_
