#ifndef LIB_NOTICE_PROCEDURE_H_
#define LIB_NOTICE_PROCEDURE_H_

#include <pugixml.hpp>

#include "absl/status/status.h"
#include "lib/notice/path.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::notice {

// Reads what the notice says of the procedure as a whole: its project, legal basis, procedure type,
// limits on lots (BT-31, BT-33, BT-763) and the reasons of a change.
absl::Status ReadProcedure(pugi::xml_node root, const Path& path, v1::Tender* tender);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_PROCEDURE_H_
