#include "tests/unit/consortium/random_problem.h"

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <sstream>
#include <vector>

namespace sambyd::consortium {
namespace {

template <typename T, std::size_t kSize>
T OneOf(std::mt19937_64& random, const std::array<T, kSize>& items) {
  return items[static_cast<std::size_t>(Draw(random, 0, static_cast<std::int64_t>(kSize) - 1))];
}

// Ids that outlive every problem: "A".."Z", "AA"..., so that byte order is not numeric order.
std::string_view IdOf(std::int64_t number) {
  static const std::deque<std::string> ids = [] {
    std::deque<std::string> made;
    for (char first = 'A'; first <= 'Z'; ++first) made.push_back(std::string(1, first));
    for (char first = 'A'; first <= 'Z'; ++first) {
      for (char second = 'A'; second <= 'Z'; ++second) made.push_back({first, second});
    }
    return made;
  }();
  return ids[static_cast<std::size_t>(number)];
}

struct Style {
  std::int64_t unit = 1;       // volumes and capacities are about this large
  int merit_step = 1;          // merits are multiples of it
  std::int64_t scarcity = 50;  // capacities up to this part of the volume, in per cent
  std::int64_t unlimited = 0;  // share of missing capacities, in per cent
  bool fine = false;           // volumes and capacities not in whole units
};

std::int64_t Quantity(std::mt19937_64& random, const Style& style, std::int64_t units) {
  const std::int64_t whole = Draw(random, 1, units) * style.unit;
  return style.fine && style.unit > 1 ? whole - Draw(random, 0, style.unit - 1) : whole;
}

std::int64_t Capacity(std::mt19937_64& random, const Style& style) {
  if (Draw(random, 1, 100) <= style.unlimited) return kUnlimited;
  return Quantity(random, style, 40) * style.scarcity / 100;
}

domain::Workforce People(std::mt19937_64& random) {
  const std::int64_t headcount = Draw(random, 1, 40);
  const std::int64_t exact = (3 * headcount + 9) / 10;
  const std::int64_t special =
      std::array{std::int64_t{0}, exact, exact - 1,
                 Draw(random, 0, headcount)}[static_cast<std::size_t>(Draw(random, 0, 3))];
  return {.headcount = headcount, .special = std::clamp<std::int64_t>(special, 0, headcount)};
}

}  // namespace

std::int64_t Draw(std::mt19937_64& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
}

Problem RandomProblem(std::uint64_t seed, RandomShape shape) {
  std::mt19937_64 random(seed);
  using domain::ThresholdPolicy;
  const Style style{
      .unit = OneOf(random, std::array<std::int64_t, 6>{1, 1, 1000, 1'000'000'007, 1'000'000'000,
                                                        20'000'000'000'000}),
      .merit_step = OneOf(random, std::array{1, 1, 50, 250, 1000}),
      .scarcity = OneOf(random, std::array<std::int64_t, 4>{25, 60, 120, 400}),
      .unlimited = OneOf(random, std::array<std::int64_t, 4>{0, 10, 50, 100}),
      .fine = Draw(random, 0, 1) == 1};
  Problem problem;
  problem.max_members = static_cast<int>(Draw(random, 1, 6));
  problem.role_min_bp = OneOf(random, std::array{0, 0, 100, 500, 500, 1000, 3333});
  problem.member_cost = OneOf(random, std::array<std::int64_t, 7>{0, 0, 1, 25, 25, 200, 3000});
  problem.policy =
      OneOf(random, std::array{ThresholdPolicy::kNone, ThresholdPolicy::kAggregate,
                               ThresholdPolicy::kAggregate, ThresholdPolicy::kPerMember,
                               ThresholdPolicy::kLeadOnly});
  problem.certificates_all = OneOf(random, std::array<std::uint64_t, 4>{0, 0, 0, 1});
  problem.certificates_any = OneOf(random, std::array<std::uint64_t, 5>{0, 0, 2, 6, 15});
  const std::int64_t leaves = Draw(random, 1, shape.max_leaves);
  const bool equal = Draw(random, 0, 3) == 0;
  for (std::int64_t p = 0; p < leaves; ++p) {
    problem.volumes.push_back(equal ? 10 * style.unit : Quantity(random, style, 20));
  }
  problem.member_cost = std::min(problem.member_cost, std::numeric_limits<std::int64_t>::max() /
                                                          TotalVolume(problem) / kMaxMembers);
  const std::int64_t count = Draw(random, 1, shape.max_candidates);
  const std::int64_t breadth = Draw(random, 20, 100);
  for (std::int64_t c = 0; c < count; ++c) {
    for (std::uint8_t p = 0; p < leaves; ++p) {
      if (Draw(random, 1, 100) > breadth) continue;
      const auto merit = Draw(random, 0, kMaxMerit / style.merit_step) * style.merit_step;
      problem.candidates.offers.push_back({.capacity = Capacity(random, style),
                                           .merit = static_cast<std::int16_t>(merit),
                                           .leaf = p});
    }
    const std::int64_t number = (c * 37 + static_cast<std::int64_t>(seed % 97)) % 700;
    problem.candidates.Add(IdOf(number), People(random), Capacity(random, style),
                           static_cast<std::uint64_t>(Draw(random, 0, 15)) | 1U);
  }
  return problem;
}

std::string Describe(const Problem& problem) {
  std::ostringstream out;
  out << "k " << problem.max_members << " rho " << problem.role_min_bp << " lambda "
      << problem.member_cost << " policy " << static_cast<int>(problem.policy) << " all "
      << problem.certificates_all << " any " << problem.certificates_any << " volumes";
  for (const std::int64_t volume : problem.volumes) out << ' ' << volume;
  for (std::size_t c = 0; c < problem.candidates.size(); ++c) {
    const domain::Workforce people = problem.candidates.workforce[c];
    out << '\n'
        << problem.candidates.ids[c] << ": " << people.special << " of " << people.headcount
        << " capacity " << problem.candidates.capacity[c] << " holds "
        << problem.candidates.certificates[c];
    for (const Offer& offer : problem.candidates.offers_of(c)) {
      out << " [" << int{offer.leaf} << ' ' << offer.merit << ' ' << offer.capacity << ']';
    }
  }
  return out.str();
}

}  // namespace sambyd::consortium
