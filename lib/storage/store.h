#ifndef LIB_STORAGE_STORE_H_
#define LIB_STORAGE_STORE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/storage/backup.h"
#include "lib/storage/snapshot.h"
#include "lib/storage/statistics.h"
#include "sambyd/storage/v1/record.pb.h"

namespace rocksdb {
class Status;
}

namespace sambyd::storage {

// Version of the on-disk format that this program writes (docs/format/README.md).
inline constexpr int kFormatVersion = 4;

struct StoreOptions {
  // Made when it is missing; its parent must exist.
  std::string directory;
  // Bytes for block cache and memtables together.
  std::size_t memory_budget = std::size_t{256} << 20U;
};

// Documents, indexes and the log in one RocksDB. TakeSnapshot, Apply and Sync are for one thread at
// a time (the change log's); all else is thread-safe, snapshots too.
class Store {
 public:
  // Opens or makes the database. FAILED_PRECONDITION with STORAGE_IN_USE when it is open already,
  // here or in another process, and with STORAGE_FORMAT_TOO_NEW when a newer version wrote it;
  // DATA_LOSS (STORAGE_CORRUPT) when it is damaged; UNAVAILABLE (STORAGE_FAILED) for all else.
  static absl::StatusOr<std::unique_ptr<Store>> Open(const StoreOptions& options);

  Store(std::shared_ptr<Engine> engine, v1::StoreState state);  // for Open
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // The state with every record applied so far, synced or not.
  std::shared_ptr<const Snapshot> TakeSnapshot() const;

  // Applies the record that follows the last one, as one atomic batch: the record itself, its
  // documents, the indexes' changes, the remembered request and the position. What is stored
  // afterwards depends on the state before and on the record alone. Durable only after Sync.
  //
  // INTERNAL, INVALID_ARGUMENT or DATA_LOSS: the record or the state is wrong; nothing was written.
  // UNAVAILABLE (STORAGE_FAILED): the write failed and may or may not be there after a restart;
  // from then on Apply and Sync fail.
  absl::Status Apply(const v1::ChangeRecord& record);

  // Makes every applied record durable. UNAVAILABLE (STORAGE_FAILED) as above.
  absl::Status Sync();

  // A write, a sync or a job in the background has failed: nothing more is written until the store
  // is opened again.
  bool failed() const;

  // What failed first and why, for operators; empty while nothing has.
  std::string failure() const;

  // Calls `listener` when something fails, on whatever thread it fails, and at once if it has
  // already. Nothing = no listener, and none runs any more when this returns. The listener must not
  // call the store.
  void OnFailure(std::function<void()> listener);

  // Makes sure that no file of the database holds a key of a contact or of workforce statements
  // that was removed before `now` was taken: writes out what is in memory and rewrites the families
  // that held it. UNAVAILABLE (ERASURE_PENDING) while an older snapshot is open or the old files
  // are not gone; try again.
  absl::Status ScrubKeys(const Snapshot& now) const;

  // Writes a backup of the state at some position since the call began, verifies all of it and
  // removes the oldest beyond target.keep. Only what the last backup lacks is copied; everything
  // else goes on meanwhile. FAILED_PRECONDITION: BACKUPS_OFF without a directory, BACKUP_FAILED
  // with earlier backups as they were; RESOURCE_EXHAUSTED (OVERLOADED): one is being written;
  // UNAVAILABLE (STORAGE_FAILED) after a failed write, when what a restart will find is not known.
  absl::StatusOr<Backup> CreateBackup(const BackupTarget& target) const;

  // What the database holds and does now.
  StoreStatistics Statistics() const;

 private:
  absl::Status Fail(std::string_view doing, const rocksdb::Status& status);

  const std::shared_ptr<Engine> engine_;
  v1::StoreState state_;
};

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_STORE_H_
