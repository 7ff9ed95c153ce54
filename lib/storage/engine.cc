#include "lib/storage/engine.h"

#include <algorithm>
#include <charconv>
#include <cstdarg>

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/table.h>
#include <rocksdb/write_buffer_manager.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/storage/migrate.h"

namespace sambyd::storage {
namespace {

rocksdb::Slice ToSlice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

std::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// Notes background errors after which RocksDB takes no writes, before the next write meets them.
class BackgroundErrors final : public rocksdb::EventListener {
 public:
  explicit BackgroundErrors(std::shared_ptr<Failure> failure) : failure_(std::move(failure)) {}

  void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* status) override {
    // A writer is told of its own failure, and tells what it did: Store::Fail.
    if (reason == rocksdb::BackgroundErrorReason::kWriteCallback) return;
    if (status->severity() < rocksdb::Status::kHardError) return;
    Log(Severity::kError, "storage failed in the background: read-only until the restart",
        {{"detail", status->ToString()}});
    failure_->Set(absl::StrCat("background work failed: ", ToAbsl(CauseOf(*status))));
  }

 private:
  const std::shared_ptr<Failure> failure_;
};

// RocksDB's own log file, which looking at a database must not write.
class NoLogFile final : public rocksdb::Logger {
 public:
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

rocksdb::Options EngineOptions(const StoreOptions& options, rocksdb::Env* env) {
  rocksdb::Options engine;
  engine.env = env;
  engine.create_if_missing = true;
  engine.create_missing_column_families = true;
  engine.max_background_jobs = 2;
  engine.max_open_files = 1000;
  engine.keep_log_file_num = 4;
  engine.max_log_file_size = std::size_t{4} << 20U;
  engine.stats_dump_period_sec = 0;
  engine.compression = rocksdb::kLZ4Compression;
  engine.bottommost_compression = rocksdb::kZSTD;
  engine.level_compaction_dynamic_level_bytes = true;

  // Memtables are charged to the block cache, so that the budget bounds both together.
  const auto cache = rocksdb::NewLRUCache(options.memory_budget);
  engine.write_buffer_manager =
      std::make_shared<rocksdb::WriteBufferManager>(options.memory_budget / 4, cache);
  engine.write_buffer_size = options.memory_budget / 16;
  engine.max_total_wal_size = options.memory_budget;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  engine.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return engine;
}

std::vector<rocksdb::ColumnFamilyDescriptor> Families(const rocksdb::Options& options) {
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const char* name : kFamilyNames) families.emplace_back(name, options);
  families.emplace_back(rocksdb::kDefaultColumnFamilyName, options);
  return families;
}

absl::Status InUse(const StoreOptions& options) {
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, Reason::kStorageInUse,
      absl::StrCat("data directory ", options.directory,
                   " is open already; stop the other process or give another directory"));
}

absl::Status TooNew(const StoreOptions& options, std::string_view what) {
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, Reason::kStorageFormatTooNew,
      absl::StrCat("data directory ", options.directory, " was written by a newer version (",
                   ToAbsl(what), "); this one reads formats up to ", kFormatVersion));
}

absl::Status TooOld(const StoreOptions& options, int version) {
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, Reason::kStorageFormatTooOld,
      absl::StrCat("data directory ", options.directory, " has format ", version,
                   "; open it with the server once, which makes it ", kFormatVersion));
}

absl::Status CheckFinished(const StoreOptions& options, rocksdb::Env* env) {
  SAMBYD_RETURN_IF_ERROR(CheckLacks(kRestoringName, options, env));
  return CheckLacks(kRepairingName, options, env);
}

// A newer version may have column families that this one could not open.
absl::Status CheckFamilies(const StoreOptions& options, const rocksdb::Options& engine) {
  std::vector<std::string> names;
  if (!rocksdb::DB::ListColumnFamilies(engine, options.directory, &names).ok()) {
    return absl::OkStatus();  // no database yet, or one that Open will find damaged
  }
  for (const std::string& name : names) {
    if (name != rocksdb::kDefaultColumnFamilyName &&
        std::find(kFamilyNames.begin(), kFamilyNames.end(), name) == kFamilyNames.end()) {
      return TooNew(options, absl::StrCat("column family ", name));
    }
  }
  return absl::OkStatus();
}

// Those that the database has: an older version has fewer.
std::vector<rocksdb::ColumnFamilyDescriptor> StoredFamilies(const StoreOptions& options,
                                                            const rocksdb::Options& engine) {
  std::vector<std::string> names;
  auto families = Families(engine);
  if (rocksdb::DB::ListColumnFamilies(engine, options.directory, &names).ok()) {
    std::erase_if(families, [&](const auto& family) {
      return std::ranges::find(names, family.name) == names.end();
    });
  }
  return families;
}

absl::Status WriteFormat(const Engine& engine) {
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const rocksdb::Status written = engine.db->Put(synced, engine.handle(Family::kMeta), kFormatKey,
                                                 absl::StrCat(kFormatVersion));
  return written.ok() ? absl::OkStatus() : FromRocks(written, "write the format version");
}

}  // namespace

absl::StatusOr<int> CheckFormat(const StoreOptions& options, const Engine& engine) {
  SAMBYD_ASSIGN_OR_RETURN(const auto stored, Read(engine, nullptr, Family::kMeta, kFormatKey));
  if (!stored) return 0;
  int version = 0;
  std::from_chars(stored->data(), stored->data() + stored->size(), version);
  if (version < 1) return Corrupt("the format version");
  if (version > kFormatVersion) return TooNew(options, absl::StrCat("format ", version));
  return version;
}

absl::Status CheckFormatIsCurrent(const StoreOptions& options, const Engine& engine) {
  SAMBYD_ASSIGN_OR_RETURN(const int version, CheckFormat(options, engine));
  return version > 0 && version < kFormatVersion ? TooOld(options, version) : absl::OkStatus();
}

bool IsLockHeld(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return status.IsIOError() && (text.find("While lock file") != std::string::npos ||
                                text.find("lock hold by current process") != std::string::npos);
}

std::optional<Family> FamilyOf(v1::DocumentKind kind) {
  switch (kind) {
    case v1::DOCUMENT_KIND_TENDER:
      return Family::kTenders;
    case v1::DOCUMENT_KIND_LOT:
      return Family::kLots;
    case v1::DOCUMENT_KIND_NOTICE:
      return Family::kNotices;
    case v1::DOCUMENT_KIND_ENTERPRISE:
      return Family::kEnterprises;
    case v1::DOCUMENT_KIND_WORKFORCE:
      return Family::kWorkforce;
    case v1::DOCUMENT_KIND_CONTACT:
      return Family::kContacts;
    case v1::DOCUMENT_KIND_ENCRYPTION_KEY:
      return Family::kEncryptionKeys;
    case v1::DOCUMENT_KIND_WORKFORCE_ENCRYPTION_KEY:
      return Family::kWorkforceKeys;
    default:
      return std::nullopt;
  }
}

bool IsLeftOut(v1::DocumentKind kind) {
  return kind == v1::DOCUMENT_KIND_ENCRYPTION_KEY ||
         kind == v1::DOCUMENT_KIND_WORKFORCE_ENCRYPTION_KEY;
}

Engine::~Engine() {
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    if (handle == nullptr) continue;
    if (const rocksdb::Status status = db->DestroyColumnFamilyHandle(handle); !status.ok()) {
      Log(Severity::kWarning, "closing a column family failed", {{"detail", status.ToString()}});
    }
  }
}

absl::Status CheckLacks(std::string_view name, const StoreOptions& options, rocksdb::Env* env) {
  if (!env->FileExists(absl::StrCat(options.directory, "/", ToAbsl(name))).ok()) {
    return absl::OkStatus();
  }
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, Reason::kStorageUnfinished,
      absl::StrCat("data directory ", options.directory, " is unfinished (", ToAbsl(name),
                   "): run the sambyd restore or sambyd repair that was interrupted again"));
}

absl::StatusOr<std::shared_ptr<Engine>> OpenEngine(const StoreOptions& options, rocksdb::Env* env) {
  rocksdb::Options engine_options = EngineOptions(options, env);
  SAMBYD_RETURN_IF_ERROR(CheckFamilies(options, engine_options));
  auto engine = std::make_shared<Engine>();
  engine_options.listeners.push_back(std::make_shared<BackgroundErrors>(engine->failure));
  engine->totals->set_stats_level(rocksdb::StatsLevel::kExceptHistogramOrTimers);
  engine_options.statistics = engine->totals;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(engine_options, options.directory,
                                                   Families(engine_options), &engine->handles, &db);
  if (IsLockHeld(status)) return InUse(options);
  if (!status.ok()) return FromRocks(status, absl::StrCat("open ", options.directory));
  engine->db.reset(db);
  SAMBYD_ASSIGN_OR_RETURN(const int version, CheckFormat(options, *engine));
  if (version < kFormatVersion) {
    SAMBYD_RETURN_IF_ERROR(MigrateFrom(version, *engine));
    SAMBYD_RETURN_IF_ERROR(WriteFormat(*engine));
  }
  return engine;
}

absl::StatusOr<std::shared_ptr<Engine>> OpenToLook(const StoreOptions& options, rocksdb::Env* env) {
  rocksdb::Options engine_options = EngineOptions(options, env);
  engine_options.info_log = std::make_shared<NoLogFile>();
  SAMBYD_RETURN_IF_ERROR(CheckFamilies(options, engine_options));
  auto engine = std::make_shared<Engine>();
  rocksdb::DB* db = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> found;
  const auto families = StoredFamilies(options, engine_options);
  const rocksdb::Status status =
      rocksdb::DB::OpenForReadOnly(engine_options, options.directory, families, &found, &db);
  if (!status.ok()) return FromRocks(status, absl::StrCat("open ", options.directory));
  engine->db.reset(db);
  engine->handles.resize(kFamilyNames.size() + 1);
  for (rocksdb::ColumnFamilyHandle* handle : found) {
    const auto* const name = std::ranges::find(kFamilyNames, handle->GetName());
    engine->handles[static_cast<std::size_t>(name - kFamilyNames.begin())] = handle;
  }
  return engine;
}

absl::StatusOr<std::shared_ptr<Engine>> OpenEngineReadOnly(const StoreOptions& options,
                                                           rocksdb::Env* env) {
  if (!env->FileExists(absl::StrCat(options.directory, "/CURRENT")).ok()) {
    return ErrorWithReason(absl::StatusCode::kNotFound, Reason::kNotFound,
                           absl::StrCat("no database in ", options.directory));
  }
  SAMBYD_RETURN_IF_ERROR(CheckFinished(options, env));
  rocksdb::FileLock* lock = nullptr;
  const rocksdb::Status locked = env->LockFile(absl::StrCat(options.directory, "/LOCK"), &lock);
  if (IsLockHeld(locked)) return InUse(options);
  if (!locked.ok()) return FromRocks(locked, absl::StrCat("lock ", options.directory));
  std::unique_ptr<rocksdb::FileLock, std::function<void(rocksdb::FileLock*)>> held(
      lock, [env](rocksdb::FileLock* file) { env->UnlockFile(file); });
  SAMBYD_ASSIGN_OR_RETURN(auto engine, OpenToLook(options, env));
  engine->lock = std::move(held);
  SAMBYD_RETURN_IF_ERROR(CheckFormatIsCurrent(options, *engine));
  return engine;
}

absl::StatusOr<std::unique_ptr<Store>> OpenStore(const StoreOptions& options, rocksdb::Env* env) {
  SAMBYD_RETURN_IF_ERROR(CheckFinished(options, env));
  SAMBYD_ASSIGN_OR_RETURN(auto engine, OpenEngine(options, env));
  SAMBYD_ASSIGN_OR_RETURN(auto state, ReadState(*engine, nullptr));
  return std::make_unique<Store>(std::move(engine), std::move(state));
}

absl::Status FromRocks(const rocksdb::Status& status, std::string_view doing) {
  Log(Severity::kError, "storage error", {{"doing", doing}, {"detail", status.ToString()}});
  if (status.IsCorruption()) return Corrupt(absl::StrCat("cannot ", ToAbsl(doing)));
  return ErrorWithReason(absl::StatusCode::kUnavailable, Reason::kStorageFailed,
                         absl::StrCat("storage cannot ", ToAbsl(doing)));
}

std::string_view CauseOf(const rocksdb::Status& status) {
  if (status.IsNoSpace()) return "no space is left on the disk";
  if (status.IsCorruption()) return "stored data is damaged";
  return "the disk reported an error";
}

absl::Status Corrupt(std::string_view what) {
  return ErrorWithReason(
      absl::StatusCode::kDataLoss, Reason::kStorageCorrupt,
      absl::StrCat("stored data is damaged: ", ToAbsl(what), "; run sambyd check"));
}

absl::StatusOr<std::optional<std::string>> Read(const Engine& engine,
                                                const rocksdb::Snapshot* snapshot, Family family,
                                                std::string_view key) {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  std::string value;
  const rocksdb::Status status =
      engine.db->Get(options, engine.handle(family), ToSlice(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  if (!status.ok()) return FromRocks(status, "read");
  return std::optional<std::string>(std::move(value));
}

absl::Status ScanEntries(const Engine& engine, const rocksdb::Snapshot* snapshot, Family family,
                         const std::string& begin, const std::string& end,
                         const EntryVisitor& visit) {
  const rocksdb::Slice upper_bound(end);
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  if (!end.empty()) options.iterate_upper_bound = &upper_bound;
  const std::unique_ptr<rocksdb::Iterator> entry(
      engine.db->NewIterator(options, engine.handle(family)));
  for (entry->Seek(begin); entry->Valid(); entry->Next()) {
    SAMBYD_ASSIGN_OR_RETURN(const bool more, visit(ToView(entry->key()), ToView(entry->value())));
    if (!more) return absl::OkStatus();
  }
  return entry->status().ok() ? absl::OkStatus() : FromRocks(entry->status(), "scan");
}

absl::StatusOr<v1::StoreState> ReadState(const Engine& engine, const rocksdb::Snapshot* snapshot) {
  v1::StoreState state;
  SAMBYD_ASSIGN_OR_RETURN(const auto stored, Read(engine, snapshot, Family::kMeta, kStateKey));
  if (!stored) {
    state.set_first_record(1);
  } else if (!state.ParseFromString(*stored)) {
    return Corrupt("the state record");
  }
  state.mutable_document_counts()->Resize(v1::DocumentKind_ARRAYSIZE, 0);
  return state;
}

}  // namespace sambyd::storage
