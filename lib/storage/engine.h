#ifndef LIB_STORAGE_ENGINE_H_
#define LIB_STORAGE_ENGINE_H_

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <rocksdb/db.h>
#include <rocksdb/statistics.h>

#include "absl/status/statusor.h"
#include "lib/storage/check.h"
#include "lib/storage/failure.h"
#include "lib/storage/store.h"

namespace sambyd::storage {

// Column families; docs/format/README.md says what each holds.
enum class Family {
  kMeta,
  kLog,
  kTenders,
  kLots,
  kNotices,
  kEnterprises,
  kWorkforce,
  kContacts,
  kRequests,
  kByCpv,
  kByPlace,
  kByDeadline,
  kByBuyer,
  kEncryptionKeys,
  kWorkforceKeys,
};
inline constexpr std::array<const char*, 15> kFamilyNames = {"meta",          "log",
                                                             "tenders",       "lots",
                                                             "notices",       "enterprises",
                                                             "workforce",     "contacts",
                                                             "requests",      "by_cpv",
                                                             "by_place",      "by_deadline",
                                                             "by_buyer",      "encryption_keys",
                                                             "workforce_keys"};

inline constexpr std::array kDocumentKinds = {
    v1::DOCUMENT_KIND_TENDER,         v1::DOCUMENT_KIND_LOT,
    v1::DOCUMENT_KIND_NOTICE,         v1::DOCUMENT_KIND_ENTERPRISE,
    v1::DOCUMENT_KIND_WORKFORCE,      v1::DOCUMENT_KIND_CONTACT,
    v1::DOCUMENT_KIND_ENCRYPTION_KEY, v1::DOCUMENT_KIND_WORKFORCE_ENCRYPTION_KEY,
};
inline constexpr std::array kIndexFamilies = {Family::kByCpv, Family::kByPlace, Family::kByDeadline,
                                              Family::kByBuyer};

// Keys of `meta`: the format version in decimal digits, and a StoreState.
inline constexpr char kFormatKey[] = "format";
inline constexpr char kStateKey[] = "state";

// The family of a kind of documents; nothing for numbers that are no kind.
std::optional<Family> FamilyOf(v1::DocumentKind kind);

// Whether the stored log leaves documents of this kind out: a key that is removed must not stay
// there.
bool IsLeftOut(v1::DocumentKind kind);

// The open database. Closing it waits for the last Snapshot.
struct Engine {
  ~Engine();
  rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return handles[static_cast<std::size_t>(family)];
  }

  // Held by a database that is open to look, whose engine does not lock by itself.
  std::unique_ptr<rocksdb::FileLock, std::function<void(rocksdb::FileLock*)>> lock;
  std::unique_ptr<rocksdb::DB> db;
  const std::shared_ptr<rocksdb::Statistics> totals = rocksdb::CreateDBStatistics();
  // By Family, then RocksDB's own default. Nothing for families that an older version, opened to
  // look, does not have.
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  // A write, sync or background job failed: nothing more is written until the next opening.
  const std::shared_ptr<Failure> failure = std::make_shared<Failure>();
};

// What Store::Statistics tells.
StoreStatistics ReadStatistics(const Engine& engine);

// Opens the database through `env`, which must outlive it; errors as Store::Open.
absl::StatusOr<std::shared_ptr<Engine>> OpenEngine(const StoreOptions& options, rocksdb::Env* env);

// The same without a lock, a check for an interrupted restore or the version: for files that nobody
// changes.
absl::StatusOr<std::shared_ptr<Engine>> OpenToLook(const StoreOptions& options, rocksdb::Env* env);

// The version stored, 0 for a new database, which has none yet. Refuses newer formats.
absl::StatusOr<int> CheckFormat(const StoreOptions& options, const Engine& engine);

// Refuses older ones too, with FAILED_PRECONDITION (STORAGE_FORMAT_TOO_OLD).
absl::Status CheckFormatIsCurrent(const StoreOptions& options, const Engine& engine);

// A lock is held, by another process or by this one; RocksDB has no code of its own for that.
bool IsLockHeld(const rocksdb::Status& status);

// Names in the data directory that stand there while a restore or a repair is at work; a directory
// that has one is opened by nobody else.
inline constexpr char kRestoringName[] = "restoring";
inline constexpr char kRepairingName[] = "repairing";

// FAILED_PRECONDITION (STORAGE_UNFINISHED) when the data directory has such a name.
absl::Status CheckLacks(std::string_view name, const StoreOptions& options, rocksdb::Env* env);

// Opens it to look, changing nothing, while nobody else has it open. NOT_FOUND when there is none.
absl::StatusOr<std::shared_ptr<Engine>> OpenEngineReadOnly(const StoreOptions& options,
                                                           rocksdb::Env* env);

// Store::Open through `env`, which must outlive the store and its snapshots.
absl::StatusOr<std::unique_ptr<Store>> OpenStore(const StoreOptions& options, rocksdb::Env* env);

// Check on an open database.
absl::StatusOr<CheckReport> CheckEngine(const Engine& engine);

// The status callers see: DATA_LOSS for damage, else UNAVAILABLE (STORAGE_FAILED). The engine's own
// text goes to the log alone.
absl::Status FromRocks(const rocksdb::Status& status, std::string_view doing);

// What went wrong, for operators: the kind alone, without the engine's text.
std::string_view CauseOf(const rocksdb::Status& status);

// DATA_LOSS (STORAGE_CORRUPT).
absl::Status Corrupt(std::string_view what);

// The value under a key; nothing when there is none. `snapshot` may be null: the latest state.
absl::StatusOr<std::optional<std::string>> Read(const Engine& engine,
                                                const rocksdb::Snapshot* snapshot, Family family,
                                                std::string_view key);

// Entries with begin <= key < end in order, until `visit` returns false; an empty `end` is none.
using EntryVisitor =
    std::function<absl::StatusOr<bool>(std::string_view key, std::string_view value)>;
absl::Status ScanEntries(const Engine& engine, const rocksdb::Snapshot* snapshot, Family family,
                         const std::string& begin, const std::string& end,
                         const EntryVisitor& visit);

// The StoreState of `meta`; that of an empty database when there is none.
absl::StatusOr<v1::StoreState> ReadState(const Engine& engine, const rocksdb::Snapshot* snapshot);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_ENGINE_H_
