#ifndef LIB_BREAKDOWN_PLACE_TASKS_H_
#define LIB_BREAKDOWN_PLACE_TASKS_H_

#include <vector>

#include "lib/breakdown/reading.h"
#include "lib/breakdown/tasks.h"

namespace sambyd::breakdown {

// "… er fordelt på Aarhus Kommune (40 pct.) og Horsens Kommune (60 pct.)": a task for each place,
// where the sentence divides work of one kind, gives each place a figure of its own, or tells of
// other work in each place (place_clauses.h); else none.
std::vector<Task> FindPlaceTasks(const Reading& reading, Range sentence, bool goods_expected);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_PLACE_TASKS_H_
