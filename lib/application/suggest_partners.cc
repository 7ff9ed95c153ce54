#include "lib/application/suggest_partners.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "google/protobuf/util/time_util.h"
#include "lib/application/consortium_question.h"
#include "lib/application/enterprise_document.h"
#include "lib/application/names.h"
#include "lib/application/page_token.h"
#include "lib/application/render_consortium.h"
#include "lib/application/tender_queries.h"
#include "lib/base/status.h"
#include "lib/consortium/candidates.h"
#include "lib/consortium/partners.h"
#include "lib/registry/names.h"
#include "lib/storage/document.h"

namespace sambyd::application {
namespace {

using google::protobuf::Timestamp;
using google::protobuf::util::TimeUtil;

constexpr int kDefaultPerLot = 3;
constexpr int kMostPerLot = 10;

// Who wants in must have asked by then.
std::optional<Timestamp> DeadlineOf(const v1::Lot& lot) {
  if (lot.has_request_deadline()) return lot.request_deadline();
  if (lot.has_tender_deadline()) return lot.tender_deadline();
  return std::nullopt;
}

// Fills one page, lot by lot in the order of names.
class PartnersPage {
 public:
  PartnersPage(const Published& published, const v1::SuggestPartnersRequest& request,
               std::string id, std::size_t size, const Circumstances& circumstances)
      : published_(published),
        request_(request),
        id_(std::move(id)),
        size_(size),
        circumstances_(circumstances),
        stop_(circumstances.stop) {}

  absl::Status Prepare() {
    SAMBYD_ASSIGN_OR_RETURN(own_market_, MarketOf(*published_.market, {id_}));
    SAMBYD_ASSIGN_OR_RETURN(limits_.top,
                            CountOr("top", request_.top(), kDefaultPerLot, kMostPerLot));
    SAMBYD_ASSIGN_OR_RETURN(limits_.max_nodes, NodesOr(request_.node_budget(), kNodesOfEachSearch));
    limits_.stop = stop_.predicate();
    SAMBYD_ASSIGN_OR_RETURN(as_of_, EvidenceDay(request_.options(), circumstances_.today()));
    MatchSubject any;  // the options are checked even where no lot is open
    any.query.leaves.push_back({.codes = {domain::CpvCode()}});
    return ApplyOptions(request_.options(), as_of_, any);
  }

  // False when the page ends before this lot.
  absl::StatusOr<bool> Offer(const v1::Tender& tender, const LotWithLeaves& each) {
    if (stop_.predicate()()) return false;
    SAMBYD_ASSIGN_OR_RETURN(const bool fits, Take(tender, each));
    if (fits) last_lot_ = each.lot.name();
    return fits;
  }

  // `ended`: there was nothing left to offer.
  absl::StatusOr<v1::SuggestPartnersResponse> Finish(bool ended) && {
    if (!ended) {
      if (last_lot_.empty()) {
        return ErrorWithReason(absl::StatusCode::kDeadlineExceeded, Reason::kDeadlineExceeded,
                               "the caller's deadline has passed before the first lot");
      }
      response_.set_next_page_token(MakePageToken(request_, last_lot_));
    }
    response_.set_out_of_time(stop_.stopped());
    *response_.mutable_as_of() = application::ToProto(as_of_);
    *response_.mutable_open_at() =
        TimeUtil::MicrosecondsToTimestamp(circumstances_.now.time_since_epoch().count());
    response_.set_position(published_.position());
    return std::move(response_);
  }

 private:
  absl::StatusOr<bool> Take(const v1::Tender& tender, const LotWithLeaves& each) {
    auto subject = SubjectOfLeaves(each.leaves, tender);
    if (!subject.ok()) {
      const auto cause = CauseOf(subject.status());
      if (!cause) return subject.status();
      if (IsFull()) return false;
      *response_.add_unmatched_lots() = LeftOut(each.lot, *cause);
      return true;
    }
    SAMBYD_RETURN_IF_ERROR(ApplyOptions(request_.options(), as_of_, *subject));
    SAMBYD_ASSIGN_OR_RETURN(const auto own, consortium::BuildPool(own_market_, subject->query));
    if (own.matches.matches.empty()) return true;  // nothing it could do of this lot
    if (IsFull()) return false;
    SAMBYD_ASSIGN_OR_RETURN(
        const auto found,
        consortium::SuggestPartners(published_.market, id_, {subject->query}, limits_));
    if (found.empty()) return false;  // out of time
    return Render(each.lot, *subject, found.front());
  }

  bool IsFull() const {
    return static_cast<std::size_t>(response_.lots_size() + response_.unmatched_lots_size()) ==
           size_;
  }

  absl::StatusOr<bool> Render(const v1::Lot& lot, const MatchSubject& subject,
                              const consortium::LotPartners& found) {
    v1::LotPartners& partners = *response_.add_lots();
    partners.set_lot(lot.name());
    *partners.mutable_titles() = lot.titles();
    *partners.mutable_deadline() = *DeadlineOf(lot);
    for (const std::uint8_t leaf : found.own_leaves) partners.add_own_leaves(subject.leaves[leaf]);
    partners.set_policy(application::ToProto(subject.query.policy));
    partners.set_policy_assumed(subject.policy_assumed);
    partners.set_status(application::ToProto(found.status));
    for (const consortium::PartnerGroup& group : found.groups) {
      v1::PartnerGroup& rendered = *partners.add_groups();
      for (const std::string& id : group.members) {
        SAMBYD_ASSIGN_OR_RETURN(*rendered.add_members(), ReferenceTo(*published_.snapshot, id));
      }
      rendered.set_score_milli(ScoreMilli(group.objective, found.total_volume));
    }
    return true;
  }

  const Published& published_;
  const v1::SuggestPartnersRequest& request_;
  const std::string id_;
  const std::size_t size_;
  const Circumstances& circumstances_;
  StopLatch stop_;
  consortium::Limits limits_;
  std::chrono::sys_days as_of_;
  std::shared_ptr<const market::View> own_market_;
  v1::SuggestPartnersResponse response_;
  std::string last_lot_;
};

// Offers the open lots behind `after`, a lot's name or empty; true when all were offered.
absl::StatusOr<bool> OfferOpenLots(const storage::Snapshot& snapshot, const Caller& caller,
                                   Timestamp now, const std::optional<LotName>& after,
                                   PartnersPage& page) {
  const auto second = std::chrono::sys_seconds(std::chrono::seconds(now.seconds()));
  SAMBYD_ASSIGN_OR_RETURN(const auto tenders, snapshot.TendersWithDeadline(second, std::nullopt));
  auto id = after ? std::ranges::lower_bound(tenders, after->tender) : tenders.begin();
  for (; id != tenders.end(); ++id) {
    SAMBYD_ASSIGN_OR_RETURN(const auto tender, snapshot.Get(storage::TenderKey(*id)));
    if (tender.state() == v1::Tender::STATE_AWARDED || !MaySee(caller, tender)) continue;
    SAMBYD_ASSIGN_OR_RETURN(const auto lots, LotsOfTender(snapshot, *id));
    for (const LotWithLeaves& each : WithLeaves(lots)) {
      const auto name = ParseLotName(each.lot.name());
      if (after && *id == after->tender &&
          storage::LotKey(*id, name->lot) <= storage::LotKey(*id, after->lot)) {
        continue;
      }
      const auto deadline = DeadlineOf(each.lot);
      if (each.lot.origin() != v1::Lot::ORIGIN_PUBLISHED || !deadline || *deadline <= now) continue;
      SAMBYD_ASSIGN_OR_RETURN(const bool goes_on, page.Offer(tender, each));
      if (!goes_on) return false;
    }
  }
  return true;
}

}  // namespace

absl::StatusOr<v1::SuggestPartnersResponse> SuggestPartners(
    const Published& published, const v1::SuggestPartnersRequest& request,
    const Circumstances& circumstances) {
  SAMBYD_ASSIGN_OR_RETURN(std::string id,
                          registry::ParseEnterpriseName(request.enterprise(), "enterprise"));
  SAMBYD_ASSIGN_OR_RETURN(const std::size_t size, PageSize(request.page_size()));
  SAMBYD_ASSIGN_OR_RETURN(const std::string last, ParsePageToken(request, request.page_token()));
  std::optional<LotName> after;
  if (!last.empty()) {
    SAMBYD_ASSIGN_OR_RETURN(after, ParseLotName(last, "page_token"));
  }
  PartnersPage page(published, request, std::move(id), size, circumstances);
  SAMBYD_RETURN_IF_ERROR(page.Prepare());
  const auto now = TimeUtil::MicrosecondsToTimestamp(circumstances.now.time_since_epoch().count());
  SAMBYD_ASSIGN_OR_RETURN(
      const bool ended, OfferOpenLots(*published.snapshot, circumstances.caller, now, after, page));
  return std::move(page).Finish(ended);
}

}  // namespace sambyd::application
