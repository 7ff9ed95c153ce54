#ifndef LIB_APPLICATION_DERIVE_LOTS_H_
#define LIB_APPLICATION_DERIVE_LOTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "lib/breakdown/breakdown.h"
#include "sambyd/v1/lot.pb.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::application {

// The texts of a published lot that the breakdown reads: those in `language`, or the first given
// where that language is missing. What the lot leaves open (codes, places) comes from the tender.
breakdown::LotText TextOf(const v1::Tender& tender, const v1::Lot& lot);

// The derived children of one published lot, named and complete but for the small-lot test; sets
// `lot.no_split` when there are none. Parts of prior information are not broken down.
std::vector<v1::Lot> DeriveLots(const v1::Tender& tender, v1::Lot& lot,
                                const breakdown::Classifier& classifier);

// Every lot of the tender followed by its derived children, parts last, with the small-lot test of
// Udbudsloven § 8(2) on the derived ones.
std::vector<v1::Lot> DeriveAllLots(const v1::Tender& tender, std::vector<v1::Lot> published,
                                   const breakdown::Classifier& classifier);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_DERIVE_LOTS_H_
