#ifndef LIB_APPLICATION_SMALL_LOTS_H_
#define LIB_APPLICATION_SMALL_LOTS_H_

#include <vector>

#include "sambyd/v1/lot.pb.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::application {

// Sets `small_lot` on every derived lot that is not set aside: below the limit in force on the
// publication date (Udbudsloven § 8(2)), and with the candidates before it within 20 % of the
// procedure's value. Verdicts are UNKNOWN where a value, a currency's limit or the publication date
// is not known.
void MarkSmallLots(const v1::Tender& tender, std::vector<v1::Lot>& lots);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_SMALL_LOTS_H_
