#include "lib/notice/money.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "lib/base/status.h"
#include "lib/notice/number.h"
#include "lib/notice/xml.h"

namespace sambyd::notice {
namespace {

bool IsCurrencyCode(std::string_view code) {
  return code.size() == 3 && std::all_of(code.begin(), code.end(),
                                         [](unsigned char c) { return absl::ascii_isupper(c); });
}

bool IsWithheld(std::string_view amount, pugi::xml_node record) {
  if (amount != "-1") return false;
  const auto is_privacy = [](pugi::xml_node node) { return LocalName(node) == "FieldsPrivacy"; };
  return static_cast<bool>(record.find_node(is_privacy));
}

}  // namespace

absl::StatusOr<std::optional<v1::Money>> ReadMoney(pugi::xml_node amount, pugi::xml_node record,
                                                   const Path& path, std::string_view field) {
  const std::string text = Text(amount);
  if (text.empty() || IsWithheld(text, record)) return std::nullopt;
  SAMBYD_ASSIGN_OR_RETURN(const Hundredths number, ParseHundredths(text, path, field));
  const std::string_view currency = Attribute(amount, "currencyID");
  if (!IsCurrencyCode(currency)) {
    path.Warn(field, text, "no currency, left out");
    return std::nullopt;
  }
  if (number.rounded) path.Warn(field, text, "more than two decimals, rounded");
  v1::Money money;
  money.set_currency(std::string(currency));
  money.set_minor_units(number.value);
  return money;
}

}  // namespace sambyd::notice
