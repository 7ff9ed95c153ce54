#include "lib/rpc/access.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/strings.h"

namespace sambyd::rpc {
namespace {

// The text at a path of singular fields; empty where there is no such field.
std::string TextAt(const google::protobuf::Message& message, std::string_view path) {
  const std::size_t dot = path.find('.');
  const auto* field = message.GetDescriptor()->FindFieldByName(std::string(path.substr(0, dot)));
  if (field == nullptr) return {};
  if (dot == std::string_view::npos) return message.GetReflection()->GetString(message, field);
  return TextAt(message.GetReflection()->GetMessage(message, field), path.substr(dot + 1));
}

}  // namespace

absl::Status CheckAccess(std::span<const AccessRule> rules, const Identity& identity,
                         std::string_view method, const google::protobuf::Message* request) {
  const auto rule = std::ranges::find(rules, method, &AccessRule::method);
  if (rule == rules.end() || !identity.roles.HasOneOf(rule->roles)) {
    return ErrorWithReason(absl::StatusCode::kPermissionDenied, Reason::kRoleMissing,
                           absl::StrCat("the caller has no role that may call ", ToAbsl(method)));
  }
  if (rule->own_enterprise.empty() || !identity.roles.Has(Role::kEnterprise)) {
    return absl::OkStatus();
  }
  const std::string named = request == nullptr ? "" : TextAt(*request, rule->own_enterprise);
  if (named == identity.enterprise) return absl::OkStatus();
  return Refuse(absl::StatusCode::kPermissionDenied, Reason::kNotYours,
                {{std::string(rule->own_enterprise), named, identity.enterprise}});
}

}  // namespace sambyd::rpc
