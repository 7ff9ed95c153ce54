#ifndef LIB_STORAGE_MIGRATE_H_
#define LIB_STORAGE_MIGRATE_H_

#include "absl/status/status.h"
#include "lib/storage/engine.h"

namespace sambyd::storage {

// Brings a database of an older format up to what this program writes, but for the version number
// itself, which is for the caller to write when this is done. DATA_LOSS, before anything is
// changed, when something that it reads is damaged. Interrupted, it is done again: every step may
// be repeated. docs/format/README.md tells what each version changed.
absl::Status MigrateFrom(int version, const Engine& engine);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_MIGRATE_H_
