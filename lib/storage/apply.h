#ifndef LIB_STORAGE_APPLY_H_
#define LIB_STORAGE_APPLY_H_

#include <rocksdb/write_batch.h>

#include "absl/status/status.h"
#include "lib/storage/engine.h"

namespace sambyd::storage {

// Adds to `batch` all that applying `record` to the latest state of `engine` changes, and brings
// `state`, which describes that state, up to the record. Errors as Store::Apply; nothing is
// written, but `batch` and `state` are then of no use.
absl::Status Prepare(const Engine& engine, const v1::ChangeRecord& record, v1::StoreState& state,
                     rocksdb::WriteBatch& batch);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_APPLY_H_
