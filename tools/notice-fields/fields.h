#ifndef TOOLS_NOTICE_FIELDS_FIELDS_H_
#define TOOLS_NOTICE_FIELDS_FIELDS_H_

#include <span>
#include <string_view>

#include "sambyd/v1/tender.pb.h"

namespace sambyd::notice_fields {

// One eForms field and where the parser puts it.
struct Field {
  std::string_view id;    // "BT-21-Lot"
  std::string_view name;  // path in sambyd.v1.Notice
  bool (*is_found)(const v1::Notice&);
};

// The fields that the parser reads, in the order of the messages.
std::span<const Field> AllFields();

}  // namespace sambyd::notice_fields

#endif  // TOOLS_NOTICE_FIELDS_FIELDS_H_
