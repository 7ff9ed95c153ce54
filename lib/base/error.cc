#include "lib/base/error.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "lib/base/strings.h"

namespace sambyd {
namespace {

constexpr char kPayloadUrl[] = "type.sambyd/refusal";
constexpr std::size_t kLongestGot = 100;

constexpr std::array<std::string_view, 51> kNames = {
    "UNSPECIFIED",
    "FIELD_REQUIRED",
    "FIELD_INVALID",
    "FIELD_OUT_OF_RANGE",
    "FIELD_IMMUTABLE",
    "NAME_INVALID",
    "PAGE_TOKEN_INVALID",
    "FILTER_INVALID",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "ETAG_MISMATCH",
    "REQUEST_ID_REUSED",
    "NOTICE_NOT_XML",
    "NOTICE_NOT_EFORMS",
    "NOTICE_TOO_LARGE",
    "NOTICE_FORBIDDEN_XML",
    "NOTICE_NO_LOTS",
    "NOTICE_DUPLICATE_LOT",
    "ENCODING_INVALID",
    "POSITION_NOT_REACHED",
    "OVERLOADED",
    "STORAGE_FAILED",
    "STORAGE_FORMAT_TOO_NEW",
    "STORAGE_IN_USE",
    "STORAGE_CORRUPT",
    "DEADLINE_EXCEEDED",
    "CANCELLED",
    "MESSAGE_TOO_LARGE",
    "LOT_NOT_REVIEWABLE",
    "LOT_SET_ASIDE",
    "LOT_VALUE_EXCEEDED",
    "STORAGE_FORMAT_TOO_OLD",
    "CREDENTIALS_MISSING",
    "TOKEN_INVALID",
    "TOKEN_ALGORITHM_REFUSED",
    "TOKEN_KEY_UNKNOWN",
    "TOKEN_EXPIRED",
    "TOKEN_NOT_YET_VALID",
    "TOKEN_ISSUER_WRONG",
    "TOKEN_AUDIENCE_WRONG",
    "TOKEN_CLAIM_INVALID",
    "CERTIFICATE_UNKNOWN",
    "ROLES_IN_CONFLICT",
    "ROLE_MISSING",
    "NOT_YOURS",
    "RATE_LIMITED",
    "STORAGE_UNFINISHED",
    "STORAGE_NOT_EMPTY",
    "BACKUPS_OFF",
    "BACKUP_FAILED",
    "ERASURE_PENDING",
};

void AppendText(std::string& out, std::string_view text) {
  absl::StrAppend(&out, text.size(), ":", ToAbsl(text));
}

// Reads a number and the colon after it; the payload never leaves the process, so it is well
// formed.
std::int64_t TakeNumber(std::string_view& in) {
  std::int64_t number = 0;
  const char* digits_end = std::from_chars(in.data(), in.data() + in.size(), number).ptr;
  in.remove_prefix(static_cast<std::size_t>(digits_end - in.data()) + 1);
  return number;
}

// Reads what AppendText wrote.
std::string TakeText(std::string_view& in) {
  const auto size = static_cast<std::size_t>(TakeNumber(in));
  std::string text(in.substr(0, size));
  in.remove_prefix(size);
  return text;
}

std::string Message(const std::vector<Violation>& violations) {
  std::string message;
  for (const Violation& v : violations) {
    if (!message.empty()) message += "; ";
    absl::StrAppend(&message, v.field, ": got ", v.got.empty() ? "nothing" : v.got, ", want ",
                    v.want);
  }
  return message;
}

absl::Status WithRefusal(absl::StatusCode code, std::string_view message, const Refusal& refusal) {
  absl::Status status(code, ToAbsl(message));
  std::string payload =
      absl::StrCat(static_cast<int>(refusal.reason), ":", refusal.retry_after.count(), ":");
  for (const Violation& v : refusal.violations) {
    AppendText(payload, v.field);
    AppendText(payload, v.got);
    AppendText(payload, v.want);
  }
  status.SetPayload(kPayloadUrl, absl::Cord(payload));
  return status;
}

}  // namespace

std::string_view ReasonName(Reason reason) { return kNames[static_cast<std::size_t>(reason)]; }

std::string CutForError(std::string_view text) {
  if (text.size() <= kLongestGot) return std::string(text);
  std::size_t end = kLongestGot;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return absl::StrCat(ToAbsl(text.substr(0, end)), "…");
}

absl::Status Refuse(absl::StatusCode code, Reason reason, std::vector<Violation> violations) {
  for (Violation& v : violations) v.got = CutForError(v.got);
  const std::string message = Message(violations);
  return WithRefusal(code, message, Refusal{.reason = reason, .violations = std::move(violations)});
}

absl::Status InvalidField(std::string_view field, std::string_view got, std::string_view want,
                          Reason reason) {
  return Refuse(absl::StatusCode::kInvalidArgument, reason,
                {{std::string(field), std::string(got), std::string(want)}});
}

absl::Status MissingField(std::string_view field, std::string_view want) {
  return InvalidField(field, "", want, Reason::kFieldRequired);
}

absl::Status NotFound(std::string_view name) {
  return Refuse(absl::StatusCode::kNotFound, Reason::kNotFound,
                {{"name", std::string(name), "the name of a stored resource"}});
}

absl::Status ErrorWithReason(absl::StatusCode code, Reason reason, std::string_view message) {
  return WithRefusal(code, message, Refusal{.reason = reason, .violations = {}});
}

absl::Status Exhausted(Reason reason, std::string_view message,
                       std::chrono::milliseconds retry_after) {
  return WithRefusal(absl::StatusCode::kResourceExhausted, message,
                     Refusal{.reason = reason, .violations = {}, .retry_after = retry_after});
}

absl::Status InField(std::string_view prefix, absl::Status status) {
  std::optional<Refusal> refusal = RefusalOf(status);
  if (!refusal || refusal->violations.empty()) return status;
  for (Violation& v : refusal->violations) {
    const std::string_view joint = v.field.empty() || v.field.front() == '[' ? "" : ".";
    v.field = absl::StrCat(ToAbsl(prefix), ToAbsl(joint), v.field);
  }
  return Refuse(status.code(), refusal->reason, std::move(refusal->violations));
}

std::optional<Refusal> RefusalOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayloadUrl);
  if (!payload) return std::nullopt;
  const std::string bytes(*payload);
  std::string_view rest = bytes;
  Refusal refusal;
  refusal.reason = static_cast<Reason>(TakeNumber(rest));
  refusal.retry_after = std::chrono::milliseconds(TakeNumber(rest));
  while (!rest.empty()) {
    Violation v;
    v.field = TakeText(rest);
    v.got = TakeText(rest);
    v.want = TakeText(rest);
    refusal.violations.push_back(std::move(v));
  }
  return refusal;
}

}  // namespace sambyd
