#include "lib/application/published.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lib/application/market_rows.h"
#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/status.h"
#include "lib/storage/document.h"

namespace sambyd::application {
namespace {

constexpr std::chrono::seconds kLongestWait{30};

// Enterprises whose row the records may have changed.
std::set<std::string> ChangedEnterprises(const changelog::CommittedGroup& group) {
  std::set<std::string> ids;
  for (const storage::v1::ChangeRecord& record : group.records) {
    for (const storage::v1::DocumentChange& change : record.changes()) {
      if (change.kind() == storage::v1::DOCUMENT_KIND_ENTERPRISE ||
          change.kind() == storage::v1::DOCUMENT_KIND_WORKFORCE) {
        if (auto id = storage::OwnerOf(change.key())) ids.insert(*std::move(id));
      }
    }
  }
  return ids;
}

absl::StatusOr<std::vector<market::Change>> MarketChanges(const storage::Snapshot& snapshot,
                                                          const std::set<std::string>& ids) {
  std::vector<market::Change> changes;
  for (const std::string& id : ids) {
    SAMBYD_ASSIGN_OR_RETURN(auto row, ReadMarketRow(snapshot, id));
    changes.push_back({id, std::move(row)});
  }
  return changes;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Publisher>> Publisher::Build(
    std::shared_ptr<const storage::Snapshot> snapshot) {
  SAMBYD_ASSIGN_OR_RETURN(auto rows, ReadAllMarketRows(*snapshot));
  auto first = std::make_shared<const Published>(
      Published{std::move(snapshot), market::View::Build(std::move(rows))});
  return std::unique_ptr<Publisher>(new Publisher(std::move(first)));
}

Publisher::Publisher(std::shared_ptr<const Published> first) : current_(std::move(first)) {}

void Publisher::OnCommitted(const changelog::CommittedGroup& group) {
  std::shared_ptr<const market::View> market = Current()->market;
  const std::set<std::string> ids = ChangedEnterprises(group);
  if (!ids.empty()) {
    auto changes = MarketChanges(*group.snapshot, ids);
    if (!changes.ok()) {
      // What was just written does not read back: the old state stays published, so that documents
      // and market never part. `sambyd check` tells what is damaged.
      Log(Severity::kError, "cannot read back a commit", {{"error", changes.status().ToString()}});
      return;
    }
    market = market->With(*changes);
  }
  auto next = std::make_shared<const Published>(Published{group.snapshot, std::move(market)});
  const MutexLock lock(mutex_);
  current_ = std::move(next);
}

std::shared_ptr<const Published> Publisher::Current() const {
  const MutexLock lock(mutex_);
  return current_;
}

Reader::Reader(const Publisher& publisher, changelog::ChangeLog& log)
    : publisher_(publisher), log_(log) {}

absl::StatusOr<std::shared_ptr<const Published>> Reader::At(
    std::int64_t min_position, std::chrono::system_clock::time_point deadline) const {
  if (min_position < 0) {
    return InvalidField("min_position", std::to_string(min_position), "0 or more",
                        Reason::kFieldOutOfRange);
  }
  if (publisher_.Current()->position() < min_position) {
    // A tenth of the time is kept, so that the answer reaches the caller before its own clock does.
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::min((deadline - std::chrono::system_clock::now()) / 10 * 9,
                 std::chrono::system_clock::duration(kLongestWait)));
    SAMBYD_RETURN_IF_ERROR(log_.WaitFor(min_position, std::chrono::steady_clock::now() + left));
  }
  auto current = publisher_.Current();
  if (current->position() < min_position) {
    return ErrorWithReason(absl::StatusCode::kUnavailable, Reason::kPositionNotReached,
                           "the position is written but cannot be read");
  }
  return current;
}

}  // namespace sambyd::application
