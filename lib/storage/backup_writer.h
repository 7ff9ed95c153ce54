#ifndef LIB_STORAGE_BACKUP_WRITER_H_
#define LIB_STORAGE_BACKUP_WRITER_H_

#include "absl/status/statusor.h"
#include "lib/storage/backup.h"
#include "lib/storage/engine.h"

namespace sambyd::storage {

// Store::CreateBackup on an open database, to files of `env`.
absl::StatusOr<Backup> WriteBackup(const Engine& engine, const BackupTarget& target,
                                   rocksdb::Env* env);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_BACKUP_WRITER_H_
