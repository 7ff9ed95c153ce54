#ifndef LIB_CHANGELOG_EMBEDDED_LOG_H_
#define LIB_CHANGELOG_EMBEDDED_LOG_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "lib/base/clock.h"
#include "lib/base/mutex.h"
#include "lib/changelog/change_log.h"
#include "lib/storage/store.h"

namespace sambyd::changelog {

struct EmbeddedLogOptions {
  // Records, and the requests remembered with them, that are kept at least; up to
  // kForgetInterval more are kept. At least 1.
  std::int64_t retained_records = 100'000;
};

// Old records are forgotten at positions that are multiples of this.
inline constexpr std::int64_t kForgetInterval = 1024;

// The log of a single process, kept in its own store. Parallel writers share a sync: one of them
// leads, runs the waiting mutations in order, writes their records, syncs once, publishes and
// answers all.
class EmbeddedLog final : public ChangeLog {
 public:
  // Takes over writing to `store`, which must outlive the log, as must `clock`. `observer` may be
  // empty; what is stored already is not shown to it.
  EmbeddedLog(storage::Store& store, const Clock& clock, Observer observer,
              const EmbeddedLogOptions& options = {});

  absl::StatusOr<Committed> Commit(const std::optional<RequestKey>& request,
                                   const Mutation& mutation) override EXCLUDES(mutex_);
  absl::Status WaitFor(std::int64_t position,
                       std::chrono::steady_clock::time_point deadline) override EXCLUDES(mutex_);
  std::shared_ptr<const storage::Snapshot> Published() const override EXCLUDES(mutex_);
  bool read_only() const override { return store_.failed(); }

  // For metrics: syncs so far, and writers that are being served or wait.
  std::int64_t syncs() const EXCLUDES(mutex_);
  std::size_t writers() const EXCLUDES(mutex_);

 private:
  struct Writer;
  // Writers that share a sync, in log order, and the state that they begin from, then leave.
  struct Group {
    std::vector<Writer*> writers;
    std::shared_ptr<const storage::Snapshot> state;
  };

  // For the leader, with mutex_ free: runs the first writers of the group, or all, and leaves those
  // that were run and the state to publish. An exception here (out of memory) ends the process:
  // what is stored and what is published may differ, and a restart makes them one.
  void RunGroup(Group& group) noexcept;
  absl::StatusOr<Committed> Run(const Writer& writer, const storage::Snapshot& state,
                                std::vector<storage::v1::ChangeRecord>& records);
  storage::v1::ChangeRecord MakeRecord(const MutationContext& context,
                                       const std::optional<RequestKey>& request,
                                       Proposal& proposal) const;

  storage::Store& store_;
  const Clock& clock_;
  const Observer observer_;
  const EmbeddedLogOptions options_;

  mutable Mutex mutex_;
  ConditionVariable position_changed_;
  std::deque<Writer*> waiting_ GUARDED_BY(mutex_);  // the front leads
  std::shared_ptr<const storage::Snapshot> published_ GUARDED_BY(mutex_);
  std::int64_t syncs_ GUARDED_BY(mutex_) = 0;
};

}  // namespace sambyd::changelog

#endif  // LIB_CHANGELOG_EMBEDDED_LOG_H_
