#ifndef LIB_APPLICATION_TENDER_FOLD_H_
#define LIB_APPLICATION_TENDER_FOLD_H_

#include <string>
#include <vector>

#include "sambyd/v1/lot.pb.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::application {

// Encoded identifier of the tender that a notice speaks of: its procedure (BT-04), or the notice
// itself where it names none, as most planning notices do.
std::string TenderIdOf(const v1::Notice& notice);

// A tender as all its notices tell it together.
struct FoldedTender {
  v1::Tender tender;           // without etag and update_position
  std::vector<v1::Lot> lots;   // published lots, then parts, named and with awards; no derived lots
  std::string leading_sha256;  // of the notice that the content comes from
};

// Folds one or more notices of one tender, the latest version of each. The result does not depend
// on their order: content comes from the leading notice (competition and change before results
// before planning, then the latest dispatch, then the larger notice id), awards of each lot from
// the latest notice that has some.
FoldedTender FoldNotices(std::vector<v1::Notice> notices);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_TENDER_FOLD_H_
