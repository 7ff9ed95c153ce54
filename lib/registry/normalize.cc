#include "lib/registry/normalize.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "lib/domain/cpv.h"

namespace sambyd::registry {
namespace {

// Every run of blanks, tabs and line breaks becomes one blank; none stay at the ends.
void TidyBlanks(std::string& text) {
  std::replace_if(text.begin(), text.end(), absl::ascii_isspace, ' ');
  absl::RemoveExtraAsciiWhitespace(&text);
}

void NormalizeCapability(v1::Capability& capability) {
  if (const auto cpv = domain::CpvCode::Parse(capability.cpv())) {
    capability.set_cpv(cpv->ToString());
  }
  TidyBlanks(*capability.mutable_description());
  auto& areas = *capability.mutable_service_areas();
  std::sort(areas.begin(), areas.end());
  areas.erase(std::unique(areas.begin(), areas.end()), areas.end());
}

}  // namespace

void Normalize(v1::Enterprise& enterprise) {
  enterprise.clear_etag();
  enterprise.clear_workforce();
  enterprise.clear_profile_confirm_time();
  enterprise.clear_create_time();
  enterprise.clear_update_time();
  enterprise.clear_update_position();
  TidyBlanks(*enterprise.mutable_display_name());
  for (v1::Capability& capability : *enterprise.mutable_capabilities()) {
    NormalizeCapability(capability);
  }
  auto& certificates = *enterprise.mutable_certificates();
  std::stable_sort(
      certificates.begin(), certificates.end(),
      [](const v1::Certificate& a, const v1::Certificate& b) { return a.code() < b.code(); });
}

void Normalize(v1::WorkforceStatement& statement) {
  statement.clear_name();
  auto& counts = *statement.mutable_counts();
  std::stable_sort(counts.begin(), counts.end(),
                   [](const v1::WorkforceCount& a, const v1::WorkforceCount& b) {
                     return a.category() < b.category();
                   });
}

}  // namespace sambyd::registry
