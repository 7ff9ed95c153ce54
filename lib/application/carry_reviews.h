#ifndef LIB_APPLICATION_CARRY_REVIEWS_H_
#define LIB_APPLICATION_CARRY_REVIEWS_H_

#include <vector>

#include "lib/application/derive_lots.h"
#include "sambyd/v1/lot.pb.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::application {

// Every lot of a tender after a new breakdown: what was decided about the `stored` lots is carried
// over to the new `splits`, and the small-lot test of Udbudsloven § 8(2) is made.
//
// A lot that was reviewed keeps its name and content while its words stand in its parent, wherever
// they stand, and takes the place of the proposals that rest on them; otherwise it is set aside.
// What the buyer did not change of places and period follows the parent. Proposals keep their
// numbers where no reviewed lot has them. The parts partition the parent's value: decided values
// stand, and proposals share what those leave. Decisions about a lot that the tender no longer has
// are gone with it.
std::vector<v1::Lot> CarryReviews(const v1::Tender& tender, std::vector<Split> splits,
                                  const std::vector<v1::Lot>& stored);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_CARRY_REVIEWS_H_
