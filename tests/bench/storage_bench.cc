// Durable writes through the change log beside RocksDB alone with the same batch and one sync, how
// well parallel writers share syncs, and bytes on disk. Compare figures of one run only.

#include <filesystem>
#include <string>

#include <benchmark/benchmark.h>
#include <unistd.h>

#include "lib/changelog/embedded_log.h"
#include "lib/storage/apply.h"
#include "lib/storage/engine.h"

namespace sambyd {
namespace {

using storage::v1::ChangeRecord;
using storage::v1::DocumentChange;

constexpr int kRowsOfAnImport = 500;

// A directory on the real disk that goes with the object.
class Directory {
 public:
  Directory() { std::filesystem::remove_all(options.directory); }
  ~Directory() { std::filesystem::remove_all(options.directory); }

  const storage::StoreOptions options = {.directory =
                                             std::filesystem::temp_directory_path() /
                                             ("storage_bench." + std::to_string(getpid()))};
};

// A profile of ordinary size: three capabilities.
DocumentChange PutEnterprise(std::int64_t number) {
  sambyd::v1::Enterprise enterprise;
  const std::string id = "DK" + std::to_string(10'000'000 + number);
  enterprise.set_name("enterprises/" + id);
  enterprise.set_etag(std::to_string(number * 7919));
  enterprise.mutable_national_id()->set_scheme("DK:CVR");
  enterprise.mutable_national_id()->set_value(id.substr(2));
  enterprise.set_display_name("Værkstedet ved Åen nr. " + std::to_string(number));
  enterprise.set_home_place("0751");
  for (const char* cpv : {"90910000", "77310000", "55520000"}) {
    sambyd::v1::Capability& capability = *enterprise.add_capabilities();
    capability.set_cpv(cpv);
    capability.add_service_areas("DK042");
    capability.mutable_yearly_capacity()->set_ore_per_year(number * 1'000'003 % 900'000'000);
    capability.set_quality(static_cast<int>(number % 1000));
  }
  return storage::Put(storage::EnterpriseKey(id), enterprise);
}

// A tender with two published lots, as an ingested notice leaves it.
std::vector<DocumentChange> PutTender(std::int64_t number) {
  const std::string id = "tender-" + std::to_string(number);
  std::string description;
  for (int sentence = 0; sentence < 25; ++sentence) {
    description += "Opgave " + std::to_string(number * 31 + sentence) +
                   " omfatter rengøring, vinduespolering og pleje af grønne områder. ";
  }
  sambyd::v1::Tender tender;
  tender.set_name("tenders/" + id);
  tender.set_main_cpv("90910000");
  tender.add_places("DK042");
  tender.add_buyers()->set_registration_id("55133018");
  tender.add_descriptions()->set_text(description);
  std::vector<DocumentChange> changes = {storage::Put(storage::TenderKey(id), tender)};
  for (const char* lot_id : {"LOT-0001", "LOT-0002"}) {
    sambyd::v1::Lot lot;
    lot.set_name(tender.name() + "/lots/" + lot_id);
    lot.set_origin(sambyd::v1::Lot::ORIGIN_PUBLISHED);
    lot.set_main_cpv("90910000");
    lot.add_additional_cpvs("77310000");
    lot.add_places("DK042");
    lot.mutable_tender_deadline()->set_seconds(1'700'000'000 + number);
    lot.add_descriptions()->set_text(description);
    changes.push_back(storage::Put(storage::LotKey(id, lot_id), lot));
  }
  return changes;
}

std::vector<DocumentChange> PutImport(std::int64_t number) {
  std::vector<DocumentChange> changes;
  for (int row = 0; row < kRowsOfAnImport; ++row) {
    changes.push_back(PutEnterprise(number * kRowsOfAnImport + row));
  }
  return changes;
}

using MakeChanges = std::vector<DocumentChange> (*)(std::int64_t number);

ChangeRecord RecordOf(std::int64_t position, std::vector<DocumentChange> changes) {
  ChangeRecord record;
  record.set_position(position);
  for (DocumentChange& change : changes) *record.add_changes() = std::move(change);
  return record;
}

// RocksDB alone: the batch that a record becomes, made beforehand, and one sync.
void BM_RawRocksDb(benchmark::State& state, MakeChanges make) {
  const Directory directory;
  const auto engine = *storage::OpenEngine(directory.options, rocksdb::Env::Default());
  storage::v1::StoreState position = *storage::ReadState(*engine, nullptr);
  rocksdb::WriteOptions synced;
  synced.sync = true;
  for (auto _ : state) {
    state.PauseTiming();
    rocksdb::WriteBatch batch;
    const auto record = RecordOf(position.position() + 1, make(position.position()));
    if (!storage::Prepare(*engine, record, position, batch).ok()) state.SkipWithError("prepare");
    state.ResumeTiming();
    if (!engine->db->Write(synced, &batch).ok()) state.SkipWithError("write");
  }
}

// The same through the change log: mutation, indexes, record, sync, publication.
void BM_Commit(benchmark::State& state, MakeChanges make) {
  const Directory directory;
  const SystemClock clock;
  const auto store = *storage::Store::Open(directory.options);
  changelog::EmbeddedLog log(*store, clock, nullptr);
  std::int64_t number = 0;
  for (auto _ : state) {
    state.PauseTiming();
    changelog::Proposal proposal{make(number++), ""};
    state.ResumeTiming();
    const auto committed =
        log.Commit(std::nullopt,
                   [&](const changelog::MutationContext&) -> absl::StatusOr<changelog::Proposal> {
                     return std::move(proposal);
                   });
    if (!committed.ok()) state.SkipWithError("commit");
  }
}

BENCHMARK_CAPTURE(BM_RawRocksDb, import_of_500, PutImport)->UseRealTime();
BENCHMARK_CAPTURE(BM_Commit, import_of_500, PutImport)->UseRealTime();
BENCHMARK_CAPTURE(BM_RawRocksDb, tender, PutTender)->UseRealTime();
BENCHMARK_CAPTURE(BM_Commit, tender, PutTender)->UseRealTime();

// Parallel writers of small records: syncs a record.
class SharedLog : public benchmark::Fixture {
 public:
  void SetUp(const benchmark::State& state) override {
    if (state.thread_index() != 0) return;
    directory_ = std::make_unique<Directory>();
    store_ = *storage::Store::Open(directory_->options);
    log_ = std::make_unique<changelog::EmbeddedLog>(*store_, clock_, nullptr);
  }
  void TearDown(const benchmark::State& state) override {
    if (state.thread_index() != 0) return;
    log_.reset();
    store_.reset();
    directory_.reset();
  }

 protected:
  const SystemClock clock_;
  std::unique_ptr<Directory> directory_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<changelog::EmbeddedLog> log_;
};

BENCHMARK_DEFINE_F(SharedLog, ParallelCommits)(benchmark::State& state) {
  std::int64_t number = state.thread_index() * std::int64_t{1'000'000};
  for (auto _ : state) {
    const auto committed =
        log_->Commit(std::nullopt,
                     [&](const changelog::MutationContext&) -> absl::StatusOr<changelog::Proposal> {
                       return changelog::Proposal{{PutEnterprise(number++)}, ""};
                     });
    if (!committed.ok()) state.SkipWithError("commit");
  }
  if (state.thread_index() == 0) {
    state.counters["syncs_per_record"] =
        static_cast<double>(log_->syncs()) / static_cast<double>(log_->Published()->position());
  }
}
BENCHMARK_REGISTER_F(SharedLog, ParallelCommits)
    ->Threads(1)
    ->Threads(4)
    ->Threads(16)
    ->UseRealTime();

std::int64_t DiskBytes(const storage::Store& store) {
  const storage::StoreStatistics stored = store.Statistics();
  return stored.table_bytes + stored.wal_bytes;
}

// Bytes of the files after a restart, log and indexes included.
void BM_DiskBytes(benchmark::State& state, MakeChanges make, std::int64_t records) {
  for (auto _ : state) {
    const Directory directory;
    auto store = *storage::Store::Open(directory.options);
    double serialized = 0;
    double documents = 0;
    for (std::int64_t number = 0; number < records; ++number) {
      const ChangeRecord record = RecordOf(number + 1, make(number));
      if (!store->Apply(record).ok()) state.SkipWithError("apply");
      documents += record.changes_size();
      for (const auto& change : record.changes()) {
        serialized += static_cast<double>(change.document().size());
      }
    }
    if (!store->Sync().ok()) state.SkipWithError("sync");
    store.reset();
    store = *storage::Store::Open(directory.options);
    state.counters["disk_bytes_per_document"] = static_cast<double>(DiskBytes(*store)) / documents;
    state.counters["message_bytes_per_document"] = serialized / documents;
  }
}
BENCHMARK_CAPTURE(BM_DiskBytes, enterprises, PutImport, 40)->Iterations(1);
BENCHMARK_CAPTURE(BM_DiskBytes, tenders_and_lots, PutTender, 2000)->Iterations(1);

}  // namespace
}  // namespace sambyd

BENCHMARK_MAIN();
