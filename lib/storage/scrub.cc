#include "lib/storage/scrub.h"

#include <algorithm>
#include <set>
#include <string>

#include <rocksdb/transaction_log.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status.h"

namespace sambyd::storage {
namespace {

// Paths of the table files of some families that the database uses.
std::set<std::string> TablesOf(const Engine& engine, const std::vector<Family>& families) {
  std::vector<rocksdb::LiveFileMetaData> files;
  engine.db->GetLiveFilesMetaData(&files);
  std::set<std::string> tables;
  for (const auto& file : files) {
    for (const Family family : families) {
      if (file.column_family_name == kFamilyNames[static_cast<std::size_t>(family)]) {
        tables.insert(absl::StrCat(file.db_path, file.name));
      }
    }
  }
  return tables;
}

// The number of the last write-ahead log, and whether one up to a number still holds anything.
struct WriteAheadLogs {
  explicit WriteAheadLogs(const Engine& engine) { status = engine.db->GetSortedWalFiles(files); }

  std::uint64_t last() const { return files.empty() ? 0 : files.back()->LogNumber(); }
  bool HoldAnythingUpTo(std::uint64_t number) const {
    return std::ranges::any_of(files, [&](const auto& file) {
      return file->LogNumber() <= number && file->SizeFileBytes() > 0;
    });
  }

  rocksdb::VectorLogPtr files;
  rocksdb::Status status;
};

// With deletions off, listing the logs waits for those that are under way.
rocksdb::Status WaitForDeletions(const Engine& engine) {
  const rocksdb::Status off = engine.db->DisableFileDeletions();
  if (!off.ok()) return off;
  const rocksdb::Status listed = WriteAheadLogs(engine).status;
  const rocksdb::Status on = engine.db->EnableFileDeletions(false);
  return listed.ok() ? on : listed;
}

absl::Status Pending(std::string_view what) {
  return ErrorWithReason(absl::StatusCode::kUnavailable, Reason::kErasurePending,
                         absl::StrCat("erased for every reader, but not from the files yet: ",
                                      std::string(what), "; repeat the call"));
}

absl::Status Rewrite(const Engine& engine, const std::vector<Family>& families) {
  rocksdb::Status status = engine.db->Flush({}, engine.handles);
  rocksdb::CompactRangeOptions all;
  all.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  for (const Family family : families) {
    if (status.ok()) status = engine.db->CompactRange(all, engine.handle(family), nullptr, nullptr);
  }
  if (status.ok()) status = WaitForDeletions(engine);
  return status.ok() ? absl::OkStatus() : FromRocks(status, "rewrite files");
}

}  // namespace

absl::Status ScrubFamilies(const Engine& engine, const std::vector<Family>& families,
                           std::uint64_t sequence) {
  const WriteAheadLogs old_logs(engine);
  if (!old_logs.status.ok()) return FromRocks(old_logs.status, "list the write-ahead logs");
  const std::set<std::string> before = TablesOf(engine, families);
  SAMBYD_RETURN_IF_ERROR(Rewrite(engine, families));
  std::uint64_t oldest = 0;
  engine.db->GetIntProperty(rocksdb::DB::Properties::kOldestSnapshotSequence, &oldest);
  if (oldest != 0 && oldest < sequence) return Pending("a read that began before has not ended");
  const WriteAheadLogs logs(engine);
  if (!logs.status.ok()) return FromRocks(logs.status, "list the write-ahead logs");
  if (logs.HoldAnythingUpTo(old_logs.last())) return Pending("a write-ahead log is still there");
  const std::set<std::string> now = TablesOf(engine, families);
  for (const std::string& table : before) {
    if (!now.contains(table) && engine.db->GetEnv()->FileExists(table).ok()) {
      return Pending("a table is still there");
    }
  }
  return absl::OkStatus();
}

absl::Status ScrubKeys(const Engine& engine, std::uint64_t sequence) {
  return ScrubFamilies(
      engine,
      {Family::kContacts, Family::kEncryptionKeys, Family::kWorkforce, Family::kWorkforceKeys},
      sequence);
}

}  // namespace sambyd::storage
