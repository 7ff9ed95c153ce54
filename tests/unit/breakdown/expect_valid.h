#ifndef TESTS_UNIT_BREAKDOWN_EXPECT_VALID_H_
#define TESTS_UNIT_BREAKDOWN_EXPECT_VALID_H_

#include "lib/breakdown/breakdown.h"

namespace sambyd::breakdown {

// At least two parts or a reason; their values sum to the lot's; each keeps its period and explains
// itself.
void ExpectConserved(const LotText& lot, const Breakdown& breakdown);

// Evidence lies inside the texts on character boundaries and overlaps only where marked shared.
void ExpectValidEvidence(const LotText& lot, const Breakdown& breakdown);

// The same parts for the same reasons.
void ExpectSame(const Breakdown& once, const Breakdown& twice);

}  // namespace sambyd::breakdown

#endif  // TESTS_UNIT_BREAKDOWN_EXPECT_VALID_H_
