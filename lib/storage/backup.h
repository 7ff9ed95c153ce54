#ifndef LIB_STORAGE_BACKUP_H_
#define LIB_STORAGE_BACKUP_H_

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace sambyd::storage {

// Where a server writes its backups, and how many it keeps.
struct BackupTarget {
  // Made when it is missing; its parent must exist. Empty = none are written. For one server.
  std::string directory;
  // The newest so many; older ones go when a new one is whole. At least 1.
  int keep = 7;
};

// One backup: a whole database, whose table files it shares with its neighbours.
struct Backup {
  // From 1; a later backup has a higher one.
  std::uint32_t id = 0;
  std::chrono::sys_seconds create_time;
  // Position of the last record in it.
  std::int64_t position = 0;
  int format_version = 0;
  // Of all its files, shared or not.
  std::int64_t bytes = 0;
  std::int64_t files = 0;
};

// The backups of a directory, the oldest first; those that this version cannot open are left out.
// NOT_FOUND when it is no directory of backups.
absl::StatusOr<std::vector<Backup>> ListBackups(const std::string& directory);

struct RestoreRequest {
  std::string backups;
  // 0 = the newest.
  std::uint32_t id = 0;
  // Made when it is missing; its parent must exist.
  std::string data_directory;
};

// Puts a backup into an empty data directory, brings it up to this version's format and checks all
// of it before the directory can be opened. Interrupted, it is run again. NOT_FOUND: no such
// backup; FAILED_PRECONDITION: STORAGE_NOT_EMPTY, or STORAGE_FORMAT_TOO_NEW for a backup of a newer
// version; DATA_LOSS (STORAGE_CORRUPT): the backup is damaged; UNAVAILABLE (STORAGE_FAILED): for
// all else.
absl::StatusOr<Backup> RestoreBackup(const RestoreRequest& request);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_BACKUP_H_
