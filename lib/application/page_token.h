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

// Which entries a page takes: `size` of them, and 3 MB, since gRPC's clients refuse answers over
// 4 MB unless they are told otherwise. The first entry is always taken.
class PageRoom {
 public:
  explicit PageRoom(std::size_t size) : size_(size) {}

  bool Takes(const google::protobuf::Message& entry);

 private:
  const std::size_t size_;
  std::size_t entries_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_PAGE_TOKEN_H_
