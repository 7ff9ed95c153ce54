#include "lib/registry/merge.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status.h"

namespace sambyd::registry {
namespace {

using google::protobuf::FieldDescriptor;

constexpr std::array<std::string_view, 11> kChangeable = {
    "display_name",         "home_place",   "capabilities", "yearly_capacity",
    "delivery_reliability", "certificates", "main_aim",     "revenue_mix",
    "registration",         "contact",      "as_of"};

const FieldDescriptor* FieldNamed(std::string_view name) {
  return v1::Enterprise::descriptor()->FindFieldByName(std::string(name));
}

absl::StatusOr<std::vector<const FieldDescriptor*>> FieldsOf(
    const google::protobuf::FieldMask& mask) {
  std::vector<const FieldDescriptor*> fields;
  const bool all = mask.paths().empty() || (mask.paths_size() == 1 && mask.paths(0) == "*");
  if (all) {
    for (const std::string_view name : kChangeable) fields.push_back(FieldNamed(name));
    return fields;
  }
  for (int i = 0; i < mask.paths_size(); ++i) {
    const std::string& path = mask.paths(i);
    const std::string where = absl::StrCat("update_mask.paths[", i, "]");
    const FieldDescriptor* field = FieldNamed(path);
    if (field == nullptr) return InvalidField(where, path, "a top-level field of Enterprise, or *");
    if (std::ranges::find(kChangeable, std::string_view(path)) == kChangeable.end()) {
      return InvalidField(where, path, "a field that can change", Reason::kFieldImmutable);
    }
    if (std::ranges::find(fields, field) == fields.end()) fields.push_back(field);
  }
  return fields;
}

}  // namespace

absl::StatusOr<v1::Enterprise> MergeEnterprise(const v1::Enterprise& stored,
                                               const v1::Enterprise& update,
                                               const google::protobuf::FieldMask& mask) {
  SAMBYD_ASSIGN_OR_RETURN(const auto fields, FieldsOf(mask));
  const v1::NationalId& id = update.national_id();
  if (update.has_national_id() && (id.scheme() != stored.national_id().scheme() ||
                                   id.value() != stored.national_id().value())) {
    return InvalidField("national_id.value", id.value(), stored.national_id().value(),
                        Reason::kFieldImmutable);
  }
  v1::Enterprise merged = stored;
  v1::Enterprise source = update;
  for (const FieldDescriptor* field : fields)
    v1::Enterprise::GetReflection()->ClearField(&merged, field);
  v1::Enterprise::GetReflection()->SwapFields(&merged, &source, fields);
  return merged;
}

}  // namespace sambyd::registry
