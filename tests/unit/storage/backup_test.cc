#include "lib/storage/backup.h"

#include <filesystem>
#include <fstream>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/utilities/backup_engine.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "lib/base/mutex.h"
#include "lib/storage/check.h"
#include "lib/storage/engine.h"
#include "lib/storage/store.h"
#include "tests/support/files.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_model.h"
#include "tests/support/temporary_directory.h"

namespace {

// Names of the files and directories that were synced.
struct Synced {
  sambyd::Mutex mutex;
  std::vector<std::string> names;
};
Synced& AllSynced() {
  static Synced synced;
  return synced;
}

}  // namespace

// Stands before that of the C library in this program.
extern "C" int fsync(int file) {
  std::error_code error;
  const auto name = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(file), error);
  const sambyd::MutexLock lock(AllSynced().mutex);
  AllSynced().names.push_back(name);
  return static_cast<int>(syscall(SYS_fsync, file));
}

namespace sambyd::storage {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsSupersetOf;
using testing_support::IsError;
using testing_support::IsOk;
using testing_support::StoreModel;

// A store on the real file system, its model, and a directory for backups beside it.
class BackupTest : public ::testing::Test {
 protected:
  BackupTest() { Open(); }

  void Open() {
    auto opened = Store::Open(options_);
    ASSERT_THAT(opened, IsOk());
    store_ = *std::move(opened);
  }

  void ApplyRecords(int count) {
    for (int i = 0; i < count; ++i) {
      const auto record = testing_support::RandomRecord(random_, model_.position() + 1);
      ASSERT_THAT(store_->Apply(record), IsOk());
      model_.Apply(record);
    }
  }

  void BackUp() {
    const auto backup = store_->CreateBackup(target_);
    ASSERT_THAT(backup, IsOk());
    EXPECT_EQ(backup->position, model_.position());
    EXPECT_EQ(backup->format_version, kFormatVersion);
    EXPECT_GT(backup->bytes, 0);
  }

  absl::StatusOr<Backup> Restore(std::uint32_t id = 0) {
    return RestoreBackup({target_.directory, id, restored_});
  }

  void ExpectRestoredIs(const StoreModel& model) {
    const auto restored = Store::Open({.directory = restored_});
    ASSERT_THAT(restored, IsOk());
    model.ExpectSame(*(*restored)->TakeSnapshot());
  }

  std::vector<std::uint32_t> Ids() {
    std::vector<std::uint32_t> ids;
    const auto backups = ListBackups(target_.directory);
    EXPECT_THAT(backups, IsOk());
    if (!backups.ok()) return ids;
    for (const Backup& backup : *backups) ids.push_back(backup.id);
    return ids;
  }

  // What a server of another version would have written.
  void BackUpAsFormat(int format) {
    store_.reset();
    const auto engine = OpenEngine(options_, rocksdb::Env::Default());
    ASSERT_THAT(engine, IsOk());
    rocksdb::Status status = (*engine)->db->Put({}, (*engine)->handle(Family::kMeta), kFormatKey,
                                                std::to_string(format));
    rocksdb::BackupEngine* backups = nullptr;
    status = rocksdb::BackupEngine::Open(rocksdb::Env::Default(),
                                         rocksdb::BackupEngineOptions(target_.directory), &backups);
    ASSERT_TRUE(status.ok()) << status.ToString();
    const std::unique_ptr<rocksdb::BackupEngine> owned(backups);
    status = backups->CreateNewBackup((*engine)->db.get());
    ASSERT_TRUE(status.ok()) << status.ToString();
  }

  // Changes a byte in the middle of every file of the backups that ends so and is not empty.
  void Damage(const std::string& extension) {
    int damaged = 0;
    for (const auto& entry : fs::recursive_directory_iterator(target_.directory)) {
      if (entry.path().extension() != extension || entry.file_size() == 0) continue;
      std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
      const auto middle = static_cast<std::streamoff>(entry.file_size() / 2);
      file.seekg(middle);
      const int byte = file.get();
      file.seekp(middle);
      file.put(static_cast<char>(byte ^ 1));
      ++damaged;
    }
    EXPECT_GT(damaged, 0);
  }

  const sambyd::testing::TemporaryDirectory folder_;
  const StoreOptions options_{.directory = folder_.path() + "/data",
                              .memory_budget = std::size_t{8} << 20U};
  BackupTarget target_{.directory = folder_.path() + "/backups", .keep = 2};
  const std::string restored_ = folder_.path() + "/restored";
  std::mt19937 random_{7};
  StoreModel model_;
  std::unique_ptr<Store> store_;
};

TEST_F(BackupTest, ARestoredBackupHoldsWhatTheStoreHeldThen) {
  ApplyRecords(50);
  BackUp();
  const StoreModel then = model_;
  ApplyRecords(50);
  const auto restored = Restore();
  ASSERT_THAT(restored, IsOk());
  EXPECT_EQ(restored->position, 50);
  ExpectRestoredIs(then);
}

TEST_F(BackupTest, ALossOfPowerDoesNotTakeWhatWasRestoredAway) {
  ApplyRecords(3);
  BackUp();
  ASSERT_THAT(Restore(), IsOk());
  store_.reset();
  const sambyd::MutexLock lock(AllSynced().mutex);
  EXPECT_THAT(AllSynced().names, IsSupersetOf({restored_ + "/restoring/CURRENT",  // bytes
                                               restored_,          // the names of the files
                                               folder_.path()}));  // the name of the directory
}

TEST_F(BackupTest, ADirectoryCanBeNamedFromTheCurrentOne) {
  target_.directory = fs::relative(target_.directory);
  ApplyRecords(3);
  BackUp();
  ASSERT_THAT(Restore(), IsOk());
  ExpectRestoredIs(model_);
}

TEST_F(BackupTest, AnOlderBackupCanBeChosen) {
  ApplyRecords(10);
  BackUp();
  const StoreModel then = model_;
  ApplyRecords(10);
  BackUp();
  ASSERT_THAT(Restore(1), IsOk());
  ExpectRestoredIs(then);
}

TEST_F(BackupTest, TheNewestAreKept) {
  for (int i = 0; i < 4; ++i) {
    ApplyRecords(5);
    BackUp();
  }
  EXPECT_THAT(Ids(), ElementsAre(3, 4));
  ASSERT_THAT(Restore(3), IsOk());
}

TEST_F(BackupTest, TableFilesAreSharedBetweenBackups) {
  ApplyRecords(200);
  store_.reset();
  Open();  // which writes what the log held to tables
  BackUp();
  const auto tables = [&] {
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(target_.directory)) {
      if (entry.path().extension() == ".sst") ++count;
    }
    return count;
  };
  const int first = tables();
  EXPECT_GT(first, 0);
  ApplyRecords(1);
  BackUp();
  EXPECT_EQ(tables(), first);
}

TEST_F(BackupTest, RestoringToADirectoryThatIsNotEmptyIsRefusedAndLeavesItAsItIs) {
  ApplyRecords(3);
  BackUp();
  fs::create_directory(restored_);
  std::ofstream(restored_ + "/mine") << "mine";
  EXPECT_THAT(Restore(), IsError(absl::StatusCode::kFailedPrecondition, Reason::kStorageNotEmpty));
  EXPECT_EQ(sambyd::testing::ReadFile(restored_ + "/mine"), "mine");
  EXPECT_FALSE(fs::exists(restored_ + "/restoring"));
}

TEST_F(BackupTest, AnInterruptedRestoreKeepsTheServerOutUntilItIsRunAgain) {
  ApplyRecords(20);
  BackUp();
  fs::create_directories(restored_ + "/restoring");
  std::ofstream(restored_ + "/000007.sst") << "half";
  EXPECT_THAT(Store::Open({.directory = restored_}),
              IsError(absl::StatusCode::kFailedPrecondition, Reason::kStorageUnfinished));
  ASSERT_THAT(Restore(), IsOk());
  ExpectRestoredIs(model_);
}

TEST_F(BackupTest, ADamagedBackupIsNotRestored) {
  ApplyRecords(100);
  store_.reset();
  Open();
  BackUp();
  Damage(".sst");
  EXPECT_FALSE(Restore().ok());
  EXPECT_FALSE(fs::exists(restored_));
}

// Opening reads such a log up to the damage only, as after a crash.
TEST_F(BackupTest, ABackupWithADamagedWriteAheadLogIsNotRestored) {
  ApplyRecords(100);
  BackUp();
  Damage(".log");
  EXPECT_FALSE(Restore().ok());
  EXPECT_FALSE(fs::exists(restored_));
}

TEST_F(BackupTest, ABackupThatSharesADamagedTableIsRefusedWhenItIsMade) {
  ApplyRecords(100);
  store_.reset();
  Open();
  BackUp();
  Damage(".sst");
  ApplyRecords(1);
  EXPECT_THAT(store_->CreateBackup(target_),
              IsError(absl::StatusCode::kFailedPrecondition, Reason::kBackupFailed));
}

// Its files are what was written; what was written was wrong.
TEST_F(BackupTest, ABackupOfAStoreThatIsNotSoundIsNotRestored) {
  ApplyRecords(3);
  store_.reset();
  {
    const auto engine = OpenEngine(options_, rocksdb::Env::Default());
    ASSERT_THAT(engine, IsOk());
    ASSERT_TRUE((*engine)->db->Put({}, (*engine)->handle(Family::kByPlace), "?", "").ok());
  }
  Open();
  BackUp();
  EXPECT_THAT(Restore(), IsError(absl::StatusCode::kDataLoss, Reason::kStorageCorrupt));
  EXPECT_THAT(OpenEngineReadOnly({.directory = restored_}, rocksdb::Env::Default()).status(),
              ::testing::Not(IsOk()));
}

TEST_F(BackupTest, ABackupOfANewerFormatIsRefusedBeforeAnythingIsWritten) {
  ApplyRecords(3);
  BackUpAsFormat(kFormatVersion + 1);
  EXPECT_THAT(Restore(),
              IsError(absl::StatusCode::kFailedPrecondition, Reason::kStorageFormatTooNew));
  EXPECT_FALSE(fs::exists(restored_));
}

TEST_F(BackupTest, ABackupOfAnOlderFormatIsBroughtUpToDateByRestoringIt) {
  ApplyRecords(3);
  BackUpAsFormat(kFormatVersion - 1);
  EXPECT_THAT(Restore(), IsOk());
  const auto report = Check(restored_);  // which refuses older formats
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->position, 3);
}

TEST_F(BackupTest, WithoutADirectoryThereAreNoBackups) {
  EXPECT_THAT(store_->CreateBackup({}),
              IsError(absl::StatusCode::kFailedPrecondition, Reason::kBackupsOff));
}

TEST_F(BackupTest, ADirectoryThatCannotBeMadeIsToldAndTheStoreGoesOn) {
  target_.directory = folder_.path() + "/none/backups";
  EXPECT_THAT(store_->CreateBackup(target_),
              IsError(absl::StatusCode::kFailedPrecondition, Reason::kBackupFailed));
  ApplyRecords(1);
  EXPECT_THAT(store_->Sync(), IsOk());
}

TEST_F(BackupTest, APathThatTheSystemRefusesIsToldAndNothingThrown) {
  const std::string too_long = folder_.path() + "/" + std::string(300, 'x');
  const auto failed = IsError(absl::StatusCode::kUnavailable, Reason::kStorageFailed);
  EXPECT_THAT(ListBackups(too_long), failed);
  ApplyRecords(1);
  BackUp();
  EXPECT_THAT(RestoreBackup({target_.directory, 0, too_long}), failed);
  EXPECT_THAT(store_->CreateBackup({.directory = too_long}),
              IsError(absl::StatusCode::kFailedPrecondition, Reason::kBackupFailed));
}

TEST_F(BackupTest, InADirectoryThatWasRemovedRelativePathsAreToldAndNothingThrown) {
  ApplyRecords(1);
  const fs::path before = fs::current_path();
  const std::string gone = folder_.path() + "/gone";
  fs::create_directory(gone);
  fs::current_path(gone);
  fs::remove(gone);
  EXPECT_THAT(store_->CreateBackup({.directory = "../backups"}),
              IsError(absl::StatusCode::kFailedPrecondition, Reason::kBackupFailed));
  fs::current_path(before);
}

TEST_F(BackupTest, WhereThereAreNoBackupsThatIsTold) {
  const auto not_found = IsError(absl::StatusCode::kNotFound, Reason::kNotFound);
  EXPECT_THAT(ListBackups(folder_.path()), not_found);
  ApplyRecords(1);
  BackUp();
  EXPECT_THAT(Restore(9), not_found);
  EXPECT_FALSE(fs::exists(restored_));
}

}  // namespace
}  // namespace sambyd::storage
