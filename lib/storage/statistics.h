#ifndef LIB_STORAGE_STATISTICS_H_
#define LIB_STORAGE_STATISTICS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace sambyd::storage {

// About how much one column family holds.
struct FamilyStatistics {
  std::string name;
  std::int64_t keys = 0;   // RocksDB's estimate
  std::int64_t bytes = 0;  // of its files
};

// What the database holds and does, for metrics. Sizes in bytes; totals since the opening.
struct StoreStatistics {
  std::vector<FamilyStatistics> families;
  std::int64_t table_bytes = 0;
  std::int64_t wal_bytes = 0;
  std::int64_t memtable_bytes = 0;
  std::int64_t block_cache_bytes = 0;
  std::int64_t block_cache_capacity = 0;
  std::int64_t block_cache_hits = 0;
  std::int64_t block_cache_misses = 0;
  std::int64_t pending_compaction_bytes = 0;
  std::int64_t running_compactions = 0;
  std::int64_t running_flushes = 0;
  std::int64_t background_errors = 0;
  std::int64_t written_bytes = 0;
  std::int64_t stall_micros = 0;  // that writers waited for flushes and compactions
  bool writes_stopped = false;    // until a flush or compaction ends
};

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_STATISTICS_H_
