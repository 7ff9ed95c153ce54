#ifndef LIB_APPLICATION_REQUEST_KEY_H_
#define LIB_APPLICATION_REQUEST_KEY_H_

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "lib/application/caller.h"
#include "lib/changelog/change_log.h"

namespace sambyd::application {

// What makes a mutation idempotent: the request's `request_id` with a fingerprint of the method and
// all its fields. Nothing when request_id is empty; INVALID_ARGUMENT when it is not a UUID.
absl::StatusOr<std::optional<changelog::RequestKey>> RequestKeyOf(
    std::string_view method, const google::protobuf::Message& request);

// The same for a method whose answer is for the caller's side alone: what was remembered for one
// buyer is no answer to another, nor to a registrar.
absl::StatusOr<std::optional<changelog::RequestKey>> RequestKeyOf(
    std::string_view method, const Caller& caller, const google::protobuf::Message& request);

// The response of a commit, proposed now or remembered from the first time.
template <class Response>
Response ParseResponse(const changelog::Committed& committed) {
  Response response;
  response.ParseFromString(committed.response);
  return response;
}

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_REQUEST_KEY_H_
