#ifndef LIB_BASE_ERROR_H_
#define LIB_BASE_ERROR_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace sambyd {

// Why a call was refused. Names and numbers are those of sambyd.v1.ErrorReason, where each is
// documented for callers; a test holds the two lists together.
enum class Reason {
  kUnspecified = 0,
  kFieldRequired = 1,
  kFieldInvalid = 2,
  kFieldOutOfRange = 3,
  kFieldImmutable = 4,
  kNameInvalid = 5,
  kPageTokenInvalid = 6,
  kFilterInvalid = 7,
  kNotFound = 8,
  kAlreadyExists = 9,
  kEtagMismatch = 10,
  kRequestIdReused = 11,
  kNoticeNotXml = 12,
  kNoticeNotEforms = 13,
  kNoticeTooLarge = 14,
  kNoticeForbiddenXml = 15,
  kNoticeNoLots = 16,
  kNoticeDuplicateLot = 17,
  kEncodingInvalid = 18,
  kPositionNotReached = 19,
  kOverloaded = 20,
  kStorageFailed = 21,
  kStorageFormatTooNew = 22,
  kStorageInUse = 23,
  kStorageCorrupt = 24,
  kDeadlineExceeded = 25,
  kCancelled = 26,
  kMessageTooLarge = 27,
  kLotNotReviewable = 28,
  kLotSetAside = 29,
  kLotValueExceeded = 30,
  kStorageFormatTooOld = 31,
  kCredentialsMissing = 32,
  kTokenInvalid = 33,
  kTokenAlgorithmRefused = 34,
  kTokenKeyUnknown = 35,
  kTokenExpired = 36,
  kTokenNotYetValid = 37,
  kTokenIssuerWrong = 38,
  kTokenAudienceWrong = 39,
  kTokenClaimInvalid = 40,
  kCertificateUnknown = 41,
  kRolesInConflict = 42,
  kRoleMissing = 43,
  kNotYours = 44,
  kRateLimited = 45,
  kStorageUnfinished = 46,
  kStorageNotEmpty = 47,
  kBackupsOff = 48,
  kBackupFailed = 49,
  kErasurePending = 50,
};

// The name callers see in google.rpc.ErrorInfo.reason, e.g. "FIELD_INVALID".
std::string_view ReasonName(Reason reason);

// One field of the request that was refused: where (a path such as "capabilities[2].cpv", or
// "line 14" of a document), what stood there and what would have been accepted.
struct Violation {
  std::string field;
  std::string got;
  std::string want;
};

// What an error status says beyond its code and message.
struct Refusal {
  Reason reason = Reason::kUnspecified;
  std::vector<Violation> violations;
  // When the same call may succeed; 0 = nothing is known about it.
  std::chrono::milliseconds retry_after{0};
};

// `text` cut to 100 bytes on a character boundary, with "…" where something was left out: what an
// error may repeat of its input.
std::string CutForError(std::string_view text);

// A status that carries a Refusal. The message is made from the violations: "field: got X, want Y".
// `got` goes through CutForError, so that an error never repeats a whole document.
absl::Status Refuse(absl::StatusCode code, Reason reason, std::vector<Violation> violations);

// INVALID_ARGUMENT for one field.
absl::Status InvalidField(std::string_view field, std::string_view got, std::string_view want,
                          Reason reason = Reason::kFieldInvalid);

// INVALID_ARGUMENT for a field that is missing.
absl::Status MissingField(std::string_view field, std::string_view want);

// NOT_FOUND for a resource name.
absl::Status NotFound(std::string_view name);

// A status with a free message and a reason, for errors that no field caused.
absl::Status ErrorWithReason(absl::StatusCode code, Reason reason, std::string_view message);

// RESOURCE_EXHAUSTED that tells the caller when to try again.
absl::Status Exhausted(Reason reason, std::string_view message,
                       std::chrono::milliseconds retry_after);

// The same error with `prefix` put before each field path: "capabilities[2]" + "cpv" becomes
// "capabilities[2].cpv". OK and foreign statuses come back unchanged.
absl::Status InField(std::string_view prefix, absl::Status status);

// What was attached by the functions above, or nothing.
std::optional<Refusal> RefusalOf(const absl::Status& status);

}  // namespace sambyd

#endif  // LIB_BASE_ERROR_H_
