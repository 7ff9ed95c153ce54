#ifndef LIB_NOTICE_PROJECT_H_
#define LIB_NOTICE_PROJECT_H_

#include <pugixml.hpp>

#include "absl/status/status.h"
#include "lib/notice/path.h"
#include "sambyd/v1/lot.pb.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::notice {

// Reads what a ProcurementProject says alike of a procedure and of a lot: titles, descriptions,
// additional information, CPV codes, nature, places and estimated value. CPV and NUTS codes that
// are malformed or not listed are kept as given, with a warning.
absl::Status ReadProject(pugi::xml_node project, const Path& path, v1::Tender* tender);
absl::Status ReadProject(pugi::xml_node project, const Path& path, v1::Lot* lot);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_PROJECT_H_
