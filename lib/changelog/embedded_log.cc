#include "lib/changelog/embedded_log.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/time_util.h"
#include "lib/base/error.h"
#include "lib/base/status.h"

namespace sambyd::changelog {
namespace {

// A group ends at either limit, so that the first of its writers does not wait for long.
constexpr std::size_t kMostWriters = 256;
constexpr std::size_t kMostBytes = std::size_t{4} << 20U;

// An exception of a mutation is its own failure, not that of the writers who wait behind it.
absl::StatusOr<Proposal> Propose(const Mutation& mutation, const MutationContext& context) {
  try {
    return mutation(context);
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat("exception in a mutation: ", e.what()));
  }
}

}  // namespace

absl::Status RequestIdReused(const std::string& id) {
  return InvalidField("request_id", id, "an id that was not used for another request",
                      Reason::kRequestIdReused);
}

// A caller of Commit that waits for its turn, on its own stack.
struct EmbeddedLog::Writer {
  const std::optional<RequestKey>& request;
  const Mutation& mutation;
  absl::StatusOr<Committed> result = Committed{};
  bool done = false;
  ConditionVariable turn{};
};

EmbeddedLog::EmbeddedLog(storage::Store& store, const Clock& clock, Observer observer,
                         const EmbeddedLogOptions& options)
    : store_(store),
      clock_(clock),
      observer_(std::move(observer)),
      options_(options),
      published_(store.TakeSnapshot()) {}

absl::StatusOr<Committed> EmbeddedLog::Commit(const std::optional<RequestKey>& request,
                                              const Mutation& mutation) {
  Writer self{request, mutation};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&self);
  self.turn.wait(lock, [&] { return self.done || waiting_.front() == &self; });
  if (self.done) return std::move(self.result);

  // Leads: while it stands at the front of the queue, nobody else writes.
  const std::size_t size = std::min(waiting_.size(), kMostWriters);
  Group group{{waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(size)}, published_};
  lock.unlock();
  RunGroup(group);
  lock.lock();
  if (group.state != published_) {
    published_ = std::move(group.state);
    ++syncs_;
    position_changed_.notify_all();
  }
  for (Writer* writer : group.writers) {
    waiting_.pop_front();
    writer->done = true;
    writer->turn.notify_one();
  }
  if (!waiting_.empty()) waiting_.front()->turn.notify_one();
  return std::move(self.result);
}

void EmbeddedLog::RunGroup(Group& group) noexcept {
  const auto published = group.state;
  std::vector<storage::v1::ChangeRecord> records;
  std::size_t bytes = 0;
  std::size_t run = 0;
  while (run < group.writers.size() && bytes < kMostBytes && !store_.failed()) {
    Writer& writer = *group.writers[run++];
    const std::size_t written = records.size();
    writer.result = Run(writer, *group.state, records);
    if (records.size() == written) continue;
    bytes += records.back().ByteSizeLong();
    group.state = store_.TakeSnapshot();
  }
  absl::Status synced = records.empty() && !store_.failed() ? absl::OkStatus() : store_.Sync();
  if (!synced.ok()) {
    // What the group saw may be gone after a restart, so that its refusals do not hold either.
    for (Writer* writer : group.writers) writer->result = synced;
    group.state = published;
    return;
  }
  group.writers.resize(run);
  if (observer_ && !records.empty()) observer_({records, group.state});
}

absl::StatusOr<Committed> EmbeddedLog::Run(const Writer& writer, const storage::Snapshot& state,
                                           std::vector<storage::v1::ChangeRecord>& records) {
  if (writer.request) {
    SAMBYD_ASSIGN_OR_RETURN(auto remembered, state.FindRequest(writer.request->id));
    if (remembered && remembered->fingerprint() != writer.request->fingerprint) {
      return RequestIdReused(writer.request->id);
    }
    if (remembered) {
      return Committed{state.position(), std::move(*remembered->mutable_response()), true};
    }
  }
  const MutationContext context{state, state.position() + 1, clock_.Now()};
  SAMBYD_ASSIGN_OR_RETURN(Proposal proposal, Propose(writer.mutation, context));
  if (proposal.changes.empty() && !writer.request) {
    return Committed{state.position(), std::move(proposal.response), false};
  }
  storage::v1::ChangeRecord record = MakeRecord(context, writer.request, proposal);
  SAMBYD_RETURN_IF_ERROR(store_.Apply(record));
  records.push_back(std::move(record));
  return Committed{context.position, std::move(proposal.response), false};
}

storage::v1::ChangeRecord EmbeddedLog::MakeRecord(const MutationContext& context,
                                                  const std::optional<RequestKey>& request,
                                                  Proposal& proposal) const {
  storage::v1::ChangeRecord record;
  record.set_position(context.position);
  *record.mutable_time() = google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
      context.time.time_since_epoch().count());
  for (storage::v1::DocumentChange& change : proposal.changes) {
    *record.add_changes() = std::move(change);
  }
  if (request) {
    record.mutable_request()->set_request_id(request->id);
    record.mutable_request()->set_fingerprint(request->fingerprint);
    record.mutable_request()->set_response(proposal.response);
  }
  if (context.position % kForgetInterval == 0) {
    record.set_first_kept_record(
        std::max(std::int64_t{0}, context.position - options_.retained_records + 1));
  }
  return record;
}

absl::Status EmbeddedLog::WaitFor(std::int64_t position,
                                  std::chrono::steady_clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  const bool reached = position_changed_.wait_until(
      lock, deadline, [&] { return published_->position() >= position; });
  if (reached) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kUnavailable, Reason::kPositionNotReached,
                         absl::StrCat("position ", position, " was not reached in time, only ",
                                      published_->position()));
}

std::shared_ptr<const storage::Snapshot> EmbeddedLog::Published() const {
  const MutexLock lock(mutex_);
  return published_;
}

std::int64_t EmbeddedLog::syncs() const {
  const MutexLock lock(mutex_);
  return syncs_;
}

std::size_t EmbeddedLog::writers() const {
  const MutexLock lock(mutex_);
  return waiting_.size();
}

}  // namespace sambyd::changelog
