#include "lib/registry/assessed.h"

#include <optional>
#include <string>
#include <string_view>

#include <google/protobuf/util/message_differencer.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status.h"

namespace sambyd::registry {
namespace {

using google::protobuf::util::MessageDifferencer;

absl::Status AssessedByOthers(std::string_view field) {
  return Refuse(absl::StatusCode::kPermissionDenied, Reason::kNotYours,
                {{std::string(field), "another value than is stored",
                  "the stored one: a registrar sets what others assess"}});
}

std::optional<int> QualityOf(const v1::Capability& capability) {
  return capability.has_quality() ? std::optional(capability.quality()) : std::nullopt;
}

// As the stored capability of this code says, or nothing where there is none.
bool QualityStays(const v1::Enterprise& stored, const v1::Capability& changed) {
  bool known = false;
  for (const v1::Capability& capability : stored.capabilities()) {
    if (capability.cpv() != changed.cpv()) continue;
    if (QualityOf(capability) == QualityOf(changed)) return true;
    known = true;
  }
  return !known && !changed.has_quality();
}

std::optional<int> ReliabilityOf(const v1::Enterprise& enterprise) {
  if (!enterprise.has_delivery_reliability()) return std::nullopt;
  return enterprise.delivery_reliability();
}

}  // namespace

absl::Status CheckOwnChange(const v1::Enterprise& stored, const v1::Enterprise& changed) {
  if (ReliabilityOf(stored) != ReliabilityOf(changed)) {
    return AssessedByOthers("delivery_reliability");
  }
  for (int i = 0; i < changed.capabilities_size(); ++i) {
    if (!QualityStays(stored, changed.capabilities(i))) {
      return AssessedByOthers(absl::StrCat("capabilities[", i, "].quality"));
    }
  }
  if (!MessageDifferencer::Equals(stored.registration(), changed.registration())) {
    return AssessedByOthers("registration");
  }
  if (changed.main_aim().evidence_level() == v1::MainAim::EVIDENCE_LEVEL_AUDITED &&
      !MessageDifferencer::Equals(stored.main_aim(), changed.main_aim())) {
    return AssessedByOthers("main_aim.evidence_level");
  }
  return absl::OkStatus();
}

absl::Status CheckOwnStatement(const v1::WorkforceStatement& statement) {
  if (statement.evidence_level() != v1::WorkforceStatement::EVIDENCE_LEVEL_AUDITED) {
    return absl::OkStatus();
  }
  return AssessedByOthers("evidence_level");
}

}  // namespace sambyd::registry
