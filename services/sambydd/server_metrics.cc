#include "services/sambydd/server_metrics.h"

#include <filesystem>
#include <system_error>

#include "services/sambydd/metric_families.h"
#include "services/sambydd/process_statistics.h"
#include "services/sambydd/version.h"

namespace sambyd::server {
namespace {

constexpr double kMicros = 1e6;

double Number(std::int64_t value) { return static_cast<double>(value); }

void AddProcess(std::size_t memory_limit, MetricFamilies& out) {
  const ProcessStatistics process = ReadProcessStatistics();
  out.Gauges("sambyd_build_info", "1, with the version of the program", "version", {{kVersion, 1}});
  out.Gauge("sambyd_memory_limit_bytes", "Memory that the server plans with", memory_limit);
  out.Gauge("process_resident_memory_bytes", "Resident memory", process.resident_bytes);
  out.Gauge("sambyd_allocated_bytes", "Memory allocated and not freed", process.allocated_bytes);
  out.Counter("process_cpu_seconds_total", "CPU time of user and system", process.cpu_seconds);
  out.Gauge("process_open_fds", "Open file descriptors", process.open_files);
  out.Gauge("process_threads", "Threads", process.threads);
}

void AddSearches(const MetricSources& from, MetricFamilies& out) {
  const application::SearchSlots::Counts searches = from.slots.counts();
  out.Gauge("sambyd_searches_running", "Searches that run", searches.running);
  out.Gauge("sambyd_searches_waiting", "Searches that wait for one to end", searches.waiting);
  out.Counter("sambyd_searches_refused_total", "Searches refused because too many waited",
              searches.refused);
  const auto count = [&](v1::SearchStatus status) { return Number(from.outcomes.count(status)); };
  out.Counters("sambyd_find_consortia_answers_total",
               "Answers of FindConsortia, remembered ones too: optimal and infeasible are proven, "
               "best_found was cut short",
               "status",
               {{"optimal", count(v1::SEARCH_STATUS_OPTIMAL)},
                {"best_found", count(v1::SEARCH_STATUS_BEST_FOUND)},
                {"infeasible", count(v1::SEARCH_STATUS_INFEASIBLE)}});
  const application::AnswerCache::Counts answers = from.cache.counts();
  out.Counter("sambyd_answer_cache_hits_total", "Answers that were remembered", answers.hits);
  out.Counter("sambyd_answer_cache_misses_total", "Answers that were not", answers.misses);
  out.Gauge("sambyd_answer_cache_bytes", "Memory of the remembered answers", answers.bytes);
}

void AddState(const MetricSources& from, MetricFamilies& out) {
  const auto published = from.publisher.Current();
  const storage::Snapshot& snapshot = *published->snapshot;
  out.Gauges("sambyd_documents", "Stored documents by kind", "kind",
             {{"tender", Number(snapshot.Count<v1::Tender>())},
              {"lot", Number(snapshot.Count<v1::Lot>())},
              {"enterprise", Number(snapshot.Count<v1::Enterprise>())}});
  out.Gauge("sambyd_market_enterprises", "Enterprises in the market view",
            published->market->size());
  out.Gauge("sambyd_market_bytes", "Memory of the market view", published->market->MemoryBytes());
  out.Gauge("sambyd_published_position", "Position of the change log that queries read",
            published->position());
  out.Gauge("sambyd_log_position", "Position of the last durable record of the change log",
            from.log.Published()->position());
  out.Counter("sambyd_log_syncs_total", "Syncs of the change log", from.log.syncs());
  out.Gauge("sambyd_log_writers", "Writers that are served or wait", from.log.writers());
  out.Gauge("sambyd_read_only", "1 after a failed write, until the restart",
            from.log.read_only() ? 1 : 0);
}

void AddDisk(const std::string& directory, MetricFamilies& out) {
  std::error_code unknown;
  const std::filesystem::space_info space = std::filesystem::space(directory, unknown);
  if (unknown) return;
  out.Gauge("sambyd_disk_size_bytes", "Size of the disk that holds the data", space.capacity);
  out.Gauge("sambyd_disk_free_bytes", "What is free of it", space.available);
}

void AddStorage(const storage::StoreStatistics& store, MetricFamilies& out) {
  MetricFamilies::Labelled keys;
  MetricFamilies::Labelled bytes;
  for (const storage::FamilyStatistics& family : store.families) {
    keys.emplace_back(family.name, Number(family.keys));
    bytes.emplace_back(family.name, Number(family.bytes));
  }
  out.Gauges("sambyd_rocksdb_family_keys", "Keys, estimated, by column family", "family", keys);
  out.Gauges("sambyd_rocksdb_family_bytes", "Table files by column family", "family", bytes);
  out.Gauge("sambyd_rocksdb_table_bytes", "Table files", store.table_bytes);
  out.Gauge("sambyd_rocksdb_wal_bytes", "Write-ahead log files", store.wal_bytes);
  out.Gauge("sambyd_rocksdb_memtable_bytes", "Memtables", store.memtable_bytes);
  out.Gauge("sambyd_rocksdb_block_cache_bytes", "Block cache, memtables charged to it included",
            store.block_cache_bytes);
  out.Gauge("sambyd_rocksdb_block_cache_capacity_bytes", "Most that the block cache holds",
            store.block_cache_capacity);
  out.Counter("sambyd_rocksdb_block_cache_hits_total", "Blocks found in the cache",
              store.block_cache_hits);
  out.Counter("sambyd_rocksdb_block_cache_misses_total", "Blocks read from files",
              store.block_cache_misses);
  out.Gauge("sambyd_rocksdb_pending_compaction_bytes", "Bytes that compactions have yet to write",
            store.pending_compaction_bytes);
  out.Gauge("sambyd_rocksdb_running_compactions", "Compactions that run",
            store.running_compactions);
  out.Gauge("sambyd_rocksdb_running_flushes", "Flushes that run", store.running_flushes);
  out.Counter("sambyd_rocksdb_background_errors_total", "Failed flushes and compactions",
              store.background_errors);
  out.Counter("sambyd_rocksdb_written_bytes_total", "Bytes written by commits",
              store.written_bytes);
  out.Counter("sambyd_rocksdb_stall_seconds_total",
              "Time that writers waited for flushes and compactions",
              Number(store.stall_micros) / kMicros);
  out.Gauge("sambyd_rocksdb_writes_stopped", "1 while no write is taken until a flush ends",
            store.writes_stopped ? 1 : 0);
}

}  // namespace

std::vector<prometheus::MetricFamily> ServerMetrics::Collect() const {
  MetricFamilies families;
  AddProcess(sources_.memory_limit, families);
  AddSearches(sources_, families);
  AddState(sources_, families);
  AddDisk(sources_.data_directory, families);
  AddStorage(sources_.store.Statistics(), families);
  return families.Take();
}

}  // namespace sambyd::server
