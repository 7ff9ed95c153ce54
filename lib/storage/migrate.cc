#include "lib/storage/migrate.h"

#include <cstddef>

#include <rocksdb/write_batch.h>

#include "lib/base/status.h"
#include "lib/storage/envelope.h"
#include "lib/storage/posting.h"

namespace sambyd::storage {
namespace {

constexpr std::size_t kMostBatchBytes = std::size_t{1} << 20U;

absl::Status Write(const Engine& engine, rocksdb::WriteBatch& batch) {
  const rocksdb::Status status = engine.db->Write({}, &batch);
  batch.Clear();
  return status.ok() ? absl::OkStatus() : FromRocks(status, "migrate");
}

// Format 2 lists lots by the deadline for expressing interest too. Postings that are there already
// are written again.
absl::Status AddPostingsOfLots(const Engine& engine) {
  rocksdb::WriteBatch batch;
  const EntryVisitor add = [&](std::string_view key,
                               std::string_view value) -> absl::StatusOr<bool> {
    SAMBYD_ASSIGN_OR_RETURN(const v1::Envelope envelope, Unseal(value));
    SAMBYD_ASSIGN_OR_RETURN(const auto postings,
                            PostingsOf(v1::DOCUMENT_KIND_LOT, key, envelope.message()));
    for (const Posting& posting : postings) {
      batch.Put(engine.handle(posting.family), posting.key, "");
    }
    if (batch.GetDataSize() > kMostBatchBytes) SAMBYD_RETURN_IF_ERROR(Write(engine, batch));
    return true;
  };
  SAMBYD_RETURN_IF_ERROR(ScanEntries(engine, nullptr, Family::kLots, "", "", add));
  return Write(engine, batch);
}

}  // namespace

absl::Status MigrateFrom(int version, const Engine& engine) {
  if (version < 2) SAMBYD_RETURN_IF_ERROR(AddPostingsOfLots(engine));
  return absl::OkStatus();
}

}  // namespace sambyd::storage
