#ifndef LIB_CONSORTIUM_SOLVE_FUNCTION_H_
#define LIB_CONSORTIUM_SOLVE_FUNCTION_H_

#include <functional>
#include <string>
#include <vector>

#include "lib/consortium/problem.h"
#include "lib/consortium/solver.h"

namespace sambyd::consortium {

// How the `top` best consortia of a problem are found (with `ties` as in Limits): among all, or of
// one group alone, so that the same reasoning explains a lot and a given group.
using SolveFunction = std::function<Solution(const Problem& problem, int top, bool ties)>;

// Solve, each time under what else `limits` say.
SolveFunction SearchAll(Limits limits);

// Looks at exactly the candidates with these ids, beside a filler where the problem has one
// (AddFiller); always proven. Infeasible where one of them is no candidate.
SolveFunction TryGroup(std::vector<std::string> ids);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_SOLVE_FUNCTION_H_
