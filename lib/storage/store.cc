#include "lib/storage/store.h"

#include <utility>

#include <rocksdb/env.h>

#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/status.h"
#include "lib/storage/apply.h"
#include "lib/storage/engine.h"

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

bool Store::failed() const { return *engine_->failed; }

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
  if (!written.ok()) return Fail(written.ToString());
  state_ = std::move(next);
  return absl::OkStatus();
}

absl::Status Store::Sync() {
  if (failed()) return WriteFailed();
  const rocksdb::Status synced = engine_->db->SyncWAL();
  return synced.ok() ? absl::OkStatus() : Fail(synced.ToString());
}

absl::Status Store::Fail(std::string_view detail) {
  Log(Severity::kError, "a write failed: read-only until the restart", {{"detail", detail}});
  *engine_->failed = true;
  return WriteFailed();
}

StoreStatistics Store::Statistics() const { return ReadStatistics(*engine_); }

}  // namespace sambyd::storage
