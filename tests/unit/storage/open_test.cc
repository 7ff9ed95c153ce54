#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/storage/check.h"
#include "lib/storage/envelope.h"
#include "lib/storage/sealed.h"
#include "tests/support/files.h"
#include "tests/support/memory_store.h"
#include "tests/support/status_matchers.h"

namespace sambyd::storage {
namespace {

using ::testing::HasSubstr;
using testing_support::IsError;
using testing_support::IsOk;
using testing_support::MemoryStore;

// On the real file system, where locks are.
class OpenTest : public ::testing::Test {
 protected:
  ~OpenTest() override { std::filesystem::remove_all(options_.directory); }

  const StoreOptions options_ = {
      .directory = ::testing::TempDir() + "open_test." + std::to_string(getpid()),
      .memory_budget = std::size_t{8} << 20U};
};

TEST_F(OpenTest, ASecondOpenerIsRefusedUntilTheFirstCloses) {
  const auto in_use = IsError(absl::StatusCode::kFailedPrecondition, Reason::kStorageInUse);
  auto first = Store::Open(options_);
  ASSERT_THAT(first, IsOk());
  const auto second = Store::Open(options_);
  EXPECT_THAT(second, in_use);
  EXPECT_THAT(std::string(second.status().message()), HasSubstr(options_.directory));
  EXPECT_THAT(Check(options_.directory), in_use);
  first->reset();
  EXPECT_THAT(Store::Open(options_), IsOk());
}

// Another process that holds the database's lock until it is closed.
class LockHolder {
 public:
  explicit LockHolder(const std::string& directory) {
    std::filesystem::create_directory(directory);
    std::array<int, 2> locked{};
    std::array<int, 2> release{};
    EXPECT_EQ(pipe(locked.data()), 0);
    EXPECT_EQ(pipe(release.data()), 0);
    child_ = fork();
    if (child_ == 0) {
      close(release[1]);
      const int file = open((directory + "/LOCK").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      struct flock lock = {};
      lock.l_type = F_WRLCK;
      char byte = fcntl(file, F_SETLK, &lock) == 0 ? 'y' : 'n';
      const bool told = write(locked[1], &byte, 1) == 1;
      _exit(told && read(release[0], &byte, 1) == 0 ? 0 : 1);
    }
    char byte = 'n';
    EXPECT_EQ(read(locked[0], &byte, 1), 1);
    EXPECT_EQ(byte, 'y');
    for (const int end : {locked[0], locked[1], release[0]}) close(end);
    release_ = release[1];
  }

  void Close() {
    close(release_);
    EXPECT_EQ(waitpid(child_, nullptr, 0), child_);
  }

 private:
  pid_t child_ = -1;
  int release_ = -1;
};

TEST_F(OpenTest, AnOpenerIsRefusedWhileAnotherProcessHasTheDatabaseOpen) {
  const auto in_use = IsError(absl::StatusCode::kFailedPrecondition, Reason::kStorageInUse);
  LockHolder other(options_.directory);
  EXPECT_THAT(Store::Open(options_), in_use);
  other.Close();
  EXPECT_THAT(Store::Open(options_), IsOk());
}

TEST_F(OpenTest, CheckingWhereThereIsNoDatabaseSaysSo) {
  std::filesystem::create_directory(options_.directory);
  EXPECT_THAT(Check(options_.directory), IsError(absl::StatusCode::kNotFound, Reason::kNotFound));
  EXPECT_TRUE(std::filesystem::is_empty(options_.directory));
}

// Names and sizes of the files in a directory.
std::map<std::string, std::uintmax_t> FilesOf(const std::string& directory) {
  std::map<std::string, std::uintmax_t> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    files[entry.path().filename()] = entry.file_size();
  }
  return files;
}

TEST_F(OpenTest, CheckingChangesNoFile) {
  {
    const auto store = Store::Open(options_);
    ASSERT_THAT(store, IsOk());
    v1::ChangeRecord record;
    record.set_position(1);
    ASSERT_THAT((*store)->Apply(record), IsOk());
  }
  const auto before = FilesOf(options_.directory);
  const auto report = Check(options_.directory);
  ASSERT_THAT(report, IsOk());
  EXPECT_TRUE(report->ok());
  EXPECT_EQ(report->position, 1);
  EXPECT_EQ(FilesOf(options_.directory), before);
}

TEST(FormatTest, ANewerFormatIsRefusedAndLeftAsItIs) {
  const auto too_new = IsError(absl::StatusCode::kFailedPrecondition, Reason::kStorageFormatTooNew);
  MemoryStore store;
  store.Tamper([](Engine& engine) {
    return engine.db->Put({}, engine.handle(Family::kMeta), kFormatKey,
                          std::to_string(kFormatVersion + 1));
  });
  EXPECT_THAT(store.Open(), too_new);
  EXPECT_THAT(store.Check(), too_new);
}

TEST(FormatTest, AnOlderFormatIsBroughtUpToDateWhenTheStoreIsOpened) {
  MemoryStore store;
  sambyd::v1::Lot lot;
  lot.set_origin(sambyd::v1::Lot::ORIGIN_PUBLISHED);
  lot.set_main_cpv("85000000");
  lot.mutable_interest_deadline()->set_seconds(7);
  v1::ChangeRecord record;
  record.set_position(1);
  *record.add_changes() = Put(LotKey("t", "LOT-0001"), lot);
  ASSERT_THAT(store->Apply(record), IsOk());
  // Format 1 had no entry for the deadline for interest.
  store.Tamper([](Engine& engine) {
    const std::unique_ptr<rocksdb::Iterator> entry(
        engine.db->NewIterator({}, engine.handle(Family::kByDeadline)));
    entry->SeekToFirst();
    EXPECT_TRUE(entry->Valid());
    return engine.db->Delete({}, engine.handle(Family::kByDeadline), entry->key());
  });
  store.Overwrite(Family::kMeta, kFormatKey, "1");
  EXPECT_THAT(store.Check(),
              IsError(absl::StatusCode::kFailedPrecondition, Reason::kStorageFormatTooOld));
  store.Reopen();
  const auto found = store->TakeSnapshot()->TendersWithDeadline(std::nullopt, std::nullopt);
  ASSERT_THAT(found, IsOk());
  EXPECT_EQ(*found, std::vector<std::string>{"t"});
  const auto report = store.Check();
  ASSERT_THAT(report, IsOk());
  EXPECT_TRUE(report->ok());
}

// A database of an older format with a contact and two statements in the clear, one of them of an
// enterprise without a contact, and a remembered request that tells both.
class PersonalDataInTheClearTest : public OpenTest {
 protected:
  PersonalDataInTheClearTest() {
    contact_.set_email("kontakt@vaerkstedet.example");
    statement_.add_counts()->set_heads(765'431);
    counts_ = statement_.counts(0).SerializeAsString();
  }

  void Make(const std::string& version, const std::vector<Family>& missing) const {
    {
      const auto store = Store::Open(options_);
      ASSERT_THAT(store, IsOk());
      v1::ChangeRecord record;
      record.set_position(1);
      record.mutable_request()->set_request_id("id");
      record.mutable_request()->set_response(contact_.email() + counts_);
      ASSERT_THAT((*store)->Apply(record), IsOk());
    }
    const auto engine = OpenEngine(options_, rocksdb::Env::Default());
    ASSERT_THAT(engine, IsOk());
    rocksdb::WriteBatch batch;
    batch.Put((*engine)->handle(Family::kContacts), ContactKey("DK1").bytes,
              Seal(1, contact_.SerializeAsString()));
    for (const auto& [enterprise, day] : kStated) {
      batch.Put((*engine)->handle(Family::kWorkforce), WorkforceKey(enterprise, day).bytes,
                Seal(1, statement_.SerializeAsString()));
    }
    if (!damaged_.empty()) batch.Put((*engine)->handle(Family::kWorkforce), damaged_, "\xff");
    batch.Put((*engine)->handle(Family::kMeta), kFormatKey, version);
    ASSERT_TRUE((*engine)->db->Write({}, &batch).ok());
    for (const Family family : missing) {
      ASSERT_TRUE((*engine)->db->DropColumnFamily((*engine)->handle(family)).ok());
    }
  }

  void ExpectInTheClear(bool expected) const {
    for (const std::string& secret : {contact_.email(), counts_}) {
      EXPECT_NE(sambyd::testing::FilesHolding(options_.directory, secret).empty(), expected);
    }
  }

  void OpenAndExpectAllThere() const {
    const auto store = Store::Open(options_);
    ASSERT_THAT(store, IsOk());
    const auto snapshot = (*store)->TakeSnapshot();
    const auto found = FindContact(*snapshot, "DK1");
    ASSERT_THAT(found, IsOk());
    ASSERT_TRUE(found->has_value());
    EXPECT_EQ((*found)->email(), contact_.email());
    for (const auto& [enterprise, day] : kStated) {
      const auto sealed = snapshot->Get(WorkforceKey(enterprise, day));
      ASSERT_THAT(sealed, IsOk());
      const auto statement = ReadStatement(*snapshot, enterprise, *sealed);
      ASSERT_THAT(statement, IsOk());
      EXPECT_EQ(statement->SerializeAsString(), statement_.SerializeAsString());
    }
    EXPECT_EQ(snapshot->position(), 1);
    EXPECT_EQ(snapshot->first_record(), 2);
  }

  void ExpectSound() const {
    const auto report = Check(options_.directory);
    ASSERT_THAT(report, IsOk());
    EXPECT_THAT(report->problems, ::testing::IsEmpty());
  }

  static constexpr std::array<std::pair<const char*, std::chrono::sys_days>, 3> kStated = {
      {{"DK1", std::chrono::sys_days(std::chrono::days(1))},
       {"DK1", std::chrono::sys_days(std::chrono::days(2))},
       {"DK2", std::chrono::sys_days(std::chrono::days(1))}}};
  sambyd::v1::Contact contact_;
  sambyd::v1::WorkforceStatement statement_;
  std::string counts_;
  std::string damaged_;  // key of a statement that does not decode
};

TEST_F(PersonalDataInTheClearTest, OfFormat2IsEncryptedAndForgotten) {
  Make("2", {Family::kEncryptionKeys, Family::kWorkforceKeys});
  ExpectInTheClear(true);
  EXPECT_THAT(Check(options_.directory),
              IsError(absl::StatusCode::kFailedPrecondition, Reason::kStorageFormatTooOld));
  OpenAndExpectAllThere();
  ExpectInTheClear(false);
  ExpectSound();
}

TEST_F(PersonalDataInTheClearTest, IsEncryptedOnceWhenTheMigrationIsRepeated) {
  Make("3", {Family::kWorkforceKeys});
  OpenAndExpectAllThere();
  {
    const auto engine = OpenEngine(options_, rocksdb::Env::Default());
    ASSERT_THAT(engine, IsOk());
    ASSERT_TRUE((*engine)->db->Put({}, (*engine)->handle(Family::kMeta), kFormatKey, "3").ok());
  }
  OpenAndExpectAllThere();
  ExpectInTheClear(false);
  ExpectSound();
}

TEST_F(PersonalDataInTheClearTest, ADamagedStatementStopsTheMigrationBeforeItChangesAnything) {
  damaged_ = WorkforceKey("DK3", std::chrono::sys_days(std::chrono::days(1))).bytes;
  Make("2", {Family::kEncryptionKeys, Family::kWorkforceKeys});
  EXPECT_THAT(Store::Open(options_), IsError(absl::StatusCode::kDataLoss, Reason::kStorageCorrupt));
  const auto engine = OpenToLook(options_, rocksdb::Env::Default());
  ASSERT_THAT(engine, IsOk());
  const auto contact = Read(**engine, nullptr, Family::kContacts, ContactKey("DK1").bytes);
  ASSERT_THAT(contact, IsOk());
  EXPECT_EQ(contact->value_or(""), Seal(1, contact_.SerializeAsString()));
}

TEST_F(PersonalDataInTheClearTest, RepairRefusesAnOlderFormatAndChangesNoFile) {
  Make("2", {Family::kEncryptionKeys, Family::kWorkforceKeys});
  const auto before = FilesOf(options_.directory);
  EXPECT_THAT(Repair(options_.directory),
              IsError(absl::StatusCode::kFailedPrecondition, Reason::kStorageFormatTooOld));
  EXPECT_EQ(FilesOf(options_.directory), before);
}

TEST(FormatTest, AColumnFamilyOfANewerVersionIsRefused) {
  MemoryStore store;
  store.Tamper([](Engine& engine) {
    return engine.db->CreateColumnFamily({}, "by_weather", &engine.handles.emplace_back());
  });
  const auto opened = store.Open();
  EXPECT_THAT(opened, IsError(absl::StatusCode::kFailedPrecondition, Reason::kStorageFormatTooNew));
  EXPECT_THAT(std::string(opened.status().message()), HasSubstr("by_weather"));
}

TEST(FormatTest, AVersionThatIsNoNumberIsDamage) {
  MemoryStore store;
  store.Tamper([](Engine& engine) {
    return engine.db->Put({}, engine.handle(Family::kMeta), kFormatKey, "?");
  });
  EXPECT_THAT(store.Open(), IsError(absl::StatusCode::kDataLoss, Reason::kStorageCorrupt));
}

}  // namespace
}  // namespace sambyd::storage
