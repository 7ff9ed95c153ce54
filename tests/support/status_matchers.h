#ifndef TESTS_SUPPORT_STATUS_MATCHERS_H_
#define TESTS_SUPPORT_STATUS_MATCHERS_H_

#include <string>

#include <gmock/gmock.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/error.h"

namespace sambyd::testing_support {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename Value>
const absl::Status& StatusOf(const absl::StatusOr<Value>& value) {
  return value.status();
}

inline Reason ReasonOf(const absl::Status& status) {
  const auto refusal = RefusalOf(status);
  return refusal ? refusal->reason : Reason::kUnspecified;
}

// EXPECT_THAT(store.Sync(), IsOk()), for absl::Status and absl::StatusOr.
MATCHER(IsOk, "is OK") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).ok();
}

// EXPECT_THAT(store.Sync(), IsError(absl::StatusCode::kUnavailable, Reason::kStorageFailed)).
MATCHER_P2(IsError, code, reason, "has the code and the reason") {
  *result_listener << StatusOf(arg).ToString() << ", " << ReasonName(ReasonOf(StatusOf(arg)));
  return StatusOf(arg).code() == code && ReasonOf(StatusOf(arg)) == reason;
}

}  // namespace sambyd::testing_support

#endif  // TESTS_SUPPORT_STATUS_MATCHERS_H_
