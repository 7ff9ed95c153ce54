#include "lib/storage/rebuild.h"

#include <cstddef>

#include "lib/base/status.h"
#include "lib/storage/envelope.h"
#include "lib/storage/posting.h"
#include "lib/storage/request.h"

namespace sambyd::storage {
namespace {

constexpr std::size_t kMostBatchBytes = std::size_t{1} << 20U;

absl::Status Write(const Engine& engine, rocksdb::WriteBatch& batch) {
  const rocksdb::Status status = engine.db->Write({}, &batch);
  batch.Clear();
  return status.ok() ? absl::OkStatus() : FromRocks(status, "rebuild");
}

}  // namespace

absl::Status WriteForEach(const Engine& engine, Family family, const EntryWriter& add) {
  rocksdb::WriteBatch batch;
  const EntryVisitor visit = [&](std::string_view key,
                                 std::string_view value) -> absl::StatusOr<bool> {
    SAMBYD_RETURN_IF_ERROR(add(key, value, batch));
    if (batch.GetDataSize() > kMostBatchBytes) SAMBYD_RETURN_IF_ERROR(Write(engine, batch));
    return true;
  };
  SAMBYD_RETURN_IF_ERROR(ScanEntries(engine, nullptr, family, "", "", visit));
  return Write(engine, batch);
}

absl::Status WritePostingsOf(v1::DocumentKind kind, const Engine& engine) {
  return WriteForEach(
      engine, *FamilyOf(kind),
      [&](std::string_view key, std::string_view value, rocksdb::WriteBatch& batch) {
        SAMBYD_ASSIGN_OR_RETURN(const v1::Envelope envelope, Unseal(value));
        SAMBYD_ASSIGN_OR_RETURN(const auto postings, PostingsOf(kind, key, envelope.message()));
        for (const Posting& posting : postings) {
          batch.Put(engine.handle(posting.family), posting.key, "");
        }
        return absl::OkStatus();
      });
}

absl::Status CheckPostingsOf(v1::DocumentKind kind, const Engine& engine) {
  return ScanEntries(engine, nullptr, *FamilyOf(kind), "", "",
                     [&](std::string_view key, std::string_view value) -> absl::StatusOr<bool> {
                       SAMBYD_ASSIGN_OR_RETURN(const v1::Envelope envelope, Unseal(value));
                       SAMBYD_RETURN_IF_ERROR(PostingsOf(kind, key, envelope.message()).status());
                       return true;
                     });
}

absl::Status WriteRequests(const Engine& engine) {
  return WriteForEach(engine, Family::kLog,
                      [&](std::string_view, std::string_view value, rocksdb::WriteBatch& batch) {
                        v1::ChangeRecord record;
                        SAMBYD_RETURN_IF_ERROR(UnsealInto(value, record));
                        if (record.has_request()) PutRequest(engine, record, batch);
                        return absl::OkStatus();
                      });
}

absl::Status WriteCounts(const Engine& engine) {
  SAMBYD_ASSIGN_OR_RETURN(v1::StoreState state, ReadState(engine, nullptr));
  for (const v1::DocumentKind kind : kDocumentKinds) {
    std::int64_t count = 0;
    SAMBYD_RETURN_IF_ERROR(
        ScanEntries(engine, nullptr, *FamilyOf(kind), "", "",
                    [&](std::string_view, std::string_view) -> absl::StatusOr<bool> {
                      ++count;
                      return true;
                    }));
    state.set_document_counts(static_cast<int>(kind), count);
  }
  rocksdb::WriteBatch batch;
  batch.Put(engine.handle(Family::kMeta), kStateKey, state.SerializeAsString());
  return Write(engine, batch);
}

}  // namespace sambyd::storage
