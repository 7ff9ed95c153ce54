#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/changelog/embedded_log.h"
#include "tests/support/memory_store.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_model.h"

namespace sambyd::changelog {
namespace {

using storage::v1::ChangeRecord;
using ::testing::IsEmpty;
using testing_support::Fault;
using testing_support::IsError;
using testing_support::IsOk;
using testing_support::MemoryStore;
using testing_support::RandomChanges;
using testing_support::StoreModel;

// With little memory, memtables are flushed and compacted all the time. Faults of write-ahead logs
// are planned with much: when a flush meets a log whose sync has failed, Debian's RocksDB, which is
// built with assertions, ends the process, as a loss of power would.
constexpr std::size_t kLittleMemory = std::size_t{256} << 10U;
constexpr std::size_t kMuchMemory = std::size_t{8} << 20U;

const auto kStorageFailed = IsError(absl::StatusCode::kUnavailable, Reason::kStorageFailed);

RequestKey RequestAt(std::int64_t n) { return {"request " + std::to_string(n), "same"}; }

Mutation Propose(std::vector<storage::v1::DocumentChange> changes) {
  return
      [changes = std::move(changes)](const MutationContext& context) -> absl::StatusOr<Proposal> {
        return Proposal{changes, std::to_string(context.position)};
      };
}

// A log on a disk that fails or loses power, beside everything that was asked of it.
class FailingDisk {
 public:
  FailingDisk(std::uint32_t seed, std::size_t memory_budget)
      : random_(seed), store_(memory_budget) {
    Open();
  }

  std::mt19937& random() { return random_; }
  MemoryStore& store() { return store_; }
  EmbeddedLog& log() { return *log_; }
  std::int64_t acknowledged() const { return acknowledged_; }
  std::int64_t asked() const { return static_cast<std::int64_t>(asked_.size()); }

  // Commits one record of random changes.
  absl::Status Commit() {
    asked_.push_back(RandomChanges(random_));
    const auto committed = log_->Commit(RequestAt(asked()), Propose(asked_.back()));
    if (!committed.ok()) return committed.status();
    EXPECT_EQ(committed->position, asked());
    acknowledged_ = committed->position;
    return absl::OkStatus();
  }

  // Ends the process and the power, then opens again and compares with the prefix that is left.
  void LosePowerAndRecover() {
    store_.files().Crash();
    log_.reset();
    store_.Close();
    store_.files().Plan(std::nullopt);
    store_.files().Restart(random_);
    const auto report = store_.Check();
    ASSERT_THAT(report, IsOk());
    EXPECT_THAT(report->problems, IsEmpty());
    Open();
    const auto state = log_->Published();
    EXPECT_GE(state->position(), acknowledged_) << "an acknowledged write is missing";
    ASSERT_LE(state->position(), asked());
    asked_.resize(static_cast<std::size_t>(state->position()));
    acknowledged_ = state->position();
    ModelOf(acknowledged_).ExpectSame(*state);
  }

  // Ends the process in order and opens again.
  void Restart() {
    log_.reset();
    store_.Close();
    store_.files().Plan(std::nullopt);
    Open();
  }

  // What the first `position` commits leave.
  StoreModel ModelOf(std::int64_t position) const {
    StoreModel model;
    for (std::int64_t n = 1; n <= position; ++n) {
      ChangeRecord record;
      record.set_position(n);
      for (const auto& change : asked_[static_cast<std::size_t>(n - 1)]) {
        *record.add_changes() = change;
      }
      record.mutable_request()->set_request_id(RequestAt(n).id);
      record.mutable_request()->set_response(std::to_string(n));
      model.Apply(record);
    }
    return model;
  }

 private:
  void Open() {
    store_.Reopen();
    log_ = std::make_unique<EmbeddedLog>(*store_, clock_, nullptr);
  }

  std::mt19937 random_;
  const SystemClock clock_;
  MemoryStore store_;
  std::unique_ptr<EmbeddedLog> log_;
  std::vector<std::vector<storage::v1::DocumentChange>> asked_;
  std::int64_t acknowledged_ = 0;
};

TEST(FailingDiskTest, AfterALossOfPowerTheStateIsAPrefixWithEveryAcknowledgedWrite) {
  for (std::uint32_t seed = 1; seed <= 2; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    FailingDisk disk(seed, kLittleMemory);
    for (int crash = 0; crash < 4; ++crash) {
      for (auto n = disk.random()() % 20; n > 0; --n) ASSERT_THAT(disk.Commit(), IsOk());
      disk.LosePowerAndRecover();
      EXPECT_EQ(disk.acknowledged(), disk.asked());
    }
  }
}

Fault RandomFault(std::mt19937& random, const std::string& name_part, int last_occurrence) {
  Fault fault;
  fault.operation = random() % 2 == 0 ? Fault::Operation::kAppend : Fault::Operation::kSync;
  fault.effect = static_cast<Fault::Effect>(random() % 3);
  fault.name_part = name_part;
  fault.occurrence = 1 + static_cast<std::int64_t>(random()) % last_occurrence;
  fault.lasting = random() % 2 == 0;
  return fault;
}

struct Outcomes {
  int failures = 0;
  int unacknowledged_but_kept = 0;
};

struct FaultPlan {
  std::string name_part;
  std::size_t memory_budget = 0;
  // The fault strikes one of the first so many operations. Tables and manifests are written in the
  // background, whenever its threads get to it: few operations are sure to come, many are not.
  int last_occurrence = 1;
  std::uint32_t seeds = 1;
};

constexpr int kMostCommits = 60;

// Commits until a random fault of the files of that name shows, loses power, recovers and goes on.
Outcomes RunWithFaults(const FaultPlan& plan) {
  Outcomes outcomes;
  for (std::uint32_t seed = 1; seed <= plan.seeds; ++seed) {
    SCOPED_TRACE(testing::Message() << plan.name_part << " seed " << seed);
    FailingDisk disk(seed, plan.memory_budget);
    for (int round = 0; round < 2; ++round) {
      disk.store().files().Plan(RandomFault(disk.random(), plan.name_part, plan.last_occurrence));
      absl::Status status;
      for (int n = 0; n < kMostCommits && status.ok(); ++n) status = disk.Commit();
      const std::int64_t acknowledged = disk.acknowledged();
      if (!status.ok()) {
        ++outcomes.failures;
        EXPECT_THAT(status, kStorageFailed);
        EXPECT_TRUE(disk.store().files().fault_happened());
        EXPECT_TRUE(disk.log().read_only());
        disk.store().files().Plan(std::nullopt);
        EXPECT_THAT(disk.Commit(), kStorageFailed) << "wrote again after a failed write";
        EXPECT_EQ(disk.log().Published()->position(), acknowledged);
        disk.ModelOf(acknowledged).ExpectSame(*disk.log().Published());
      }
      disk.LosePowerAndRecover();
      if (disk.acknowledged() > acknowledged) ++outcomes.unacknowledged_but_kept;
      EXPECT_THAT(disk.Commit(), IsOk());
    }
  }
  return outcomes;
}

TEST(FailingDiskTest, AfterAFailedWriteNothingMoreIsWrittenAndARestartLeavesAPrefix) {
  const Outcomes outcomes = RunWithFaults(
      {.name_part = ".log", .memory_budget = kMuchMemory, .last_occurrence = 20, .seeds = 8});
  // Both outcomes of a failed write were met, or the test shows nothing.
  EXPECT_GT(outcomes.failures, 0);
  EXPECT_GT(outcomes.unacknowledged_but_kept, 0);
}

TEST(FailingDiskTest, AFailedFlushOrCompactionStopsWritesAndARestartLeavesAPrefix) {
  const Outcomes outcomes = RunWithFaults(
      {.name_part = ".sst", .memory_budget = kLittleMemory, .last_occurrence = 5, .seeds = 2});
  EXPECT_GT(outcomes.failures, 0);
}

TEST(FailingDiskTest, AFailedManifestStopsWritesAndARestartLeavesAPrefix) {
  const Outcomes outcomes = RunWithFaults(
      {.name_part = "MANIFEST", .memory_budget = kLittleMemory, .last_occurrence = 3, .seeds = 2});
  EXPECT_GT(outcomes.failures, 0);
}

TEST(FailingDiskTest, ARepeatedRequestIsAnsweredOnceWhateverBecameOfTheFirst) {
  for (const auto operation : {Fault::Operation::kAppend, Fault::Operation::kSync}) {
    FailingDisk disk(1, kMuchMemory);
    ASSERT_THAT(disk.Commit(), IsOk());
    const auto changes = RandomChanges(disk.random());
    disk.store().files().Plan(Fault{.operation = operation, .name_part = ".log"});
    EXPECT_THAT(disk.log().Commit(RequestAt(2), Propose(changes)), kStorageFailed);
    disk.Restart();
    const auto repeated = disk.log().Commit(RequestAt(2), Propose(changes));
    ASSERT_THAT(repeated, IsOk());
    EXPECT_EQ(repeated->response, "2");
    // A failed sync leaves the record in the files of a process that ends in order.
    EXPECT_EQ(repeated->replayed, operation == Fault::Operation::kSync);
    EXPECT_EQ(disk.log().Published()->position(), 2);
  }
}

TEST(FailingDiskTest, ADamagedBlockIsReportedAndNeverReadAsData) {
  MemoryStore store;
  const SystemClock clock;
  constexpr int kDocuments = 50;
  {
    EmbeddedLog log(*store, clock, nullptr);
    for (int n = 0; n < kDocuments; ++n) {
      sambyd::v1::Enterprise enterprise;
      enterprise.set_display_name(std::to_string(n));
      ASSERT_THAT(
          log.Commit(std::nullopt, Propose({storage::Put(storage::EnterpriseKey(std::to_string(n)),
                                                         enterprise)})),
          IsOk());
    }
  }
  store.Tamper([&](storage::Engine& engine) {
    const rocksdb::Status status =
        engine.db->Flush({}, engine.handle(storage::Family::kEnterprises));
    std::vector<rocksdb::LiveFileMetaData> files;
    engine.db->GetLiveFilesMetaData(&files);
    for (const auto& file : files) {
      if (file.column_family_name == "enterprises") store.files().FlipAByteOf(file.name);
    }
    return status;
  });
  const auto report = store.Check();
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->problems, testing::Contains(testing::HasSubstr("a block is damaged")));
  store.Reopen();
  const auto snapshot = store->TakeSnapshot();
  for (int n = 0; n < kDocuments; ++n) {
    EXPECT_THAT(snapshot->Get(storage::EnterpriseKey(std::to_string(n))),
                IsError(absl::StatusCode::kDataLoss, Reason::kStorageCorrupt));
  }
}

}  // namespace
}  // namespace sambyd::changelog
