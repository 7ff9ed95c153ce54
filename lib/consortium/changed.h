#ifndef LIB_CONSORTIUM_CHANGED_H_
#define LIB_CONSORTIUM_CHANGED_H_

#include <optional>

#include "lib/consortium/candidates.h"
#include "lib/consortium/evaluate.h"
#include "lib/consortium/lot_query.h"
#include "lib/consortium/suggest.h"

namespace sambyd::consortium {

// A group by itself with a change made, so that it can be explained like any consortium.
struct Changed {
  LotQuery query;    // kOtherReading: under that reading; kMoveLeaf: without the leaf
  Pool pool;         // the members alone, with what the change gives them
  Consortium group;  // all of them
};

// Makes a change that was suggested for `pool` and `query`. The amounts are found anew by all
// conditions of a consortium; nothing where there are none, so that a suggestion which does not
// help is never shown.
std::optional<Changed> MakeChange(const Pool& pool, const LotQuery& query, const Change& change);

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_CHANGED_H_
