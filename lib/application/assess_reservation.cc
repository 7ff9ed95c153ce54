#include "lib/application/assess_reservation.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "lib/application/consortium_question.h"
#include "lib/application/enterprise_document.h"
#include "lib/application/names.h"
#include "lib/application/procedure_value.h"
#include "lib/application/tender_queries.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/consortium/assess.h"
#include "lib/consortium/candidates.h"

namespace sambyd::application {
namespace {

constexpr int kDefaultConsortia = 50;
constexpr int kMostConsortia = 200;
constexpr int kDefaultDisjoint = 5;
constexpr int kMostDisjoint = 20;

// What a request is about.
struct Procedure {
  v1::Tender tender;
  std::vector<v1::Lot> lots;  // all of the tender
  std::vector<LotWithLeaves> to_assess;
  bool one_lot = false;  // asked for by its name
};

absl::StatusOr<Procedure> ProcedureOf(const storage::Snapshot& snapshot,
                                      const v1::AssessReservationRequest& request,
                                      const NoticeIngester& ingester, const Caller& caller) {
  Procedure procedure;
  switch (request.subject_case()) {
    case v1::AssessReservationRequest::kTender: {
      SAMBYD_ASSIGN_OR_RETURN(const auto id, ParseTenderName(request.tender(), "tender"));
      SAMBYD_ASSIGN_OR_RETURN(procedure.tender, GetTender(snapshot, request.tender(), caller));
      SAMBYD_ASSIGN_OR_RETURN(procedure.lots, LotsOfTender(snapshot, id));
      procedure.to_assess = WithLeaves(procedure.lots);
      return procedure;
    }
    case v1::AssessReservationRequest::kLot: {
      SAMBYD_ASSIGN_OR_RETURN(const LotName name, ParseLotName(request.lot(), "lot"));
      SAMBYD_ASSIGN_OR_RETURN(procedure.tender, TenderOfLot(snapshot, request.lot(), caller));
      SAMBYD_ASSIGN_OR_RETURN(v1::Lot lot, GetLot(snapshot, request.lot(), caller));
      SAMBYD_ASSIGN_OR_RETURN(auto leaves,
                              LeavesOf(snapshot, request.lot(), procedure.tender, caller));
      SAMBYD_ASSIGN_OR_RETURN(procedure.lots, LotsOfTender(snapshot, name.tender));
      procedure.to_assess.push_back({std::move(lot), std::move(leaves)});
      procedure.one_lot = true;
      return procedure;
    }
    case v1::AssessReservationRequest::kNotice: {
      SAMBYD_ASSIGN_OR_RETURN(auto preview, ingester.Preview(request.notice()));
      procedure.tender = std::move(*preview.mutable_tender());
      procedure.lots = {preview.lots().begin(), preview.lots().end()};
      procedure.to_assess = WithLeaves(procedure.lots);
      return procedure;
    }
    case v1::AssessReservationRequest::SUBJECT_NOT_SET:
      break;
  }
  return MissingField("tender", "tender, lot or notice");
}

absl::StatusOr<consortium::AssessmentLimits> LimitsOf(const v1::AssessReservationRequest& request,
                                                      StopPredicate stop) {
  consortium::AssessmentLimits limits;
  SAMBYD_ASSIGN_OR_RETURN(limits.consortia, CountOr("max_consortia", request.max_consortia(),
                                                    kDefaultConsortia, kMostConsortia));
  SAMBYD_ASSIGN_OR_RETURN(limits.disjoint, CountOr("max_disjoint", request.max_disjoint(),
                                                   kDefaultDisjoint, kMostDisjoint));
  SAMBYD_ASSIGN_OR_RETURN(limits.search.max_nodes,
                          NodesOr(request.node_budget(), kNodesOfEachSearch));
  limits.search.stop = std::move(stop);
  return limits;
}

v1::Outlook ToProto(consortium::Outlook outlook) {
  switch (outlook) {
    case consortium::Outlook::kNotCovered:
      return v1::OUTLOOK_NOT_COVERED;
    case consortium::Outlook::kCompetitionLikely:
      return v1::OUTLOOK_COMPETITION_LIKELY;
    case consortium::Outlook::kSingleConsortium:
      return v1::OUTLOOK_SINGLE_CONSORTIUM;
    case consortium::Outlook::kUnknown:
      return v1::OUTLOOK_UNKNOWN;
  }
  return v1::OUTLOOK_UNSPECIFIED;
}

absl::StatusOr<v1::ReadingAssessment> Render(const storage::Snapshot& snapshot,
                                             const MatchSubject& subject,
                                             const consortium::ReadingOutlook& outlook) {
  v1::ReadingAssessment reading;
  reading.set_policy(application::ToProto(outlook.policy));
  reading.set_outlook(ToProto(outlook.outlook));
  reading.set_candidates(outlook.candidates);
  for (std::size_t i = 0; i < outlook.leaves.size(); ++i) {
    v1::LeafSupply& supply = *reading.add_leaves();
    supply.set_leaf(subject.leaves[i]);
    supply.set_able(outlook.leaves[i].able);
    supply.set_able_anywhere(outlook.leaves[i].able_anywhere);
    supply.set_times(static_cast<std::int32_t>(outlook.leaves[i].times));
  }
  reading.set_bottleneck_leaf(subject.leaves[outlook.bottleneck]);
  reading.set_consortia(static_cast<std::int32_t>(outlook.consortia));
  reading.set_all_consortia_counted(outlook.all_counted);
  for (const consortium::DisjointGroup& group : outlook.disjoint) {
    v1::DisjointConsortium& disjoint = *reading.add_disjoint();
    for (const std::string& id : group.members) {
      SAMBYD_ASSIGN_OR_RETURN(*disjoint.add_members(), ReferenceTo(snapshot, id));
    }
    disjoint.set_capacity(group.capacities_known ? v1::VERDICT_PASS : v1::VERDICT_UNKNOWN);
  }
  reading.set_disjoint_bound(static_cast<std::int32_t>(outlook.disjoint_bound));
  return reading;
}

absl::StatusOr<v1::LotAssessment> Assess(const Published& published, const v1::Lot& lot,
                                         MatchSubject subject,
                                         const consortium::AssessmentLimits& limits,
                                         registry::Disclosure disclosure) {
  v1::LotAssessment assessment;
  assessment.set_lot(lot.name());
  *assessment.mutable_titles() = lot.titles();
  assessment.set_reserved(subject.reserved);
  subject.query.policy = domain::ThresholdPolicy::kNone;
  SAMBYD_ASSIGN_OR_RETURN(const auto pool, consortium::BuildPool(published.market, subject.query));
  bool values_known = true;
  for (v1::MatchedLeaf& leaf : ConsortiumRenderer(published, subject, pool, disclosure).Leaves()) {
    values_known &= !leaf.value_unknown();
    *assessment.add_leaves() = std::move(leaf);
  }
  assessment.set_values_known(values_known ? v1::VERDICT_PASS : v1::VERDICT_UNKNOWN);
  SAMBYD_ASSIGN_OR_RETURN(const auto outlooks,
                          consortium::AssessReservation(published.market, subject.query, limits));
  for (const consortium::ReadingOutlook& outlook : outlooks) {
    SAMBYD_ASSIGN_OR_RETURN(*assessment.add_readings(),
                            Render(*published.snapshot, subject, outlook));
  }
  return assessment;
}

}  // namespace

absl::StatusOr<v1::AssessReservationResponse> AssessReservation(
    const Published& published, const v1::AssessReservationRequest& request,
    const NoticeIngester& ingester, const Circumstances& circumstances) {
  StopLatch stop(circumstances.stop);
  SAMBYD_ASSIGN_OR_RETURN(const auto limits, LimitsOf(request, stop.predicate()));
  SAMBYD_ASSIGN_OR_RETURN(const auto as_of, EvidenceDay(request.options(), circumstances.today()));
  SAMBYD_ASSIGN_OR_RETURN(const Procedure procedure, ProcedureOf(*published.snapshot, request,
                                                                 ingester, circumstances.caller));
  v1::AssessReservationResponse response;
  for (const LotWithLeaves& each : procedure.to_assess) {
    if (stop.predicate()()) {
      *response.add_unassessed_lots() = LeftOut(each.lot, v1::UnassessedLot::CAUSE_DEADLINE);
      continue;
    }
    auto subject = SubjectOfLeaves(each.leaves, procedure.tender);
    if (!subject.ok()) {
      const auto cause = CauseOf(subject.status());
      if (procedure.one_lot || !cause) return subject.status();
      *response.add_unassessed_lots() = LeftOut(each.lot, *cause);
      continue;
    }
    SAMBYD_RETURN_IF_ERROR(ApplyOptions(request.options(), as_of, *subject));
    SAMBYD_ASSIGN_OR_RETURN(*response.add_lots(), Assess(published, each.lot, *std::move(subject),
                                                         limits, circumstances.disclosure()));
  }
  response.set_above_threshold(
      ReachesThreshold(procedure.tender, procedure.lots,
                       PublicationDate(procedure.tender).value_or(domain::Date(as_of))));
  response.set_max_consortia(limits.consortia);
  response.set_max_disjoint(limits.disjoint);
  *response.mutable_as_of() = application::ToProto(as_of);
  response.set_out_of_time(stop.stopped());
  response.set_position(published.position());
  return response;
}

}  // namespace sambyd::application
