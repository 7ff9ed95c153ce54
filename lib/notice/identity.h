#ifndef LIB_NOTICE_IDENTITY_H_
#define LIB_NOTICE_IDENTITY_H_

#include <string_view>

#include <pugixml.hpp>

#include "absl/status/status.h"
#include "lib/notice/path.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::notice {

// NOTICE_NOT_EFORMS unless `root` is a UBL 2 ContractNotice, ContractAwardNotice or
// PriorInformationNotice of an eForms SDK 1.x. Warns of SDK versions outside 1.3 to 1.13.
absl::Status CheckIsEforms(pugi::xml_node root, const Path& path);

// Sets notice->reference and notice->procedure_id. A notice id, a version and a subtype must be
// there; the publication number stands in for a missing notice id.
absl::Status ReadIdentity(pugi::xml_node root, const Path& path, v1::Notice* notice);

// True for the notice subtypes (OPP-070) whose forms have lots: all from 7, not buyer profiles and
// prior information by parts (1 to 6, E1, E2).
bool MustHaveLots(std::string_view subtype);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_IDENTITY_H_
