#ifndef TESTS_UNIT_CONSORTIUM_ENUMERATE_H_
#define TESTS_UNIT_CONSORTIUM_ENUMERATE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/consortium/problem.h"

namespace sambyd::consortium {

// A model of the solver that shares no code with it: plain loops over all sets and a textbook flow.
struct ListedSet {
  std::int64_t objective = 0;
  std::vector<std::string> members;  // ids in byte order

  bool operator==(const ListedSet&) const = default;
};

// The objective of exactly these members by all six conditions, or nothing.
std::optional<std::int64_t> ModelObjective(const Problem& problem,
                                           std::span<const std::uint32_t> members);

// The first `top` sets by the rules of Solution::top.
std::vector<ListedSet> EnumerateTop(const Problem& problem, std::size_t top);

}  // namespace sambyd::consortium

#endif  // TESTS_UNIT_CONSORTIUM_ENUMERATE_H_
