#ifndef LIB_BREAKDOWN_REPEATED_TASKS_H_
#define LIB_BREAKDOWN_REPEATED_TASKS_H_

#include <cstddef>
#include <vector>

#include "lib/breakdown/reading.h"
#include "lib/breakdown/tasks.h"

namespace sambyd::breakdown {

// The tasks from `before` on come from one sentence. Those whose kind was named before only add to
// what is known of it; where nothing known is new, neither is the rest.
void FoldRepeated(std::size_t before, std::vector<Task>& tasks);

// "… drift af to haller. Ydelserne er rengøring, vask og …": the one task told before this sentence
// was the whole of its tasks, which begin at `before`.
void DemoteWhole(const Reading& reading, Range sentence, std::size_t before,
                 std::vector<Task>& tasks);

// What only its trade word makes work is an aside in a text about one kind of work. Where several
// such sentences stand, or the text is divided or announces more ("desuden") anyway, it stands for
// itself.
void DropAsides(std::vector<Task>& tasks);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_REPEATED_TASKS_H_
