#include "lib/registry/names.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/strings.h"

namespace sambyd::registry {
namespace {

constexpr std::string_view kCollection = "enterprises/";
constexpr std::size_t kLongestId = 48;

bool IsIdCharacter(char c) { return IsAsciiUpper(c) || IsAsciiDigit(c) || c == '-'; }

}  // namespace

std::string EnterpriseId(const v1::NationalId& national_id) {
  if (national_id.scheme() == "DK:CVR") return absl::StrCat("DK", national_id.value());
  std::string id = absl::StrCat(national_id.scheme(), "-", national_id.value());
  std::ranges::replace(id, ':', '-');
  return id;
}

std::string EnterpriseName(std::string_view id) {
  return absl::StrCat(ToAbsl(kCollection), ToAbsl(id));
}

absl::StatusOr<std::string> ParseEnterpriseName(std::string_view name, std::string_view field) {
  if (name.empty()) return MissingField(field, "enterprises/{enterprise}");
  std::string_view id = name;
  if (name.starts_with(kCollection)) id.remove_prefix(kCollection.size());
  const bool valid = id.size() != name.size() && id.size() > 2 && id.size() <= kLongestId &&
                     IsAsciiUpper(id[0]) && IsAsciiUpper(id[1]) &&
                     std::ranges::all_of(id, IsIdCharacter);
  if (!valid) {
    return InvalidField(field, name, "enterprises/{enterprise}, e.g. enterprises/DK24256790",
                        Reason::kNameInvalid);
  }
  return std::string(id);
}

std::string WorkforceStatementName(std::string_view enterprise_id, domain::Date as_of) {
  return absl::StrCat(EnterpriseName(enterprise_id), "/workforceStatements/",
                      domain::FormatDate(as_of));
}

}  // namespace sambyd::registry
