#ifndef LIB_APPLICATION_ENTERPRISE_QUERIES_H_
#define LIB_APPLICATION_ENTERPRISE_QUERIES_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "lib/application/caller.h"
#include "lib/storage/snapshot.h"
#include "sambyd/v1/enterprise_service.pb.h"

namespace sambyd::application {

// The reads of EnterpriseService on one snapshot; requests and errors as the service documents
// them. Both tell the same counts of one enterprise to one caller.
absl::StatusOr<v1::Enterprise> GetEnterprise(const storage::Snapshot& snapshot,
                                             std::string_view name, const Caller& caller);
absl::StatusOr<v1::ListEnterprisesResponse> ListEnterprises(
    const storage::Snapshot& snapshot, const v1::ListEnterprisesRequest& request,
    const Caller& caller);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_ENTERPRISE_QUERIES_H_
