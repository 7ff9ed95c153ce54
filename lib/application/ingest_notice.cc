#include "lib/application/ingest_notice.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lib/application/carry_reviews.h"
#include "lib/application/derive_lots.h"
#include "lib/application/etag.h"
#include "lib/application/lot_tree.h"
#include "lib/application/request_key.h"
#include "lib/application/tender_fold.h"
#include "lib/application/tender_queries.h"
#include "lib/base/status.h"
#include "lib/storage/document.h"

namespace sambyd::application {
namespace {

// A tender with its lots, each broken down.
struct TenderTree {
  v1::Tender tender;
  std::vector<Split> splits;
};

TenderTree Grow(FoldedTender folded, const breakdown::Classifier& classifier) {
  TenderTree tree{std::move(folded.tender), {}};
  for (v1::Lot& lot : folded.lots) {
    tree.splits.push_back(DeriveLots(tree.tender, std::move(lot), classifier));
  }
  return tree;
}

// The stored notices of a tender, by notice id.
absl::StatusOr<std::map<std::string, v1::Notice>> StoredNotices(const storage::Snapshot& state,
                                                                std::string_view tender) {
  std::map<std::string, v1::Notice> notices;
  SAMBYD_RETURN_IF_ERROR(
      state.Scan<v1::Notice>(storage::NoticesOf(tender), std::nullopt,
                             [&](const storage::Key<v1::Notice>&, v1::Notice& notice) {
                               std::string id = notice.reference().notice_id();
                               notices.emplace(std::move(id), std::move(notice));
                               return true;
                             }));
  return notices;
}

v1::IngestOutcome OutcomeFor(const v1::Notice& notice,
                             const std::map<std::string, v1::Notice>& stored) {
  const auto known = stored.find(notice.reference().notice_id());
  if (known == stored.end()) {
    return stored.empty() ? v1::INGEST_OUTCOME_CREATED : v1::INGEST_OUTCOME_UPDATED;
  }
  const v1::NoticeReference& old = known->second.reference();
  if (old.sha256() == notice.reference().sha256()) return v1::INGEST_OUTCOME_UNCHANGED;
  return notice.reference().version() < old.version() ? v1::INGEST_OUTCOME_SUPERSEDED
                                                      : v1::INGEST_OUTCOME_UPDATED;
}

absl::Status CheckMayBring(const Caller& caller, const v1::Tender& tender) {
  if (caller.keeps_register) return absl::OkStatus();
  return CheckActsForBuyer(caller, tender, "content");
}

void Describe(const v1::Tender& tender, const std::vector<v1::Lot>& lots, const Caller& caller,
              v1::IngestNoticeResponse& response) {
  response.set_tender(tender.name());
  response.set_published_lots(tender.published_lot_count());
  response.set_parts(tender.part_count());
  response.set_derived_lots(static_cast<std::int32_t>(std::ranges::count_if(lots, IsPart)));
  if (ActsForBuyer(caller, tender)) {
    response.set_stale_reviews(static_cast<std::int32_t>(std::ranges::count_if(lots, IsStale)));
  }
  *response.mutable_warnings() = tender.warnings();
}

}  // namespace

NoticeIngester::NoticeIngester(changelog::ChangeLog& log, const breakdown::Classifier& classifier,
                               const notice::ParseLimits& limits)
    : log_(log), classifier_(classifier), limits_(limits) {}

absl::StatusOr<v1::PreviewNoticeResponse> NoticeIngester::Preview(std::string_view content) const {
  SAMBYD_ASSIGN_OR_RETURN(v1::Notice notice, notice::ParseEforms(content, limits_));
  TenderTree tree = Grow(FoldNotices({std::move(notice)}), classifier_);
  v1::PreviewNoticeResponse response;
  *response.mutable_tender() = std::move(tree.tender);
  for (v1::Lot& lot : CarryReviews(response.tender(), std::move(tree.splits), {})) {
    *response.add_lots() = std::move(lot);
  }
  return response;
}

absl::StatusOr<v1::IngestNoticeResponse> NoticeIngester::Ingest(
    const v1::IngestNoticeRequest& request, const Caller& caller) {
  SAMBYD_ASSIGN_OR_RETURN(const auto key, RequestKeyOf("IngestNotice", caller, request));
  SAMBYD_ASSIGN_OR_RETURN(const v1::Notice notice, notice::ParseEforms(request.content(), limits_));
  const std::string tender = TenderIdOf(notice);
  // Nearly every notice is the first of its tender: break it down before the writers' queue.
  const TenderTree tree_alone = Grow(FoldNotices({notice}), classifier_);
  SAMBYD_RETURN_IF_ERROR(CheckMayBring(caller, tree_alone.tender));

  const auto mutation =
      [&](const changelog::MutationContext& context) -> absl::StatusOr<changelog::Proposal> {
    SAMBYD_ASSIGN_OR_RETURN(auto notices, StoredNotices(context.state, tender));
    if (!notices.empty()) {
      SAMBYD_ASSIGN_OR_RETURN(const auto stored, context.state.Get(storage::TenderKey(tender)));
      SAMBYD_RETURN_IF_ERROR(CheckMayBring(caller, stored));
    }
    SAMBYD_ASSIGN_OR_RETURN(const auto stored_lots, LotsOfTender(context.state, tender));
    v1::IngestNoticeResponse response;
    response.set_outcome(OutcomeFor(notice, notices));
    changelog::Proposal proposal;
    if (response.outcome() == v1::INGEST_OUTCOME_UNCHANGED ||
        response.outcome() == v1::INGEST_OUTCOME_SUPERSEDED) {
      response.set_position(context.state.position());
      SAMBYD_ASSIGN_OR_RETURN(const auto stored, context.state.Get(storage::TenderKey(tender)));
      Describe(stored, stored_lots, caller, response);
    } else {
      response.set_position(context.position);
      notices[notice.reference().notice_id()] = notice;
      TenderTree tree = tree_alone;
      if (notices.size() > 1) {
        std::vector<v1::Notice> all;
        all.reserve(notices.size());
        for (auto& [id, one] : notices) all.push_back(std::move(one));
        tree = Grow(FoldNotices(std::move(all)), classifier_);
      }
      proposal.changes.push_back(
          storage::Put(storage::NoticeKey(tender, notice.reference().notice_id()), notice));
      auto lots = CarryReviews(tree.tender, std::move(tree.splits), stored_lots);
      ProposeLots(lots, stored_lots, proposal);
      tree.tender.set_update_position(context.position);
      StampEtag(tree.tender);
      proposal.changes.push_back(storage::Put(storage::TenderKey(tender), tree.tender));
      Describe(tree.tender, lots, caller, response);
    }
    proposal.response = response.SerializeAsString();
    return proposal;
  };
  SAMBYD_ASSIGN_OR_RETURN(const changelog::Committed committed, log_.Commit(key, mutation));
  return ParseResponse<v1::IngestNoticeResponse>(committed);
}

}  // namespace sambyd::application
