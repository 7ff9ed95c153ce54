#include "lib/application/render_consortium.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <iterator>
#include <string>
#include <utility>

#include "lib/application/days.h"
#include "lib/application/enterprise_document.h"
#include "lib/application/render_conflict.h"
#include "lib/base/status.h"
#include "lib/domain/proportion.h"
#include "lib/registry/names.h"

namespace sambyd::application {
namespace {

constexpr std::int64_t kBasisPoints = 10'000;

v1::MeritComponents ToProto(const market::MeritParts& parts) {
  v1::MeritComponents components;
  components.set_cpv_fit(parts.cpv_fit);
  components.set_quality(parts.quality);
  components.set_delivery_reliability(parts.delivery_reliability);
  components.set_proximity(parts.proximity);
  return components;
}

v1::WorkforceTotals ToProto(domain::Workforce workforce) {
  v1::WorkforceTotals totals;
  totals.set_headcount(workforce.headcount);
  totals.set_special(workforce.special);
  return totals;
}

v1::CompetitionFlag::Kind ToProto(consortium::FlagKind kind) {
  switch (kind) {
    case consortium::FlagKind::kMemberCanBidWhole:
      return v1::CompetitionFlag::KIND_MEMBER_CAN_BID_WHOLE;
    case consortium::FlagKind::kCompetingOnLot:
      return v1::CompetitionFlag::KIND_COMPETING_ON_LOT;
    case consortium::FlagKind::kSurplusMember:
      return v1::CompetitionFlag::KIND_SURPLUS_MEMBER;
    case consortium::FlagKind::kHorizontalOverlap:
      return v1::CompetitionFlag::KIND_HORIZONTAL_OVERLAP;
    case consortium::FlagKind::kCrossParticipation:
      return v1::CompetitionFlag::KIND_CROSS_PARTICIPATION;
  }
  return v1::CompetitionFlag::KIND_UNSPECIFIED;
}

v1::ReservedStatus StatusOf(const consortium::Explanation& why, const MatchSubject& subject) {
  using consortium::Verdict;
  if (subject.query.policy == domain::ThresholdPolicy::kNone) {
    return v1::RESERVED_STATUS_UNSPECIFIED;
  }
  const std::array readings = {why.threshold.aggregate.verdict, why.threshold.per_member.verdict,
                               why.threshold.lead_only.verdict};
  const auto hold = std::ranges::count(readings, Verdict::kPass);
  const bool only_some = hold > 0 && hold < std::ssize(readings);
  if (subject.policy_assumed && only_some) return v1::RESERVED_STATUS_CONDITIONAL_ASK_BUYER;
  switch (consortium::ReadingOf(why.threshold, subject.query.policy).verdict) {
    case Verdict::kPass:
      return why.main_aim ? v1::RESERVED_STATUS_ELIGIBLE : v1::RESERVED_STATUS_UNKNOWN;
    case Verdict::kFail:
      return v1::RESERVED_STATUS_NOT_ELIGIBLE;
    case Verdict::kUnknown:
      break;
  }
  return v1::RESERVED_STATUS_UNKNOWN;
}

}  // namespace

v1::ThresholdPolicy ToProto(domain::ThresholdPolicy policy) {
  switch (policy) {
    case domain::ThresholdPolicy::kNone:
      return v1::THRESHOLD_POLICY_NONE;
    case domain::ThresholdPolicy::kAggregate:
      return v1::THRESHOLD_POLICY_AGGREGATE;
    case domain::ThresholdPolicy::kPerMember:
      return v1::THRESHOLD_POLICY_PER_MEMBER;
    case domain::ThresholdPolicy::kLeadOnly:
      return v1::THRESHOLD_POLICY_LEAD_ONLY;
  }
  return v1::THRESHOLD_POLICY_UNSPECIFIED;
}

std::int64_t ScoreMilli(std::int64_t objective, std::int64_t volume) {
  constexpr std::int64_t kMilli = 1000;
  return domain::Proportion(objective, kMilli, volume);
}

ConsortiumRenderer::ConsortiumRenderer(const Published& published, const MatchSubject& subject,
                                       const consortium::Pool& pool,
                                       registry::Disclosure disclosure)
    : published_(published), subject_(subject), pool_(pool), disclosure_(disclosure) {}

absl::StatusOr<v1::Consortium> ConsortiumRenderer::Render(
    const consortium::Consortium& found) const {
  consortium::Explanation why = consortium::Explain(pool_, subject_.query, found, {});
  v1::Consortium consortium;
  consortium.set_objective(why.objective);
  consortium.set_score_milli(ScoreMilli(why.objective, why.total_volume));
  std::stable_partition(why.members.begin(), why.members.end(),
                        [](const consortium::MemberExplanation& member) { return member.leads; });
  for (const consortium::MemberExplanation& member : why.members) {
    SAMBYD_ASSIGN_OR_RETURN(*consortium.add_members(), RenderMember(member, why.total_volume));
  }
  // Figures of a group tell the counts of a member that are not told, once the others' are.
  const bool all_told = std::ranges::all_of(why.members, [&](const auto& member) {
    return registry::MayTell(member.workforce, disclosure_);
  });
  *consortium.mutable_readings() = RenderThreshold(
      why.threshold, why.members.size(), all_told ? disclosure_ : registry::Disclosure::kBandsOnly);
  for (const consortium::Flag& flag : why.flags) {
    *consortium.add_competition_flags() = RenderFlag(flag);
  }
  *consortium.mutable_merit() = ToProto(why.merit);
  consortium.set_capacity(application::ToProto(why.capacity));
  consortium.set_reserved_status(StatusOf(why, subject_));
  if (why.evidence_lapses) {
    *consortium.mutable_evidence_lapses() = application::ToProto(*why.evidence_lapses);
  }
  return consortium;
}

absl::StatusOr<v1::Member> ConsortiumRenderer::RenderMember(
    const consortium::MemberExplanation& member, std::int64_t total_volume) const {
  v1::Member rendered;
  rendered.set_enterprise(registry::EnterpriseName(member.id));
  SAMBYD_ASSIGN_OR_RETURN(const auto profile, StoredProfile(*published_.snapshot, member.id));
  if (profile) rendered.set_display_name(profile->display_name());
  rendered.set_lead(member.leads);
  for (const consortium::Role& role : member.roles) {
    v1::Allocation& allocation = *rendered.add_allocations();
    allocation.set_leaf(subject_.leaves[role.leaf]);
    allocation.set_ore_per_year(role.amount);
    allocation.set_merit(role.merit);
    *allocation.mutable_components() = ToProto(role.parts);
  }
  rendered.set_volume_share_bp(
      static_cast<std::int32_t>(domain::Proportion(member.amount, kBasisPoints, total_volume)));
  rendered.set_meets_share(application::ToProto(member.meets_share));
  if (member.workforce.headcount > 0) {
    if (registry::MayTell(member.workforce, disclosure_)) {
      *rendered.mutable_workforce() = ToProto(member.workforce);
    }
    *rendered.mutable_evidence_stale_from() =
        application::ToProto(member.workforce_valid_until + std::chrono::days(1));
  }
  return rendered;
}

v1::ThresholdReadings ConsortiumRenderer::RenderThreshold(
    const consortium::ThresholdReading& threshold, std::size_t members,
    registry::Disclosure disclosure) const {
  v1::ThresholdReadings readings;
  *readings.mutable_aggregate() = RenderReading(threshold.aggregate, disclosure);
  *readings.mutable_per_member() = RenderReading(threshold.per_member, disclosure);
  *readings.mutable_lead_only() = RenderReading(threshold.lead_only, disclosure);
  // Of two, either could take off its own.
  if (disclosure != registry::Disclosure::kBandsOnly && threshold.all_known && members != 2) {
    *readings.mutable_totals() = ToProto(threshold.all);
    readings.set_aggregate_share_bp(static_cast<std::int32_t>(
        domain::Proportion(threshold.all.special, kBasisPoints, threshold.all.headcount)));
  }
  return readings;
}

v1::CompetitionFlag ConsortiumRenderer::RenderFlag(const consortium::Flag& flag) const {
  v1::CompetitionFlag rendered;
  rendered.set_kind(ToProto(flag.kind));
  rendered.set_high(flag.high);
  if (flag.kind == consortium::FlagKind::kMemberCanBidWhole ||
      flag.kind == consortium::FlagKind::kCompetingOnLot) {
    rendered.set_capacity(flag.capacity_known ? v1::VERDICT_PASS : v1::VERDICT_UNKNOWN);
  }
  for (const std::string& id : flag.members) {
    rendered.add_enterprises(registry::EnterpriseName(id));
  }
  for (const std::uint8_t leaf : flag.leaves) rendered.add_leaves(subject_.leaves[leaf]);
  return rendered;
}

std::vector<v1::MatchedLeaf> ConsortiumRenderer::Leaves() const {
  std::vector<std::int32_t> candidates(subject_.leaves.size());
  for (const market::Offer& offer : pool_.matches.offers) ++candidates[offer.need];
  std::vector<v1::MatchedLeaf> leaves;
  for (std::size_t i = 0; i < subject_.leaves.size(); ++i) {
    const consortium::LeafQuery& query = subject_.query.leaves[i];
    v1::MatchedLeaf& leaf = leaves.emplace_back();
    leaf.set_leaf(subject_.leaves[i]);
    leaf.set_cpv(query.codes.front().ToString());
    for (const domain::Place& place : query.places) leaf.add_places(std::string(place.code()));
    leaf.set_ore_per_year(pool_.problem.volumes[i]);
    leaf.set_value_unknown(!pool_.volume_known[i]);
    leaf.set_candidates(candidates[i]);
  }
  return leaves;
}

}  // namespace sambyd::application
