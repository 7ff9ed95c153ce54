#include "lib/registry/field_checks.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/base/utf8.h"

namespace sambyd::registry {
namespace {

// C0, DEL and C1; the text is UTF-8.
bool HasControlCharacter(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return true;
    if (byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
  }
  return false;
}

}  // namespace

void FieldChecks::Add(Reason reason, std::string_view field, std::string_view got,
                      std::string_view want) {
  if (violations_.empty()) first_reason_ = reason;
  violations_.push_back({std::string(field), std::string(got), std::string(want)});
}

void FieldChecks::Missing(std::string_view field, std::string_view want) {
  Add(Reason::kFieldRequired, field, "", want);
}

void FieldChecks::Invalid(std::string_view field, std::string_view got, std::string_view want) {
  Add(Reason::kFieldInvalid, field, got, want);
}

void FieldChecks::OutOfRange(std::string_view field, std::string_view got, std::string_view want) {
  Add(Reason::kFieldOutOfRange, field, got, want);
}

void FieldChecks::Range(std::string_view field, std::int64_t value, std::int64_t least,
                        std::int64_t most) {
  if (value >= least && value <= most) return;
  OutOfRange(field, std::to_string(value), absl::StrCat(least, " to ", most));
}

void FieldChecks::AtMost(std::string_view field, int size, int most) {
  if (size <= most) return;
  OutOfRange(field, absl::StrCat(size, " entries"), absl::StrCat("at most ", most));
}

void FieldChecks::Text(std::string_view field, std::string_view value, std::size_t most_bytes) {
  if (const auto offset = FindInvalidUtf8(value)) {
    Invalid(field, absl::StrCat("other bytes at offset ", *offset), "UTF-8");
  } else if (HasControlCharacter(value)) {
    Invalid(field, "a control character", "text on one line");
  } else if (value.size() > most_bytes) {
    OutOfRange(field, absl::StrCat(value.size(), " bytes"),
               absl::StrCat("at most ", most_bytes, " bytes"));
  }
}

std::optional<domain::Date> FieldChecks::Day(std::string_view field, const v1::Date& value) {
  const auto date = domain::MakeDate(value.year(), value.month(), value.day());
  if (!date) {
    Invalid(field, absl::StrFormat("%04d-%02d-%02d", value.year(), value.month(), value.day()),
            "a day that exists");
  }
  return date;
}

std::optional<domain::Date> FieldChecks::PastDay(std::string_view field, const v1::Date& value,
                                                 domain::Date today) {
  const auto date = Day(field, value);
  if (date && *date > today) {
    OutOfRange(field, domain::FormatDate(*date),
               absl::StrCat("today (", domain::FormatDate(today), ") or earlier"));
  }
  return date;
}

absl::Status FieldChecks::ToStatus() && {
  if (violations_.empty()) return absl::OkStatus();
  return Refuse(absl::StatusCode::kInvalidArgument, first_reason_, std::move(violations_));
}

}  // namespace sambyd::registry
