#include "lib/application/request_key.h"

#include <cctype>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/digest.h"
#include "lib/base/error.h"
#include "lib/base/strings.h"

namespace sambyd::application {
namespace {

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const auto c = static_cast<unsigned char>(text[i]);
    if (dash ? c != '-' : std::isxdigit(c) == 0) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<std::optional<changelog::RequestKey>> RequestKeyOf(
    std::string_view method, const google::protobuf::Message& request) {
  const auto* field = request.GetDescriptor()->FindFieldByName("request_id");
  const std::string id = request.GetReflection()->GetString(request, field);
  if (id.empty()) return std::optional<changelog::RequestKey>();
  if (!IsUuid(id)) {
    return InvalidField("request_id", id, "a UUID such as 2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d");
  }
  return std::optional(changelog::RequestKey{
      id, Sha256Hex(absl::StrCat(ToAbsl(method), "\n", request.SerializeAsString()))});
}

absl::StatusOr<std::optional<changelog::RequestKey>> RequestKeyOf(
    std::string_view method, const Caller& caller, const google::protobuf::Message& request) {
  return RequestKeyOf(absl::StrCat(ToAbsl(method), caller.buyer.empty() ? "" : " ", caller.buyer),
                      request);
}

}  // namespace sambyd::application
