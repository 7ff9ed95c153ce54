#include "lib/application/render_conflict.h"

#include <algorithm>
#include <string>

#include "lib/registry/names.h"

namespace sambyd::application {
namespace {

using Kind = consortium::Requirement::Kind;

v1::Obstacle::Requirement ToProto(Kind kind) {
  switch (kind) {
    case Kind::kRoleMinimum:
      return v1::Obstacle::REQUIREMENT_ROLE_MINIMUM;
    case Kind::kLeafCapacity:
      return v1::Obstacle::REQUIREMENT_LEAF_CAPACITY;
    case Kind::kTotalCapacity:
      return v1::Obstacle::REQUIREMENT_TOTAL_CAPACITY;
    case Kind::kMemberLimit:
      return v1::Obstacle::REQUIREMENT_MEMBER_LIMIT;
    case Kind::kCertificateAny:
      return v1::Obstacle::REQUIREMENT_CERTIFICATE_ANY;
    case Kind::kCertificateAll:
      return v1::Obstacle::REQUIREMENT_CERTIFICATE_ALL;
    case Kind::kMainAim:
      return v1::Obstacle::REQUIREMENT_MAIN_AIM;
    case Kind::kEvidence:
      return v1::Obstacle::REQUIREMENT_EVIDENCE;
    case Kind::kPlace:
      return v1::Obstacle::REQUIREMENT_PLACE;
    case Kind::kPolicy:
      return v1::Obstacle::REQUIREMENT_THRESHOLD;
    case Kind::kWork:
      return v1::Obstacle::REQUIREMENT_WORK;
  }
  return v1::Obstacle::REQUIREMENT_UNSPECIFIED;
}

bool IsAboutALeaf(Kind kind) {
  return kind == Kind::kLeafCapacity || kind == Kind::kPlace || kind == Kind::kWork;
}

}  // namespace

v1::Verdict ToProto(consortium::Verdict verdict) {
  switch (verdict) {
    case consortium::Verdict::kFail:
      return v1::VERDICT_FAIL;
    case consortium::Verdict::kPass:
      return v1::VERDICT_PASS;
    case consortium::Verdict::kUnknown:
      return v1::VERDICT_UNKNOWN;
  }
  return v1::VERDICT_UNSPECIFIED;
}

v1::ThresholdReading RenderReading(const consortium::Reading& reading,
                                   registry::Disclosure disclosure) {
  v1::ThresholdReading rendered;
  rendered.set_verdict(ToProto(reading.verdict));
  if (disclosure == registry::Disclosure::kBandsOnly) return rendered;
  if (reading.verdict == consortium::Verdict::kPass) {
    rendered.set_ordinary_to_spare(reading.ordinary_to_spare);
    rendered.set_special_to_spare(reading.special_to_spare);
  } else if (reading.verdict == consortium::Verdict::kFail) {
    rendered.set_special_to_hire(reading.special_to_hire);
    rendered.set_ordinary_to_replace(reading.ordinary_to_replace);
  }
  return rendered;
}

registry::Disclosure DisclosureOfGroup(const market::View& market,
                                       const std::vector<std::string>& ids,
                                       registry::Disclosure disclosure) {
  const bool all = std::ranges::all_of(ids, [&](const std::string& id) {
    const auto row = market.Find(id);
    return row && registry::MayTell(row->workforce, disclosure);
  });
  return all ? disclosure : registry::Disclosure::kBandsOnly;
}

v1::Conflict RenderConflict(const consortium::Conflict& conflict, const MatchSubject& subject,
                            const market::View& market, registry::Disclosure disclosure) {
  v1::Conflict rendered;
  for (const consortium::Obstacle& obstacle : conflict.obstacles) {
    v1::Obstacle& out = *rendered.add_obstacles();
    out.set_requirement(ToProto(obstacle.requirement.kind));
    if (IsAboutALeaf(obstacle.requirement.kind)) {
      out.set_leaf(subject.leaves[obstacle.requirement.leaf]);
    }
    out.set_certificate(obstacle.requirement.certificate);
    out.set_able(obstacle.able);
    out.set_able_without(obstacle.able_without);
  }
  rendered.set_minimal(conflict.minimal);
  if (conflict.capacity) {
    rendered.set_capacity_missing_ore(conflict.capacity->oere);
    rendered.set_capacity_missing_exact(conflict.capacity->exact);
  }
  if (conflict.share) {
    for (const std::string& id : conflict.share->members) {
      rendered.mutable_nearest_share()->add_enterprises(registry::EnterpriseName(id));
    }
    *rendered.mutable_nearest_share()->mutable_reading() = RenderReading(
        conflict.share->reading, DisclosureOfGroup(market, conflict.share->members, disclosure));
  }
  for (const std::string& id : conflict.offer_nothing) {
    rendered.add_idle_enterprises(registry::EnterpriseName(id));
  }
  return rendered;
}

}  // namespace sambyd::application
