#ifndef LIB_APPLICATION_NAMES_H_
#define LIB_APPLICATION_NAMES_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace sambyd::application {

// Identifiers inside resource names: letters, digits, "-", "_" and "~" stand for themselves, every
// other byte of the notice's own identifier as %XX, so that "Los 5" becomes "Los%205" and the "."
// of derived lots ("LOT-0001.2") cannot be mistaken.
std::string EncodeSegment(std::string_view identifier);

struct LotName {
  std::string tender;  // encoded identifier
  std::string lot;     // encoded identifier, ".N" appended for a derived lot
};

std::string TenderName(std::string_view tender);  // "tenders/{tender}"
std::string LotNameOf(std::string_view tender,
                      std::string_view lot);  // "tenders/{tender}/lots/{lot}"

// INVALID_ARGUMENT (NAME_INVALID) for other forms and for segments that EncodeSegment does not
// make; `field` is named in the error.
absl::StatusOr<std::string> ParseTenderName(std::string_view name, std::string_view field = "name");
absl::StatusOr<LotName> ParseLotName(std::string_view name, std::string_view field = "name");

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_NAMES_H_
