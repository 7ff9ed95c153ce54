#ifndef TESTS_UNIT_CONSORTIUM_RANDOM_PROBLEM_H_
#define TESTS_UNIT_CONSORTIUM_RANDOM_PROBLEM_H_

#include <cstdint>
#include <random>
#include <string>

#include "lib/consortium/problem.h"

namespace sambyd::consortium {

// Uniform in [low, high], the same with every standard library.
std::int64_t Draw(std::mt19937_64& random, std::int64_t low, std::int64_t high);

struct RandomShape {
  int max_leaves = 5;
  int max_candidates = 10;
};

// A small problem that visits every corner: each policy, ties, role minima from nothing to a third,
// missing and scarce capacities, member costs that outweigh all merit, certificates of both kinds,
// shares exactly at and just below thirty per cent, volumes from 1 øre to the largest allowed.
Problem RandomProblem(std::uint64_t seed, RandomShape shape = {});

// The numbers of a problem, for the message of a failed test.
std::string Describe(const Problem& problem);

}  // namespace sambyd::consortium

#endif  // TESTS_UNIT_CONSORTIUM_RANDOM_PROBLEM_H_
