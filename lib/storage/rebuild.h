#ifndef LIB_STORAGE_REBUILD_H_
#define LIB_STORAGE_REBUILD_H_

#include <functional>
#include <string_view>

#include <rocksdb/write_batch.h>

#include "absl/status/status.h"
#include "lib/storage/engine.h"

namespace sambyd::storage {

// Adds to `batch` what an entry of a family asks for.
using EntryWriter = std::function<absl::Status(std::string_view key, std::string_view value,
                                               rocksdb::WriteBatch& batch)>;

// Writes, in batches, what `add` puts into them for each entry of a family. Not synced.
absl::Status WriteForEach(const Engine& engine, Family family, const EntryWriter& add);

// What follows from documents and log, made from them again. Each writes in several batches and may
// be repeated; none removes entries that nothing asks for.

// The index entries of every document of a kind.
absl::Status WritePostingsOf(v1::DocumentKind kind, const Engine& engine);

// Whether all of them can be told: DATA_LOSS when a document is damaged.
absl::Status CheckPostingsOf(v1::DocumentKind kind, const Engine& engine);

// The requests that the log's records remember.
absl::Status WriteRequests(const Engine& engine);

// The numbers of documents in the state record.
absl::Status WriteCounts(const Engine& engine);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_REBUILD_H_
