#ifndef LIB_BREAKDOWN_PLACE_CLAUSES_H_
#define LIB_BREAKDOWN_PLACE_CLAUSES_H_

#include <vector>

#include "lib/breakdown/reading.h"
#include "lib/breakdown/tasks.h"

namespace sambyd::breakdown {

// "Vejbrøndene i Hørsholm tømmes årligt, mens legepladserne i Fredensborg efterses": a task for
// each clause, where every clause of the sentence has one place and work of its own, and no two
// have the same; else none. Linear in the sentence.
std::vector<Task> FindPlaceClauses(const Reading& reading, Range sentence, bool goods_expected);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_PLACE_CLAUSES_H_
