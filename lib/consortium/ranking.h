#ifndef LIB_CONSORTIUM_RANKING_H_
#define LIB_CONSORTIUM_RANKING_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "lib/consortium/problem.h"

namespace sambyd::consortium {

// A feasible set and its value; members in byte order of their ids.
struct RankedSet {
  std::int64_t objective = 0;
  std::vector<std::uint32_t> members;
};

// The best sets seen so far, at most `size`, best first: by objective, then fewer members, then
// the smaller list of ids. Takes every set it is given: the subset rule is the caller's.
class Ranking {
 public:
  Ranking(const Candidates& candidates, std::size_t size) : candidates_(candidates), size_(size) {}

  bool full() const { return sets_.size() == size_; }
  const std::vector<RankedSet>& sets() const { return sets_; }

  // Whether such a set would find a place. `members` in byte order of their ids.
  bool Admits(std::int64_t objective, std::span<const std::uint32_t> members) const;

  // Puts the set in its place; a set that is there already changes nothing.
  void Insert(RankedSet set);

 private:
  // Whether the first comes before the second; false for equal sets.
  bool Before(std::int64_t objective, std::span<const std::uint32_t> members,
              const RankedSet& other) const;

  const Candidates& candidates_;
  std::size_t size_;
  std::vector<RankedSet> sets_;
};

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_RANKING_H_
