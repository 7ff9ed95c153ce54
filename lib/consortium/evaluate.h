#ifndef LIB_CONSORTIUM_EVALUATE_H_
#define LIB_CONSORTIUM_EVALUATE_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "lib/consortium/problem.h"

namespace sambyd::consortium {

// What one member carries of one leaf.
struct Amount {
  std::uint32_t candidate = 0;
  std::uint8_t leaf = 0;
  std::int64_t amount = 0;  // øre a year, 1 or more

  bool operator==(const Amount&) const = default;
};

// Members with the best amounts for them.
struct Consortium {
  std::int64_t objective = 0;
  std::vector<std::uint32_t> members;  // candidates, in byte order of their ids
  std::vector<Amount> amounts;         // by member as above, then by leaf

  bool operator==(const Consortium&) const = default;
};

// The best amounts for exactly these members by conditions 2 to 4 of Problem alone (certificates,
// policy and the member limit are not looked at), or nothing where they cannot carry the volumes.
// `members` are 1 to kMaxMembers distinct candidates in any order.
//
// Where several amounts are equally good, the answer is the lexicographically largest list of
// amounts, members taken in byte order of their ids and leaves by volume, smallest first, then by
// what the members offer there. So the order of candidates and of leaves changes nothing.
// Thread-safe.
std::optional<Consortium> BestAmounts(const Problem& problem,
                                      std::span<const std::uint32_t> members);

// The same by all six conditions.
std::optional<Consortium> Evaluate(const Problem& problem, std::span<const std::uint32_t> members);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_EVALUATE_H_
