#include "lib/application/names.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/strings.h"

namespace sambyd::application {
namespace {

constexpr std::size_t kLongestSegment = 300;
constexpr std::string_view kTenders = "tenders/";
constexpr std::string_view kLots = "/lots/";

bool StandsForItself(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '~';
}

constexpr std::string_view kHex = "0123456789ABCDEF";

// The byte that %XX stands for; nothing for others and for bytes that stand for themselves.
std::optional<char> DecodeByte(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return std::nullopt;
  const std::size_t high = kHex.find(text[1]);
  const std::size_t low = kHex.find(text[2]);
  if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
  const char byte = static_cast<char>(high << 4U | low);
  return StandsForItself(byte) ? std::nullopt : std::optional(byte);
}

// What EncodeSegment makes of some identifier.
bool IsSegment(std::string_view text) {
  if (text.empty() || text.size() > kLongestSegment) return false;
  while (!text.empty()) {
    if (StandsForItself(text.front())) {
      text.remove_prefix(1);
    } else if (DecodeByte(text)) {
      text.remove_prefix(3);
    } else {
      return false;
    }
  }
  return true;
}

// A segment, with ".N" for each time that the lot was derived.
bool IsLotSegment(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (!IsSegment(text.substr(0, dot)) || text.size() > kLongestSegment) return false;
  if (dot == std::string_view::npos) return true;
  const std::string_view numbers = text.substr(dot);
  const bool digits =
      std::ranges::all_of(numbers, [](char c) { return c == '.' || IsAsciiDigit(c); });
  return digits && numbers.back() != '.' && numbers.find("..") == std::string_view::npos &&
         numbers.find(".0") == std::string_view::npos;
}

// What is behind `prefix`; nothing when the name begins otherwise.
std::optional<std::string_view> After(std::string_view prefix, std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  return name.substr(prefix.size());
}

}  // namespace

std::string EncodeSegment(std::string_view identifier) {
  std::string segment;
  for (const char c : identifier) {
    if (StandsForItself(c)) {
      segment += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      segment += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return segment;
}

std::string TenderName(std::string_view tender) {
  return absl::StrCat(ToAbsl(kTenders), ToAbsl(tender));
}

std::string LotNameOf(std::string_view tender, std::string_view lot) {
  return absl::StrCat(ToAbsl(kTenders), ToAbsl(tender), ToAbsl(kLots), ToAbsl(lot));
}

absl::StatusOr<std::string> ParseTenderName(std::string_view name, std::string_view field) {
  const auto tender = After(kTenders, name);
  if (tender && IsSegment(*tender)) return std::string(*tender);
  return InvalidField(field, name, "tenders/{tender}", Reason::kNameInvalid);
}

absl::StatusOr<LotName> ParseLotName(std::string_view name, std::string_view field) {
  const std::size_t at = name.find(kLots);
  if (at != std::string_view::npos) {
    const auto tender = After(kTenders, name.substr(0, at));
    const std::string_view lot = name.substr(at + kLots.size());
    if (tender && IsSegment(*tender) && IsLotSegment(lot)) {
      return LotName{std::string(*tender), std::string(lot)};
    }
  }
  return InvalidField(field, name, "tenders/{tender}/lots/{lot}", Reason::kNameInvalid);
}

}  // namespace sambyd::application
