#include "lib/application/reindex_lots.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "lib/application/carry_reviews.h"
#include "lib/application/derive_lots.h"
#include "lib/application/lot_tree.h"
#include "lib/application/tender_queries.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/storage/document.h"

namespace sambyd::application {
namespace {

// A batch ends at either limit: a record stays small, and what a run that ends early has to do
// again is little.
constexpr std::size_t kMostTenders = 64;
constexpr std::size_t kMostBytes = std::size_t{1} << 20U;

// A tender as it was read, with its lots broken down again.
struct Rederived {
  std::string id;
  v1::Tender tender;
  std::vector<Split> splits;
};

class Reindexing {
 public:
  Reindexing(changelog::ChangeLog& log, const breakdown::Classifier& classifier,
             const std::string& model_version)
      : log_(log), classifier_(classifier) {
    const auto state = log_.Published();
    progress_.set_tenders(state->Count<v1::Tender>());
    progress_.set_position(state->position());
    progress_.set_model_version(model_version);
  }

  const v1::ReindexLotsResponse& progress() const { return progress_; }

  // Does one batch. True while there may be more.
  absl::StatusOr<bool> Step() {
    const std::shared_ptr<const storage::Snapshot> state = log_.Published();
    if (to_do_.empty()) SAMBYD_RETURN_IF_ERROR(FindMore(*state));
    if (to_do_.empty()) {
      progress_.set_done(true);
      return false;
    }
    SAMBYD_ASSIGN_OR_RETURN(const auto batch, DeriveBatch(*state));
    if (!batch.empty()) SAMBYD_RETURN_IF_ERROR(Write(batch));
    return true;
  }

 private:
  // The next tenders in the order of their names.
  absl::Status FindMore(const storage::Snapshot& state) {
    const auto start =
        last_.empty() ? std::nullopt : std::optional(storage::Key<v1::Tender>{last_});
    return state.Scan<v1::Tender>(storage::All<v1::Tender>(), start,
                                  [&](const storage::Key<v1::Tender>& key, v1::Tender&) {
                                    last_ = key.bytes;
                                    to_do_.push_back(storage::OwnerOf(key.bytes).value_or(""));
                                    return to_do_.size() < kMostTenders;
                                  });
  }

  // Lots that a breakdown would write again, and it alone, have the version.
  bool IsCurrent(const v1::Lot& lot) const {
    if (lot.origin() == v1::Lot::ORIGIN_PART) return true;
    if (lot.origin() == v1::Lot::ORIGIN_PUBLISHED) {
      return lot.model_version() == progress_.model_version();
    }
    return lot.has_review() || !lot.merged_into().empty() ||
           lot.derivation().model_version() == progress_.model_version();
  }

  // Takes tenders from the list and breaks down those of other versions.
  absl::StatusOr<std::vector<Rederived>> DeriveBatch(const storage::Snapshot& state) {
    std::vector<Rederived> batch;
    std::size_t bytes = 0;
    std::size_t taken = 0;
    while (taken < to_do_.size() && bytes < kMostBytes) {
      const std::string& id = to_do_[taken++];
      SAMBYD_ASSIGN_OR_RETURN(auto lots, LotsOfTender(state, id));
      if (std::ranges::all_of(lots, [&](const v1::Lot& lot) { return IsCurrent(lot); })) continue;
      SAMBYD_ASSIGN_OR_RETURN(auto tender, state.Get(storage::TenderKey(id)));
      Rederived rederived{id, std::move(tender), {}};
      for (v1::Lot& lot : lots) {
        if (lot.origin() == v1::Lot::ORIGIN_DERIVED) continue;
        lot.clear_no_split();
        rederived.splits.push_back(DeriveLots(rederived.tender, std::move(lot), classifier_));
        bytes += SizeOf(rederived.splits.back());
      }
      batch.push_back(std::move(rederived));
    }
    to_do_.erase(to_do_.begin(), to_do_.begin() + static_cast<std::ptrdiff_t>(taken));
    progress_.set_examined_tenders(progress_.examined_tenders() + static_cast<std::int64_t>(taken));
    return batch;
  }

  static std::size_t SizeOf(const Split& split) {
    std::size_t bytes = split.lot.ByteSizeLong();
    for (const v1::Lot& child : split.children) bytes += child.ByteSizeLong();
    return bytes;
  }

  absl::Status Write(const std::vector<Rederived>& batch) {
    std::vector<std::string> changed_meanwhile;
    std::size_t written = 0;
    const auto mutation =
        [&](const changelog::MutationContext& context) -> absl::StatusOr<changelog::Proposal> {
      changelog::Proposal proposal;
      for (const Rederived& rederived : batch) {
        SAMBYD_ASSIGN_OR_RETURN(const auto tender,
                                context.state.Get(storage::TenderKey(rederived.id)));
        if (tender.etag() != rederived.tender.etag()) {
          changed_meanwhile.push_back(rederived.id);
          continue;
        }
        // The buyer may have decided meanwhile: decisions are those of now.
        SAMBYD_ASSIGN_OR_RETURN(const auto stored, LotsOfTender(context.state, rederived.id));
        auto lots = CarryReviews(tender, rederived.splits, stored);
        ProposeLots(lots, stored, proposal);
      }
      written = proposal.changes.size();
      return proposal;
    };
    SAMBYD_ASSIGN_OR_RETURN(const auto committed, log_.Commit(std::nullopt, mutation));
    const auto again = static_cast<std::int64_t>(changed_meanwhile.size());
    progress_.set_examined_tenders(progress_.examined_tenders() - again);
    progress_.set_reindexed_tenders(progress_.reindexed_tenders() +
                                    static_cast<std::int64_t>(batch.size()) - again);
    progress_.set_written_lots(progress_.written_lots() + static_cast<std::int64_t>(written));
    progress_.set_position(committed.position);
    to_do_.insert(to_do_.begin(), changed_meanwhile.begin(), changed_meanwhile.end());
    return absl::OkStatus();
  }

  changelog::ChangeLog& log_;
  const breakdown::Classifier& classifier_;
  std::vector<std::string> to_do_;  // ids of tenders to look at
  std::string last_;                // key of the last tender that was listed
  v1::ReindexLotsResponse progress_;
};

}  // namespace

LotReindexer::LotReindexer(changelog::ChangeLog& log, const breakdown::Classifier& classifier)
    : log_(log), classifier_(classifier), model_version_(ModelVersion(classifier)) {}

absl::Status LotReindexer::Run(const Progress& progress) {
  Reindexing run(log_, classifier_, model_version_);
  for (bool more = true; more;) {
    SAMBYD_ASSIGN_OR_RETURN(more, run.Step());
    if (!progress(run.progress()) && more) {
      return ErrorWithReason(absl::StatusCode::kCancelled, Reason::kCancelled,
                             "the caller ended the run; the next one goes on from there");
    }
  }
  return absl::OkStatus();
}

}  // namespace sambyd::application
