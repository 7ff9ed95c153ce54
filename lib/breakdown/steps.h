#ifndef LIB_BREAKDOWN_STEPS_H_
#define LIB_BREAKDOWN_STEPS_H_

#include <set>

#include "lib/breakdown/breakdown.h"
#include "lib/breakdown/reading.h"

namespace sambyd::breakdown {

// "Die Unterhaltsreinigung umfasst …": the trade in front of the verb, null when there is none.
const Mention* SubjectOf(const Reading& reading, Range sentence);

// The one trade `known` so far, or the subject of the sentence, is the lot's own, and the actions
// that the sentence lists are its steps.
bool TellsSteps(const Reading& reading, const LotText& lot, Range sentence,
                std::set<domain::CpvCode> known);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_STEPS_H_
