#ifndef LIB_NOTICE_LOT_H_
#define LIB_NOTICE_LOT_H_

#include <string>

#include <pugixml.hpp>

#include "absl/status/status.h"
#include "lib/notice/path.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::notice {

// Appends the lots of the notice to notice->lots and the parts of prior information to
// notice->parts; groups of lots are not lots. Refuses malformed and duplicated ids.
absl::Status ReadLots(pugi::xml_node root, const Path& path, v1::Notice* notice);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_LOT_H_
