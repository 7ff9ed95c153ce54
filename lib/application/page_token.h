#ifndef LIB_APPLICATION_PAGE_TOKEN_H_
#define LIB_APPLICATION_PAGE_TOKEN_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace sambyd::application {

// Where a list goes on. Tokens are opaque to callers and bound to the request's other fields: a
// token of another list or filter is refused. They hold no position, so a list that is read while
// writes land shows each document as it is when its page is read.
//
// `request` is any list request with string fields page_token and an int32 page_size; those two and
// min_position do not take part in the binding.
std::string MakePageToken(const google::protobuf::Message& request, std::string_view last_key);

// The last key of the page before; empty for the first page. INVALID_ARGUMENT (PAGE_TOKEN_INVALID)
// for tokens that are not ours or belong to another request.
absl::StatusOr<std::string> ParsePageToken(const google::protobuf::Message& request,
                                           std::string_view token);

// Entries of a page: 50 for 0, at most 500; INVALID_ARGUMENT for negative sizes.
absl::StatusOr<std::size_t> PageSize(int requested);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_PAGE_TOKEN_H_
