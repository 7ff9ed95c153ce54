#ifndef TESTS_UNIT_BREAKDOWN_BREAKDOWN_FIXTURE_H_
#define TESTS_UNIT_BREAKDOWN_BREAKDOWN_FIXTURE_H_

#include "lib/breakdown/breakdown.h"
#include "lib/breakdown/keyword_classifier.h"

namespace sambyd::breakdown {

// Finds kinds of work by their words alone, so that tests do not hang on the trained model.
const KeywordClassifier& Words();

// At least two parts or a reason; their values sum to the lot's; each keeps its period and explains
// itself.
void ExpectConserved(const LotText& lot, const Breakdown& breakdown);

// Evidence lies inside the texts on character boundaries and overlaps only where marked shared.
void ExpectValidEvidence(const LotText& lot, const Breakdown& breakdown);

// The same parts for the same reasons.
void ExpectSame(const Breakdown& once, const Breakdown& twice);

}  // namespace sambyd::breakdown

#endif  // TESTS_UNIT_BREAKDOWN_BREAKDOWN_FIXTURE_H_
