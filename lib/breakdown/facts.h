#ifndef LIB_BREAKDOWN_FACTS_H_
#define LIB_BREAKDOWN_FACTS_H_

#include <vector>

#include "lib/breakdown/reading.h"
#include "lib/breakdown/tasks.h"

namespace sambyd::breakdown {

// Adds the first amount, share and quantity of a passage to a task, and its places.
void AddFacts(const Reading& reading, Range passage, Task& task);

// Ties the figures of a sentence without new work to the tasks named before it: by the letters or
// numbers of their list ("(a) 900.000 kr., (b) …"), in their order ("hhv. 2 og 3 mio. kr."), else
// each to the nearest trade word of its clause; without trade words to the one task before it.
void TieFigures(const Reading& reading, Range sentence, std::vector<Task>& tasks);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_FACTS_H_
