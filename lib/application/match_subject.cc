#include "lib/application/match_subject.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/application/days.h"
#include "lib/application/tender_queries.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/domain/cpv.h"
#include "lib/domain/place.h"
#include "lib/domain/proportion.h"

namespace sambyd::application {
namespace {

using consortium::LeafQuery;

constexpr std::int64_t kDaysPerYear = 365;
constexpr std::size_t kLongestKey = 64;

std::optional<consortium::Period> PeriodOf(const v1::Period& period) {
  const auto first = DayGiven(period.start_date(), "");
  const auto last = DayGiven(period.end_date(), "");
  if (!first.ok() || !last.ok() || *last < *first) return std::nullopt;
  return consortium::Period{*first, *last};
}

std::int64_t DaysOf(const v1::Period& period) {
  if (period.duration_days() > 0) return period.duration_days();
  const auto dates = PeriodOf(period);
  return dates ? (dates->last - dates->first).count() + 1 : kDaysPerYear;
}

std::optional<std::int64_t> YearlyVolume(const v1::Lot& lot) {
  if (!lot.has_estimated_value() || lot.estimated_value().currency() != "DKK") return std::nullopt;
  const std::int64_t days = std::max(DaysOf(lot.period()), kDaysPerYear);
  const std::int64_t yearly =
      domain::Proportion(lot.estimated_value().minor_units(), kDaysPerYear, days);
  return yearly > 0 ? std::optional(yearly) : std::nullopt;
}

bool IsReserved(const v1::Lot& lot) {
  return std::ranges::count(lot.reservations(), v1::RESERVATION_SHELTERED_WORKSHOP) > 0;
}

// What a stored lot leaves open, the tender may say.
absl::StatusOr<LeafQuery> LeafOf(const v1::Lot& lot, const v1::Tender& tender) {
  const auto code =
      domain::CpvCode::Parse(lot.main_cpv().empty() ? tender.main_cpv() : lot.main_cpv());
  if (!code) {
    return Refuse(absl::StatusCode::kFailedPrecondition, Reason::kFieldRequired,
                  {{lot.name() + ".main_cpv", lot.main_cpv(), "a CPV code in the notice"}});
  }
  LeafQuery leaf;
  leaf.codes = {*code};
  for (const std::string& text : lot.places().empty() ? tender.places() : lot.places()) {
    if (const auto place = domain::Place::Parse(text)) leaf.places.push_back(*place);
  }
  leaf.yearly_volume = YearlyVolume(lot);
  leaf.period = PeriodOf(lot.period());
  return leaf;
}

absl::Status CheckLeafCount(std::string_view field, std::size_t leaves) {
  if (leaves >= 1 && leaves <= consortium::kMaxLeaves) return absl::OkStatus();
  return InvalidField(field, absl::StrCat(leaves, " leaves"),
                      absl::StrCat("1 to ", consortium::kMaxLeaves,
                                   " leaves; ask about the derived lots one by one"),
                      Reason::kFieldOutOfRange);
}

absl::StatusOr<LeafQuery> LeafOf(const v1::InlineLeaf& leaf) {
  LeafQuery query;
  const auto code = domain::CpvCode::Parse(leaf.cpv());
  if (!code || domain::FindNearestCpv(*code) == nullptr) {
    return InvalidField("cpv", leaf.cpv(), "a CPV code of eight digits");
  }
  query.codes = {*code};
  for (const std::string& text : leaf.places()) {
    const auto place = domain::Place::Parse(text);
    if (!place || !domain::IsListed(*place)) {
      return InvalidField("places", text, "a listed NUTS or municipality code");
    }
    query.places.push_back(*place);
  }
  if (leaf.ore_per_year() < 0) {
    return InvalidField("ore_per_year", absl::StrCat(leaf.ore_per_year()), "0 or more",
                        Reason::kFieldOutOfRange);
  }
  if (leaf.ore_per_year() > 0) query.yearly_volume = leaf.ore_per_year();
  return query;
}

absl::StatusOr<domain::ThresholdPolicy> PolicyOf(v1::ThresholdPolicy policy, bool reserved) {
  switch (policy) {
    case v1::THRESHOLD_POLICY_UNSPECIFIED:
      return reserved ? domain::ThresholdPolicy::kAggregate : domain::ThresholdPolicy::kNone;
    case v1::THRESHOLD_POLICY_NONE:
      return domain::ThresholdPolicy::kNone;
    case v1::THRESHOLD_POLICY_AGGREGATE:
      return domain::ThresholdPolicy::kAggregate;
    case v1::THRESHOLD_POLICY_PER_MEMBER:
      return domain::ThresholdPolicy::kPerMember;
    case v1::THRESHOLD_POLICY_LEAD_ONLY:
      return domain::ThresholdPolicy::kLeadOnly;
    default:
      return InvalidField("options.policy", absl::StrCat(static_cast<int>(policy)),
                          "a ThresholdPolicy");
  }
}

absl::Status CheckCertificates(std::string_view field, int asked) {
  constexpr int kMostCertificates = 16;
  if (asked <= kMostCertificates) return absl::OkStatus();
  return InvalidField(absl::StrCat("options.", ToAbsl(field)), absl::StrCat(asked, " codes"),
                      absl::StrCat("at most ", kMostCertificates), Reason::kFieldOutOfRange);
}

}  // namespace

absl::StatusOr<MatchSubject> SubjectOfLot(const storage::Snapshot& snapshot, std::string_view lot,
                                          const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const v1::Tender tender, TenderOfLot(snapshot, lot, caller));
  SAMBYD_ASSIGN_OR_RETURN(const auto leaves, LeavesOf(snapshot, lot, tender, caller));
  return SubjectOfLeaves(leaves, tender);
}

absl::StatusOr<MatchSubject> SubjectOfLeaves(const std::vector<v1::Lot>& leaves,
                                             const v1::Tender& tender) {
  SAMBYD_RETURN_IF_ERROR(CheckLeafCount("lot", leaves.size()));
  MatchSubject subject;
  for (const v1::Lot& leaf : leaves) {
    SAMBYD_ASSIGN_OR_RETURN(LeafQuery query, LeafOf(leaf, tender));
    subject.query.leaves.push_back(std::move(query));
    subject.leaves.push_back(leaf.name());
    subject.reserved |= IsReserved(leaf);
  }
  return subject;
}

std::optional<v1::UnassessedLot::Cause> CauseOf(const absl::Status& status) {
  const auto refusal = RefusalOf(status);
  if (!refusal) return std::nullopt;
  if (refusal->reason == Reason::kFieldOutOfRange) {
    return v1::UnassessedLot::CAUSE_TOO_MANY_LEAVES;
  }
  if (refusal->reason == Reason::kFieldRequired) return v1::UnassessedLot::CAUSE_NO_CPV;
  return std::nullopt;
}

v1::UnassessedLot LeftOut(const v1::Lot& lot, v1::UnassessedLot::Cause cause) {
  v1::UnassessedLot left_out;
  left_out.set_lot(lot.name());
  left_out.set_cause(cause);
  return left_out;
}

absl::StatusOr<MatchSubject> SubjectOfInlineLot(const v1::InlineLot& lot) {
  SAMBYD_RETURN_IF_ERROR(
      CheckLeafCount("inline_lot.leaves", static_cast<std::size_t>(lot.leaves_size())));
  MatchSubject subject;
  subject.reserved = lot.reserved();
  std::set<std::string> keys;
  for (int i = 0; i < lot.leaves_size(); ++i) {
    const std::string path = absl::StrCat("inline_lot.leaves[", i, "]");
    const v1::InlineLeaf& leaf = lot.leaves(i);
    if (leaf.key().empty() || leaf.key().size() > kLongestKey || !keys.insert(leaf.key()).second) {
      return InvalidField(path + ".key", leaf.key(), "1 to 64 bytes, unique in the lot");
    }
    auto query = LeafOf(leaf);
    if (!query.ok()) return InField(path, query.status());
    subject.query.leaves.push_back(*std::move(query));
    subject.leaves.push_back(leaf.key());
  }
  return subject;
}

absl::StatusOr<std::chrono::sys_days> EvidenceDay(const v1::MatchOptions& options,
                                                  std::chrono::sys_days today) {
  return options.has_as_of() ? DayGiven(options.as_of(), "options.as_of")
                             : absl::StatusOr<std::chrono::sys_days>(today);
}

absl::Status ApplyOptions(const v1::MatchOptions& options, std::chrono::sys_days today,
                          MatchSubject& subject) {
  consortium::LotQuery& query = subject.query;
  SAMBYD_ASSIGN_OR_RETURN(query.policy, PolicyOf(options.policy(), subject.reserved));
  subject.policy_assumed = subject.reserved && options.policy() == v1::THRESHOLD_POLICY_UNSPECIFIED;
  SAMBYD_RETURN_IF_ERROR(CheckCertificates("certificates_all", options.certificates_all_size()));
  SAMBYD_RETURN_IF_ERROR(CheckCertificates("certificates_any", options.certificates_any_size()));
  query.require_main_aim = !options.admit_without_main_aim();
  if (options.max_members() != 0) query.max_members = options.max_members();
  if (options.role_min_bp() != 0) query.role_min_bp = options.role_min_bp();
  if (options.has_member_cost()) query.member_cost = options.member_cost();
  query.certificates_all.assign(options.certificates_all().begin(),
                                options.certificates_all().end());
  query.certificates_any.assign(options.certificates_any().begin(),
                                options.certificates_any().end());
  if (options.has_weights()) {
    query.weights = {.cpv_fit = options.weights().cpv_fit(),
                     .quality = options.weights().quality(),
                     .delivery_reliability = options.weights().delivery_reliability(),
                     .proximity = options.weights().proximity()};
  }
  SAMBYD_ASSIGN_OR_RETURN(query.as_of, EvidenceDay(options, today));
  return InField("options", consortium::Validate(query));
}

}  // namespace sambyd::application
