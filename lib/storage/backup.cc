#include "lib/storage/backup.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

#include <fcntl.h>
#include <rocksdb/env.h>
#include <rocksdb/utilities/backup_engine.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/storage/backup_writer.h"
#include "lib/storage/check.h"
#include "lib/storage/engine.h"

namespace sambyd::storage {
namespace {

namespace fs = std::filesystem;

// Opens a directory of backups, to write or to read. Backups can be opened where they lie by
// absolute paths alone.
template <typename Kind>
rocksdb::Status OpenBackups(const std::string& directory, rocksdb::Env* env, Kind** engine) {
  std::error_code error;
  rocksdb::BackupEngineOptions options(fs::absolute(directory, error), env);
  if (error) return rocksdb::Status::IOError("absolute path", error.message());
  options.share_table_files = true;
  options.sync = true;
  return Kind::Open(env, options, engine);
}

absl::Status BackupFailed(std::string_view doing, const rocksdb::Status& status) {
  Log(Severity::kError, "backup failed", {{"doing", doing}, {"detail", status.ToString()}});
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, Reason::kBackupFailed,
                         absl::StrCat("cannot ", ToAbsl(doing), ": ", ToAbsl(CauseOf(status)),
                                      "; earlier backups stand"));
}

absl::Status FromFiles(const std::error_code& error, std::string_view doing) {
  if (!error) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kUnavailable, Reason::kStorageFailed,
                         absl::StrCat("cannot ", ToAbsl(doing), ": ", error.message()));
}

// Opens the backup where it lies and asks it how far it is. Errors as Store::Open.
absl::StatusOr<Backup> Describe(const rocksdb::BackupEngineReadOnlyBase& engine, std::uint32_t id) {
  rocksdb::BackupInfo info;
  const rocksdb::Status found = engine.GetBackupInfo(id, &info, true);
  if (!found.ok()) return FromRocks(found, "read the backup");
  const StoreOptions options{.directory = info.name_for_open};
  SAMBYD_ASSIGN_OR_RETURN(const auto database, OpenToLook(options, info.env_for_open.get()));
  SAMBYD_ASSIGN_OR_RETURN(const int version, CheckFormat(options, *database));
  SAMBYD_ASSIGN_OR_RETURN(const v1::StoreState state, ReadState(*database, nullptr));
  Backup backup;
  backup.id = id;
  backup.create_time = std::chrono::sys_seconds(std::chrono::seconds(info.timestamp));
  backup.position = state.position();
  backup.format_version = version;
  backup.bytes = static_cast<std::int64_t>(info.size);
  backup.files = static_cast<std::int64_t>(info.number_files);
  return backup;
}

absl::StatusOr<std::unique_ptr<rocksdb::BackupEngineReadOnly>> OpenToRead(
    const std::string& directory) {
  std::error_code error;
  const fs::file_status meta = fs::status(directory + "/meta", error);
  if (!fs::status_known(meta)) {
    return FromFiles(error, absl::StrCat("look into ", directory));
  }
  if (!fs::is_directory(meta)) {
    return ErrorWithReason(absl::StatusCode::kNotFound, Reason::kNotFound,
                           absl::StrCat("no backups in ", directory));
  }
  rocksdb::BackupEngineReadOnly* engine = nullptr;
  const rocksdb::Status opened = OpenBackups(directory, rocksdb::Env::Default(), &engine);
  if (!opened.ok()) return FromRocks(opened, absl::StrCat("open the backups in ", directory));
  return std::unique_ptr<rocksdb::BackupEngineReadOnly>(engine);
}

std::vector<std::uint32_t> IdsOf(const rocksdb::BackupEngineReadOnlyBase& engine) {
  std::vector<rocksdb::BackupInfo> infos;
  engine.GetBackupInfo(&infos);
  std::vector<std::uint32_t> ids;
  for (const rocksdb::BackupInfo& info : infos) ids.push_back(info.backup_id);
  return ids;
}

// Verified, described, and then alone with those that are kept.
absl::StatusOr<Backup> Finish(rocksdb::BackupEngine& engine, std::uint32_t id, int keep) {
  const rocksdb::Status verified = engine.VerifyBackup(id, true);
  absl::StatusOr<Backup> backup =
      verified.ok() ? Describe(engine, id) : BackupFailed("verify the backup", verified);
  if (!backup.ok()) {
    engine.DeleteBackup(id);
    return backup;
  }
  const rocksdb::Status purged = engine.PurgeOldBackups(static_cast<std::uint32_t>(keep));
  if (!purged.ok()) {
    Log(Severity::kWarning, "cannot remove old backups", {{"detail", purged.ToString()}});
  }
  return backup;
}

std::error_code Sync(const fs::path& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0 || fsync(file) != 0) {
    const int error = errno;
    if (file >= 0) close(file);
    return {error, std::generic_category()};
  }
  close(file);
  return {};
}

std::vector<fs::path> NamesIn(const fs::path& directory, std::error_code& error) {
  std::vector<fs::path> names;
  fs::directory_iterator entry(directory, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    names.push_back(entry->path().filename());
  }
  return names;
}

// Moves what was restored to its place, CURRENT last: without it there is no database. After that
// no loss of power takes it away, nor the directory itself, which may be new.
std::error_code MoveIntoPlace(const fs::path& staging, const fs::path& target) {
  std::error_code error;
  std::vector<fs::path> names = NamesIn(staging, error);
  std::partition(names.begin(), names.end(), [](const fs::path& n) { return n != "CURRENT"; });
  for (const fs::path& name : names) {
    if (!error) error = Sync(staging / name);
    if (!error) fs::rename(staging / name, target / name, error);
  }
  if (!error) error = Sync(target);
  if (!error) fs::remove(staging, error);
  if (!error) error = Sync(target);
  const fs::path place = error ? fs::path() : fs::canonical(target, error);
  if (!error) error = Sync(place.parent_path());
  return error;
}

// Makes the directory and in it the place to restore to, which keeps everybody else out. What an
// interrupted restore left goes.
absl::Status PrepareTarget(const fs::path& target, const fs::path& staging) {
  std::error_code error;
  if (fs::exists(staging, error)) {
    for (const fs::path& name : NamesIn(target, error)) {
      if (!error && name != kRestoringName) fs::remove_all(target / name, error);
    }
    if (!error) fs::remove_all(staging, error);  // last: until then nobody opens the rest
  }
  if (!error) fs::create_directory(target, error);
  if (!error && !fs::is_empty(target, error) && !error) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, Reason::kStorageNotEmpty,
                           absl::StrCat(target.string(), " is not empty; give another directory"));
  }
  if (!error) fs::create_directory(staging, error);
  return FromFiles(error, absl::StrCat("make ", target.string()));
}

// Migrates what was restored, and checks it.
absl::Status CheckRestored(const std::string& directory) {
  SAMBYD_RETURN_IF_ERROR(Store::Open({.directory = directory}).status());
  SAMBYD_ASSIGN_OR_RETURN(const CheckReport report, Check(directory));
  if (report.ok()) return absl::OkStatus();
  return Corrupt(absl::StrCat("the backup has ", report.problem_count, " problems, first ",
                              report.problems.front()));
}

}  // namespace

absl::StatusOr<Backup> WriteBackup(const Engine& engine, const BackupTarget& target,
                                   rocksdb::Env* env) {
  rocksdb::Status status = env->CreateDirIfMissing(target.directory);
  if (!status.ok()) return BackupFailed("make the directory of backups", status);
  rocksdb::FileLock* lock = nullptr;
  status = env->LockFile(absl::StrCat(target.directory, "/LOCK"), &lock);
  if (IsLockHeld(status)) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, Reason::kOverloaded,
                           "a backup is being written already");
  }
  if (!status.ok()) return BackupFailed("lock the directory of backups", status);
  const std::unique_ptr<rocksdb::FileLock, std::function<void(rocksdb::FileLock*)>> locked(
      lock, [env](rocksdb::FileLock* held) { env->UnlockFile(held); });
  rocksdb::BackupEngine* opened = nullptr;
  status = OpenBackups(target.directory, env, &opened);
  if (!status.ok()) return BackupFailed("open the directory of backups", status);
  const std::unique_ptr<rocksdb::BackupEngine> backups(opened);
  status = backups->GarbageCollect();  // what a killed server left
  if (!status.ok()) return BackupFailed("remove an unfinished backup", status);
  rocksdb::BackupID id = 0;
  status = backups->CreateNewBackup({}, engine.db.get(), &id);
  if (!status.ok()) return BackupFailed("write the backup", status);
  return Finish(*backups, id, target.keep);
}

absl::StatusOr<std::vector<Backup>> ListBackups(const std::string& directory) {
  SAMBYD_ASSIGN_OR_RETURN(const auto engine, OpenToRead(directory));
  std::vector<Backup> backups;
  for (const std::uint32_t id : IdsOf(*engine)) {
    if (auto backup = Describe(*engine, id); backup.ok()) backups.push_back(*backup);
  }
  return backups;
}

absl::StatusOr<Backup> RestoreBackup(const RestoreRequest& request) {
  SAMBYD_ASSIGN_OR_RETURN(const auto engine, OpenToRead(request.backups));
  const std::vector<std::uint32_t> ids = IdsOf(*engine);
  const auto found =
      request.id == 0 ? ids.end() - (ids.empty() ? 0 : 1) : std::ranges::find(ids, request.id);
  if (found == ids.end()) return NotFound(absl::StrCat("backup ", request.id));
  SAMBYD_ASSIGN_OR_RETURN(const Backup backup, Describe(*engine, *found));
  const rocksdb::Status verified = engine->VerifyBackup(backup.id, true);
  if (!verified.ok()) return FromRocks(verified, "verify the backup");
  const fs::path staging = fs::path(request.data_directory) / kRestoringName;
  SAMBYD_RETURN_IF_ERROR(PrepareTarget(request.data_directory, staging));
  const rocksdb::Status restored =
      engine->RestoreDBFromBackup(rocksdb::RestoreOptions(), backup.id, staging, staging);
  if (!restored.ok()) return FromRocks(restored, "restore the backup");
  SAMBYD_RETURN_IF_ERROR(CheckRestored(staging));
  SAMBYD_RETURN_IF_ERROR(
      FromFiles(MoveIntoPlace(staging, request.data_directory), "move what was restored"));
  return backup;
}

}  // namespace sambyd::storage
