#ifndef LIB_APPLICATION_PUBLISHED_H_
#define LIB_APPLICATION_PUBLISHED_H_

#include <chrono>
#include <cstdint>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "lib/base/mutex.h"
#include "lib/changelog/change_log.h"
#include "lib/market/view.h"
#include "lib/storage/snapshot.h"

namespace sambyd::application {

// What a query reads: documents and the market of one and the same position of the log.
struct Published {
  std::shared_ptr<const storage::Snapshot> snapshot;
  std::shared_ptr<const market::View> market;

  std::int64_t position() const { return snapshot->position(); }
};

// Keeps the market beside the documents: built from them at the start, moved on with every group
// of the log, and swapped together with the snapshot, so that no reader sees one without the other.
// Thread-safe.
class Publisher {
 public:
  // Reads every enterprise of `snapshot`.
  static absl::StatusOr<std::unique_ptr<Publisher>> Build(
      std::shared_ptr<const storage::Snapshot> snapshot);

  // The change log's observer.
  void OnCommitted(const changelog::CommittedGroup& group) EXCLUDES(mutex_);

  std::shared_ptr<const Published> Current() const EXCLUDES(mutex_);

 private:
  explicit Publisher(std::shared_ptr<const Published> first);

  mutable Mutex mutex_;
  std::shared_ptr<const Published> current_ GUARDED_BY(mutex_);
};

// Hands out what was published, no older than a caller asks for. Thread-safe.
class Reader {
 public:
  // Both must outlive the reader.
  Reader(const Publisher& publisher, changelog::ChangeLog& log);

  // The latest published state, at `min_position` or later; 0 = any. Waits for it until `deadline`,
  // 30 seconds at most, then UNAVAILABLE (POSITION_NOT_REACHED). INVALID_ARGUMENT for negative
  // positions.
  absl::StatusOr<std::shared_ptr<const Published>> At(
      std::int64_t min_position, std::chrono::system_clock::time_point deadline) const;

 private:
  const Publisher& publisher_;
  changelog::ChangeLog& log_;
};

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_PUBLISHED_H_
