#ifndef LIB_BREAKDOWN_GUESSED_WORK_H_
#define LIB_BREAKDOWN_GUESSED_WORK_H_

#include <vector>

#include "lib/breakdown/breakdown.h"
#include "lib/breakdown/reading.h"
#include "lib/breakdown/segmenter.h"

namespace sambyd::breakdown {

// Adds to the mentions of a reading the work that no trade word names and that the classifier
// recognises: clauses that say what is done to what ("trasiga gungor lagas") and goods that are
// bought, in sentences that name other work. Sentences about the procedure, the supplier's
// qualities or the features of a product are not asked. False when nothing was added.
bool AddGuessedWork(Reading& reading, const std::vector<Segment>& segments, const LotText& lot,
                    const Classifier& classifier);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_GUESSED_WORK_H_
