#ifndef LIB_NOTICE_LOT_TERMS_H_
#define LIB_NOTICE_LOT_TERMS_H_

#include <pugixml.hpp>

#include "absl/status/status.h"
#include "lib/notice/path.h"
#include "sambyd/v1/lot.pb.h"

namespace sambyd::notice {

// Strategic, social and environmental aims of a lot's project (BT-06, BT-775, BT-774).
void ReadObjectives(pugi::xml_node project, v1::Lot* lot);

// A lot's TenderingTerms: reserved participation and execution (BT-71, BT-736), subcontracting
// (BT-64, 65, 651, 729), selection criteria and links to the procurement documents (BT-15,
// BT-615).
absl::Status ReadTerms(pugi::xml_node terms, const Path& path, v1::Lot* lot);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_LOT_TERMS_H_
