#include "lib/storage/statistics.h"

#include <rocksdb/statistics.h>
#include <rocksdb/transaction_log.h>

#include "lib/storage/engine.h"

namespace sambyd::storage {
namespace {

using Properties = rocksdb::DB::Properties;

// Of the whole database, summed over its column families.
std::int64_t Sum(const Engine& engine, const std::string& property) {
  std::uint64_t value = 0;
  engine.db->GetAggregatedIntProperty(property, &value);
  return static_cast<std::int64_t>(value);
}

// Of one column family, or of what all of them share.
std::int64_t One(const Engine& engine, Family family, const std::string& property) {
  std::uint64_t value = 0;
  engine.db->GetIntProperty(engine.handle(family), property, &value);
  return static_cast<std::int64_t>(value);
}

std::int64_t WalBytes(const Engine& engine) {
  rocksdb::VectorLogPtr files;
  std::int64_t bytes = 0;
  if (!engine.db->GetSortedWalFiles(files).ok()) return 0;
  for (const auto& file : files) bytes += static_cast<std::int64_t>(file->SizeFileBytes());
  return bytes;
}

std::vector<FamilyStatistics> StatisticsOfFamilies(const Engine& engine) {
  std::vector<FamilyStatistics> families;
  for (std::size_t i = 0; i < kFamilyNames.size(); ++i) {
    const auto family = static_cast<Family>(i);
    families.push_back({.name = kFamilyNames[i],
                        .keys = One(engine, family, Properties::kEstimateNumKeys),
                        .bytes = One(engine, family, Properties::kLiveSstFilesSize)});
  }
  return families;
}

}  // namespace

StoreStatistics ReadStatistics(const Engine& engine) {
  const auto total = [&engine](rocksdb::Tickers ticker) {
    return static_cast<std::int64_t>(engine.totals->getTickerCount(ticker));
  };
  const auto shared = [&engine](const std::string& property) {
    return One(engine, Family::kMeta, property);
  };
  return {
      .families = StatisticsOfFamilies(engine),
      .table_bytes = Sum(engine, Properties::kLiveSstFilesSize),
      .wal_bytes = WalBytes(engine),
      .memtable_bytes = Sum(engine, Properties::kSizeAllMemTables),
      .block_cache_bytes = shared(Properties::kBlockCacheUsage),
      .block_cache_capacity = shared(Properties::kBlockCacheCapacity),
      .block_cache_hits = total(rocksdb::BLOCK_CACHE_HIT),
      .block_cache_misses = total(rocksdb::BLOCK_CACHE_MISS),
      .pending_compaction_bytes = Sum(engine, Properties::kEstimatePendingCompactionBytes),
      .running_compactions = shared(Properties::kNumRunningCompactions),
      .running_flushes = shared(Properties::kNumRunningFlushes),
      .background_errors = shared(Properties::kBackgroundErrors),
      .written_bytes = total(rocksdb::BYTES_WRITTEN),
      .stall_micros = total(rocksdb::STALL_MICROS),
      .writes_stopped = shared(Properties::kIsWriteStopped) != 0,
  };
}

}  // namespace sambyd::storage
