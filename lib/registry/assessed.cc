#include "lib/registry/assessed.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <google/protobuf/util/message_differencer.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/domain/cpv.h"

namespace sambyd::registry {
namespace {

using google::protobuf::util::MessageDifferencer;

absl::Status AssessedByOthers(std::string_view field) {
  return Refuse(absl::StatusCode::kPermissionDenied, Reason::kNotYours,
                {{std::string(field), "another value than is stored, or none",
                  "the stored one: a registrar sets what others assess"}});
}

// The code is of a kind of work that a graded capability covers, or covers one of these.
bool OverlapsGraded(const v1::Enterprise& stored, std::string_view code) {
  const auto cpv = domain::CpvCode::Parse(code);
  return std::ranges::any_of(stored.capabilities(), [&](const v1::Capability& known) {
    const auto other = domain::CpvCode::Parse(known.cpv());
    return known.has_quality() && cpv && other && (cpv->Covers(*other) || other->Covers(*cpv));
  });
}

// Every grade stays with its kind of work, and none is shed by a capability that says the same
// without it: no grade counts as an average one.
absl::Status CheckQualities(const v1::Enterprise& stored, const v1::Enterprise& changed) {
  std::multiset<std::pair<std::string, int>> graded;
  std::multiset<std::string> ungraded;
  for (const v1::Capability& known : stored.capabilities()) {
    if (known.has_quality()) graded.emplace(known.cpv(), known.quality());
    if (!known.has_quality()) ungraded.insert(known.cpv());
  }
  const auto take = [](auto& known, const auto& value) {
    const auto found = known.find(value);
    if (found == known.end()) return false;
    known.erase(found);
    return true;
  };
  for (int i = 0; i < changed.capabilities_size(); ++i) {
    const v1::Capability& own = changed.capabilities(i);
    const bool stays = own.has_quality()
                           ? take(graded, std::pair(own.cpv(), own.quality()))
                           : take(ungraded, own.cpv()) || !OverlapsGraded(stored, own.cpv());
    if (!stays) return AssessedByOthers(absl::StrCat("capabilities[", i, "].quality"));
  }
  if (graded.empty()) return absl::OkStatus();
  return Refuse(absl::StatusCode::kPermissionDenied, Reason::kNotYours,
                {{"capabilities", absl::StrCat("no graded ", graded.begin()->first),
                  "the stored one: a registrar takes out what others assessed"}});
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
  SAMBYD_RETURN_IF_ERROR(CheckQualities(stored, changed));
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
