#ifndef LIB_REGISTRY_MERGE_H_
#define LIB_REGISTRY_MERGE_H_

#include "absl/status/statusor.h"
#include "google/protobuf/field_mask.pb.h"
#include "sambyd/v1/enterprise.pb.h"

namespace sambyd::registry {

// `stored` with the fields of the mask taken from `update`; a field of the mask that `update` does
// not set is cleared. The mask names top-level fields; empty or "*" means every field that can
// change. INVALID_ARGUMENT for paths that are unknown, and FIELD_IMMUTABLE for those that name what
// is output only or never changes, or when `update` gives another national_id.
absl::StatusOr<v1::Enterprise> MergeEnterprise(const v1::Enterprise& stored,
                                               const v1::Enterprise& update,
                                               const google::protobuf::FieldMask& mask);

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_MERGE_H_
