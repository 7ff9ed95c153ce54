#include "lib/application/page_token.h"

#include <algorithm>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/base/digest.h"
#include "lib/base/error.h"
#include "lib/base/strings.h"

namespace sambyd::application {
namespace {

constexpr std::size_t kBindingDigits = 16;
constexpr int kDefaultPage = 50;
constexpr int kLargestPage = 500;
constexpr std::size_t kMostBytes = 3'000'000;

// Digest of the request's kind and filters.
std::string Binding(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> filters(request.New());
  filters->CopyFrom(request);
  const auto* descriptor = filters->GetDescriptor();
  for (const char* field : {"page_token", "page_size", "min_position"}) {
    if (const auto* found = descriptor->FindFieldByName(field)) {
      filters->GetReflection()->ClearField(filters.get(), found);
    }
  }
  return Sha256Hex(absl::StrCat(descriptor->full_name(), "\n", filters->SerializeAsString()))
      .substr(0, kBindingDigits);
}

}  // namespace

std::string MakePageToken(const google::protobuf::Message& request, std::string_view last_key) {
  return absl::WebSafeBase64Escape(absl::StrCat(Binding(request), ToAbsl(last_key)));
}

absl::StatusOr<std::string> ParsePageToken(const google::protobuf::Message& request,
                                           std::string_view token) {
  if (token.empty()) return std::string();
  std::string decoded;
  if (!absl::WebSafeBase64Unescape(ToAbsl(token), &decoded) || decoded.size() <= kBindingDigits ||
      decoded.substr(0, kBindingDigits) != Binding(request)) {
    return InvalidField("page_token", token,
                        "the next_page_token of the last answer to the same request",
                        Reason::kPageTokenInvalid);
  }
  return decoded.substr(kBindingDigits);
}

absl::StatusOr<std::size_t> PageSize(int requested) {
  if (requested < 0) {
    return InvalidField("page_size", std::to_string(requested), "0 or more",
                        Reason::kFieldOutOfRange);
  }
  return static_cast<std::size_t>(requested == 0 ? kDefaultPage
                                                 : std::min(requested, kLargestPage));
}

bool PageRoom::Takes(const google::protobuf::Message& entry) {
  const std::size_t bytes = entry.ByteSizeLong();
  if (entries_ == size_ || (entries_ > 0 && bytes_ + bytes > kMostBytes)) return false;
  ++entries_;
  bytes_ += bytes;
  return true;
}

}  // namespace sambyd::application
