#include "lib/storage/repair.h"

#include <rocksdb/env.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/storage/engine.h"
#include "lib/storage/envelope.h"
#include "lib/storage/rebuild.h"

namespace sambyd::storage {
namespace {

absl::Status CheckLogReadable(const Engine& engine) {
  return ScanEntries(engine, nullptr, Family::kLog, "", "",
                     [](std::string_view, std::string_view value) -> absl::StatusOr<bool> {
                       v1::ChangeRecord record;
                       SAMBYD_RETURN_IF_ERROR(UnsealInto(value, record));
                       return true;
                     });
}

// Damaged blocks go with the family.
absl::Status EmptyFamily(Engine& engine, Family family) {
  rocksdb::ColumnFamilyHandle*& handle = engine.handles[static_cast<std::size_t>(family)];
  const std::string name = handle->GetName();
  const rocksdb::ColumnFamilyOptions options = engine.db->GetOptions(handle);
  rocksdb::Status status = engine.db->DropColumnFamily(handle);
  if (!status.ok()) return FromRocks(status, "drop a family");
  status = engine.db->DestroyColumnFamilyHandle(handle);
  if (status.ok()) status = engine.db->CreateColumnFamily(options, name, &handle);
  return status.ok() ? absl::OkStatus() : FromRocks(status, "make a family");
}

absl::Status RebuildIndexes(Engine& engine) {
  SAMBYD_RETURN_IF_ERROR(CheckPostingsOf(v1::DOCUMENT_KIND_TENDER, engine));
  SAMBYD_RETURN_IF_ERROR(CheckPostingsOf(v1::DOCUMENT_KIND_LOT, engine));
  for (const Family family : kIndexFamilies) SAMBYD_RETURN_IF_ERROR(EmptyFamily(engine, family));
  SAMBYD_RETURN_IF_ERROR(WritePostingsOf(v1::DOCUMENT_KIND_TENDER, engine));
  return WritePostingsOf(v1::DOCUMENT_KIND_LOT, engine);
}

absl::Status RebuildRequests(Engine& engine) {
  SAMBYD_RETURN_IF_ERROR(CheckLogReadable(engine));
  SAMBYD_RETURN_IF_ERROR(EmptyFamily(engine, Family::kRequests));
  return WriteRequests(engine);
}

absl::Status RebuildAll(Engine& engine, RepairReport& report) {
  const std::pair<const char*, absl::Status> parts[] = {
      {"indexes", RebuildIndexes(engine)},
      {"requests", RebuildRequests(engine)},
      {"counts", WriteCounts(engine)},
  };
  for (const auto& [name, status] : parts) {
    if (status.ok()) {
      report.rebuilt.emplace_back(name);
    } else if (absl::IsDataLoss(status)) {
      report.left.push_back(absl::StrCat(name, ": ", status.message()));
    } else {
      return status;
    }
  }
  rocksdb::FlushOptions wait;
  const rocksdb::Status flushed = engine.db->Flush(wait, engine.handles);
  return flushed.ok() ? absl::OkStatus() : FromRocks(flushed, "flush");
}

// Opening an older format to write would migrate it, before anybody knows what is damaged.
absl::Status RefuseOlderFormat(const StoreOptions& options, rocksdb::Env* env) {
  SAMBYD_ASSIGN_OR_RETURN(const auto engine, OpenToLook(options, env));
  return CheckFormatIsCurrent(options, *engine);
}

}  // namespace

absl::StatusOr<RepairReport> RepairIn(const StoreOptions& options, rocksdb::Env* env) {
  if (!env->FileExists(absl::StrCat(options.directory, "/CURRENT")).ok()) {
    return ErrorWithReason(absl::StatusCode::kNotFound, Reason::kNotFound,
                           absl::StrCat("no database in ", options.directory));
  }
  SAMBYD_RETURN_IF_ERROR(CheckLacks(kRestoringName, options, env));
  SAMBYD_RETURN_IF_ERROR(RefuseOlderFormat(options, env));
  SAMBYD_ASSIGN_OR_RETURN(const auto engine, OpenEngine(options, env));
  RepairReport report;
  SAMBYD_ASSIGN_OR_RETURN(report.before, CheckEngine(*engine));
  report.after = report.before;
  const std::string marker = absl::StrCat(options.directory, "/", kRepairingName);
  if (report.before.ok() && !env->FileExists(marker).ok()) return report;
  const rocksdb::Status marked = rocksdb::WriteStringToFile(env, "", marker, true);
  if (!marked.ok()) return FromRocks(marked, "mark the repair");
  SAMBYD_RETURN_IF_ERROR(RebuildAll(*engine, report));
  SAMBYD_ASSIGN_OR_RETURN(report.after, CheckEngine(*engine));
  const rocksdb::Status done = env->DeleteFile(marker);
  return done.ok() ? absl::StatusOr<RepairReport>(report) : FromRocks(done, "end the repair");
}

absl::StatusOr<RepairReport> Repair(const std::string& directory) {
  return RepairIn({.directory = directory}, rocksdb::Env::Default());
}

}  // namespace sambyd::storage
