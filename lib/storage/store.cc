#include "lib/storage/store.h"

#include <utility>

#include <rocksdb/env.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/storage/apply.h"
#include "lib/storage/backup_writer.h"
#include "lib/storage/engine.h"
#include "lib/storage/scrub.h"

namespace sambyd::storage {
namespace {

// Whatever the engine calls it, a failed write leaves its outcome open.
absl::Status WriteFailed() {
  return ErrorWithReason(absl::StatusCode::kUnavailable, Reason::kStorageFailed,
                         "storage refused a write, whose outcome is unknown; nothing more is "
                         "written until the restart");
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> Store::Open(const StoreOptions& options) {
  return OpenStore(options, rocksdb::Env::Default());
}

Store::Store(std::shared_ptr<Engine> engine, v1::StoreState state)
    : engine_(std::move(engine)), state_(std::move(state)) {}

Store::~Store() = default;

bool Store::failed() const { return engine_->failure->happened(); }

std::string Store::failure() const { return engine_->failure->cause(); }

void Store::OnFailure(std::function<void()> listener) {
  engine_->failure->Listen(std::move(listener));
}

std::shared_ptr<const Snapshot> Store::TakeSnapshot() const {
  return std::make_shared<const Snapshot>(engine_, state_);
}

absl::Status Store::Apply(const v1::ChangeRecord& record) {
  if (failed()) return WriteFailed();
  v1::StoreState next = state_;
  rocksdb::WriteBatch batch;
  SAMBYD_RETURN_IF_ERROR(Prepare(*engine_, record, next, batch));
  rocksdb::WriteOptions unsynced;
  unsynced.sync = false;
  const rocksdb::Status written = engine_->db->Write(unsynced, &batch);
  if (!written.ok()) return Fail("a write", written);
  state_ = std::move(next);
  return absl::OkStatus();
}

absl::Status Store::Sync() {
  if (failed()) return WriteFailed();
  const rocksdb::Status synced = engine_->db->SyncWAL();
  return synced.ok() ? absl::OkStatus() : Fail("a sync", synced);
}

absl::Status Store::Fail(std::string_view doing, const rocksdb::Status& status) {
  Log(Severity::kError, "a write failed: read-only until the restart",
      {{"doing", doing}, {"detail", status.ToString()}});
  engine_->failure->Set(absl::StrCat(ToAbsl(doing), " failed: ", ToAbsl(CauseOf(status))));
  return WriteFailed();
}

StoreStatistics Store::Statistics() const { return ReadStatistics(*engine_); }

absl::StatusOr<Backup> Store::CreateBackup(const BackupTarget& target) const {
  if (target.directory.empty()) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, Reason::kBackupsOff,
                           "the server was started without a directory for backups");
  }
  if (failed()) return WriteFailed();
  return WriteBackup(*engine_, target, engine_->db->GetEnv());
}

absl::Status Store::ScrubKeys(const Snapshot& now) const {
  if (failed()) return WriteFailed();
  return storage::ScrubKeys(*engine_, now.SequenceNumber());
}

}  // namespace sambyd::storage
