#ifndef LIB_NOTICE_MONEY_H_
#define LIB_NOTICE_MONEY_H_

#include <optional>
#include <string_view>

#include <pugixml.hpp>

#include "absl/status/statusor.h"
#include "lib/notice/path.h"
#include "sambyd/v1/common.pb.h"

namespace sambyd::notice {

// Reads an amount with @currencyID that belongs to `record`. Nothing where the element is missing
// or empty, and where the buyer withholds it from publication (BT-195): eForms then writes -1 and
// explains it in a FieldsPrivacy of the record. Without a currency it is no amount of money: it is
// left out with a warning. More than two decimals are rounded half up with a warning. Refuses as
// ParseHundredths does.
absl::StatusOr<std::optional<v1::Money>> ReadMoney(pugi::xml_node amount, pugi::xml_node record,
                                                   const Path& path, std::string_view field);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_MONEY_H_
