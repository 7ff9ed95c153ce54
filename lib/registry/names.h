#ifndef LIB_REGISTRY_NAMES_H_
#define LIB_REGISTRY_NAMES_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/domain/date.h"
#include "sambyd/v1/enterprise.pb.h"

namespace sambyd::registry {

// The identifier that follows from a valid national id: "DK24256790" for a CVR number,
// "SE-ORGNR-5566778899" for other registers. Different ids have different identifiers.
std::string EnterpriseId(const v1::NationalId& national_id);

// "enterprises/DK24256790".
std::string EnterpriseName(std::string_view id);

// The identifier in a resource name. INVALID_ARGUMENT (NAME_INVALID) for anything that is not of
// the form of an enterprise's name; `field` says where the name stood.
absl::StatusOr<std::string> ParseEnterpriseName(std::string_view name,
                                                std::string_view field = "name");

// "enterprises/DK24256790/workforceStatements/2026-02-28".
std::string WorkforceStatementName(std::string_view enterprise_id, domain::Date as_of);

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_NAMES_H_
