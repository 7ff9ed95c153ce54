#ifndef LIB_NOTICE_SELECTION_CRITERIA_H_
#define LIB_NOTICE_SELECTION_CRITERIA_H_

#include <pugixml.hpp>

#include "sambyd/v1/lot.pb.h"

namespace sambyd::notice {

// Selection criteria of a lot's terms: from SDK 1.12 code and text (BT-809, BT-750) and where they
// are to be found (BT-821); before it type, name and text (BT-747, 749, 750), without those that
// BT-748 marks as not used or not yet known. Buyers often leave BT-748 out and give the criterion
// all the same: it then counts.
void ReadSelectionCriteria(pugi::xml_node terms, v1::Lot* lot);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_SELECTION_CRITERIA_H_
