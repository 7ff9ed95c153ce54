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

// Version of the rules together with a classifier, as lots carry it.
std::string ModelVersion(const breakdown::Classifier& classifier);

// A lot and what is derived from it.
struct Split {
  v1::Lot lot;
  std::vector<v1::Lot> children;
};

// Breaks one lot of a folded tender down: a published lot with its derived children, numbered from
// 1, or with `no_split` set where there are none. Parts of prior information stay as they are.
Split DeriveLots(const v1::Tender& tender, v1::Lot lot, const breakdown::Classifier& classifier);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_DERIVE_LOTS_H_
