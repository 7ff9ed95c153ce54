#ifndef LIB_BREAKDOWN_GROUPING_H_
#define LIB_BREAKDOWN_GROUPING_H_

#include <vector>

#include "lib/breakdown/breakdown.h"
#include "lib/breakdown/tasks.h"

namespace sambyd::breakdown {

// The tasks that become parts, or none and why.
struct Grouping {
  std::vector<Task> parts;
  NoSplitReason no_split = NoSplitReason::kSplit;
};

// Decides which tasks stand for themselves: lots that the text names; else one part for each kind
// of work, tasks of one kind joined; else one for each place the text gives work of its own. Words
// for the whole are dropped when its parts are listed. Fewer than two parts are none.
Grouping GroupTasks(const TaskList& list);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_GROUPING_H_
