#ifndef LIB_CONSORTIUM_NEAR_MISS_H_
#define LIB_CONSORTIUM_NEAR_MISS_H_

#include <vector>

#include "lib/consortium/evaluate.h"
#include "lib/consortium/problem.h"
#include "lib/consortium/solver.h"

namespace sambyd::consortium {

// Groups that could do the lot if only the 30 % rule were met: the `limits.top` best by merit and
// the `limits.top` best by the share of those who do the work. In the order found, each once. They
// are candidates for being nearest to the rule, not proven to be.
std::vector<Consortium> FindNearMisses(const Problem& problem, const Limits& limits);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_NEAR_MISS_H_
