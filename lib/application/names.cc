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

bool IsSegment(std::string_view text) {
  return !text.empty() && text.size() <= kLongestSegment && std::ranges::all_of(text, [](char c) {
    return StandsForItself(c) || c == '%' || c == '.';
  });
}

// The segment behind `prefix`, when nothing but the segment follows.
std::optional<std::string_view> SegmentAfter(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return std::nullopt;
  const std::string_view segment = name.substr(prefix.size());
  return IsSegment(segment) ? std::optional(segment) : std::nullopt;
}

}  // namespace

std::string EncodeSegment(std::string_view identifier) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
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
  if (const auto tender = SegmentAfter(name, kTenders)) return std::string(*tender);
  return InvalidField(field, name, "tenders/{tender}", Reason::kNameInvalid);
}

absl::StatusOr<LotName> ParseLotName(std::string_view name, std::string_view field) {
  const std::size_t at = name.find(kLots);
  if (at != std::string_view::npos) {
    const auto tender = SegmentAfter(name.substr(0, at), kTenders);
    const auto lot = SegmentAfter(name.substr(at), kLots);
    if (tender && lot) return LotName{std::string(*tender), std::string(*lot)};
  }
  return InvalidField(field, name, "tenders/{tender}/lots/{lot}", Reason::kNameInvalid);
}

}  // namespace sambyd::application
