#ifndef LIB_CONSORTIUM_PROBLEM_H_
#define LIB_CONSORTIUM_PROBLEM_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "lib/domain/threshold.h"

namespace sambyd::consortium {

inline constexpr std::size_t kMaxLeaves = 16;
inline constexpr int kMaxMembers = 8;
inline constexpr int kMaxMerit = 1000;
inline constexpr int kBasisPoints = 10'000;
inline constexpr std::int64_t kMaxHeadcount = 1'000'000'000'000'000;

// A capacity without a limit.
inline constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

// What one candidate can do of one leaf.
struct Offer {
  std::int64_t capacity = kUnlimited;  // øre a year, 0 or more
  std::int16_t merit = 0;              // 0..kMaxMerit
  std::uint8_t leaf = 0;               // index into Problem::volumes
};

// The pool, one column per property, all indexed by candidate. The order means nothing.
struct Candidates {
  std::vector<std::string_view> ids;         // unique, compared as bytes; the caller owns the bytes
  std::vector<domain::Workforce> workforce;  // headcount 1..kMaxHeadcount, special 0..headcount
  std::vector<std::int64_t> capacity;        // øre a year over all leaves, or kUnlimited
  std::vector<std::uint64_t> certificates;   // bit mask of those held
  std::vector<std::uint32_t> first_offer = {0};  // candidate c has offers [first[c], first[c + 1])
  std::vector<Offer> offers;                     // of one candidate: each leaf at most once

  std::size_t size() const { return ids.size(); }
  std::span<const Offer> offers_of(std::size_t candidate) const {
    return std::span(offers).subspan(first_offer[candidate],
                                     first_offer[candidate + 1] - first_offer[candidate]);
  }
  // Appends one candidate; its offers must have been appended to `offers` before.
  void Add(std::string_view id, domain::Workforce people, std::int64_t whole_capacity,
           std::uint64_t held);
};

// One lot and who may take part in it: choose members and the amount each carries of each leaf.
//   1. 1..max_members members;
//   2. every leaf is carried in full, by members that offer it;
//   3. nobody carries more than its capacity at a leaf or over all leaves;
//   4. each member carries at least RoleMinimum();
//   5. each member holds `certificates_all`, the members together hold `certificates_any`;
//   6. the threshold policy holds for the members (domain::Holds).
// The objective, to be maximised, is Σ amount · merit − member_cost · V · (members − 1), V being
// the sum of the volumes. It is an integer and may be negative.
struct Problem {
  int max_members = 1;           // 1..kMaxMembers
  int role_min_bp = 0;           // least amount of a member, basis points of V, 0..10000
  std::int64_t member_cost = 0;  // merit points for each member after the first, 0 or more
  domain::ThresholdPolicy policy = domain::ThresholdPolicy::kNone;
  std::uint64_t certificates_all = 0;
  std::uint64_t certificates_any = 0;
  std::vector<std::int64_t> volumes =
      {};  // øre a year of each leaf, 1 or more; 1..kMaxLeaves leaves
  Candidates candidates = {};
};

// OK when every value is within the ranges above, kMaxMerit · V and member_cost · V · max_members
// fit in 63 bits, ids are unique and no candidate offers a leaf twice. The other functions of this
// library take validated problems only. Thread-safe.
absl::Status Validate(const Problem& problem);

// V: the sum of the volumes.
std::int64_t TotalVolume(const Problem& problem);

// ⌈role_min_bp · V / 10000⌉ øre.
std::int64_t RoleMinimum(const Problem& problem);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_PROBLEM_H_
