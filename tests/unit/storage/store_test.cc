#include "lib/storage/store.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/storage/sealed.h"
#include "tests/support/memory_store.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_model.h"

namespace sambyd::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing_support::IsError;
using testing_support::IsOk;
using testing_support::MemoryStore;
using testing_support::RandomRecord;
using testing_support::StoreModel;

class StoreTest : public ::testing::Test {
 protected:
  v1::ChangeRecord NextRecord(std::initializer_list<v1::DocumentChange> changes) {
    v1::ChangeRecord record;
    record.set_position(store_->TakeSnapshot()->position() + 1);
    for (const v1::DocumentChange& change : changes) *record.add_changes() = change;
    return record;
  }

  absl::Status Apply(std::initializer_list<v1::DocumentChange> changes) {
    return store_->Apply(NextRecord(changes));
  }

  MemoryStore store_;
};

sambyd::v1::Enterprise EnterpriseNamed(const std::string& name) {
  sambyd::v1::Enterprise enterprise;
  enterprise.set_display_name(name);
  return enterprise;
}

sambyd::v1::Tender TenderWithCpv(const std::string& cpv) {
  sambyd::v1::Tender tender;
  tender.set_main_cpv(cpv);
  return tender;
}

std::vector<std::string> TendersWith(const Snapshot& snapshot, const Term& term) {
  std::vector<std::string> tenders;
  EXPECT_THAT(snapshot.ScanTenders(term, "",
                                   [&](std::string_view tender) {
                                     tenders.emplace_back(tender);
                                     return true;
                                   }),
              IsOk());
  return tenders;
}

TEST_F(StoreTest, RandomHistoriesLeaveWhatAModelWithoutIndexesSays) {
  for (const std::uint32_t seed : {1U, 2U, 3U, 4U}) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    std::mt19937 random(seed);
    MemoryStore store;
    StoreModel model;
    for (std::int64_t position = 1; position <= 120; ++position) {
      const v1::ChangeRecord record = RandomRecord(random, position);
      ASSERT_THAT(store->Apply(record), IsOk());
      model.Apply(record);
      if (position % 40 == 0) store.Reopen();
      if (position % 8 == 0) model.ExpectSame(*store->TakeSnapshot());
    }
    const auto report = store.Check();
    ASSERT_THAT(report, IsOk());
    EXPECT_THAT(report->problems, IsEmpty());
    EXPECT_GT(report->postings, 0);
  }
}

TEST_F(StoreTest, ASnapshotDoesNotSeeLaterWrites) {
  ASSERT_THAT(Apply({Put(EnterpriseKey("DK1"), EnterpriseNamed("first"))}), IsOk());
  const auto before = store_->TakeSnapshot();
  ASSERT_THAT(Apply({Put(EnterpriseKey("DK1"), EnterpriseNamed("second")),
                     Put(EnterpriseKey("DK2"), EnterpriseNamed("new"))}),
              IsOk());
  EXPECT_EQ(before->position(), 1);
  EXPECT_EQ(before->Count<sambyd::v1::Enterprise>(), 1);
  EXPECT_EQ(before->Get(EnterpriseKey("DK1"))->display_name(), "first");
  EXPECT_THAT(before->Get(EnterpriseKey("DK2")),
              IsError(absl::StatusCode::kNotFound, Reason::kNotFound));
  EXPECT_EQ(store_->TakeSnapshot()->Get(EnterpriseKey("DK1"))->display_name(), "second");
}

TEST_F(StoreTest, ASnapshotOutlivesItsStore) {
  ASSERT_THAT(Apply({Put(EnterpriseKey("DK1"), EnterpriseNamed("kept"))}), IsOk());
  const auto snapshot = store_->TakeSnapshot();
  store_.Close();
  EXPECT_EQ(snapshot->Get(EnterpriseKey("DK1"))->display_name(), "kept");
}

TEST_F(StoreTest, AScanBeginsBehindTheGivenKeyAndStaysInItsRange) {
  ASSERT_THAT(Apply({Put(LotKey("t", "LOT-0001.10"), sambyd::v1::Lot()),
                     Put(LotKey("t", "LOT-0001"), sambyd::v1::Lot()),
                     Put(LotKey("t", "LOT-0001.9"), sambyd::v1::Lot()),
                     Put(LotKey("t", "LOT-0002"), sambyd::v1::Lot()),
                     Put(LotKey("t2", "LOT-0001"), sambyd::v1::Lot())}),
              IsOk());
  std::vector<std::string> keys;
  EXPECT_THAT(store_->TakeSnapshot()->Scan<sambyd::v1::Lot>(
                  LotsOf("t"), LotKey("t", "LOT-0001"),
                  [&](const Key<sambyd::v1::Lot>& key, sambyd::v1::Lot&) {
                    keys.push_back(key.bytes);
                    return true;
                  }),
              IsOk());
  EXPECT_THAT(keys, ElementsAre(LotKey("t", "LOT-0001.9").bytes, LotKey("t", "LOT-0001.10").bytes,
                                LotKey("t", "LOT-0002").bytes));
}

TEST_F(StoreTest, ATermIsKeptWhileOneDocumentOfTheTenderHasIt) {
  sambyd::v1::Lot lot;
  lot.set_origin(sambyd::v1::Lot::ORIGIN_PUBLISHED);
  lot.set_main_cpv("45210000");
  ASSERT_THAT(
      Apply({Put(TenderKey("t"), TenderWithCpv("45210000")), Put(LotKey("t", "LOT-0001"), lot)}),
      IsOk());
  ASSERT_THAT(Apply({Put(TenderKey("t"), TenderWithCpv("90000000"))}), IsOk());
  EXPECT_THAT(TendersWith(*store_->TakeSnapshot(), CpvTerm("4521")), ElementsAre("t"));
  ASSERT_THAT(Apply({Remove(LotKey("t", "LOT-0001"))}), IsOk());
  EXPECT_THAT(TendersWith(*store_->TakeSnapshot(), CpvTerm("4521")), IsEmpty());
  EXPECT_THAT(TendersWith(*store_->TakeSnapshot(), CpvTerm("90")), ElementsAre("t"));
}

TEST_F(StoreTest, ARecordThatDoesNotFollowTheLastIsRefusedAndWritesNothing) {
  v1::ChangeRecord record = NextRecord({Put(EnterpriseKey("DK1"), EnterpriseNamed("a"))});
  record.set_position(2);
  EXPECT_EQ(store_->Apply(record).code(), absl::StatusCode::kInternal);
  EXPECT_EQ(store_->TakeSnapshot()->position(), 0);
  EXPECT_FALSE(store_->failed());
}

TEST_F(StoreTest, ARecordThatChangesADocumentTwiceIsRefusedAndWritesNothing) {
  EXPECT_EQ(
      Apply({Put(EnterpriseKey("DK1"), EnterpriseNamed("a")), Remove(EnterpriseKey("DK1"))}).code(),
      absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(store_->TakeSnapshot()->position(), 0);
}

TEST_F(StoreTest, AnIndexedDocumentThatDoesNotDecodeIsRefusedAndWritesNothing) {
  v1::DocumentChange change = Put(TenderKey("t"), TenderWithCpv("45000000"));
  change.set_document("\xff\xff");
  EXPECT_THAT(Apply({change}), ::testing::Not(IsOk()));
  EXPECT_EQ(store_->TakeSnapshot()->position(), 0);
}

TEST_F(StoreTest, RecordsAreReadFromAnyPositionThatTheLogHolds) {
  for (int i = 0; i < 4; ++i) ASSERT_THAT(Apply({}), IsOk());
  v1::ChangeRecord forgetful = NextRecord({});
  forgetful.set_first_kept_record(3);
  ASSERT_THAT(store_->Apply(forgetful), IsOk());
  std::vector<std::int64_t> positions;
  const auto visit = [&](v1::ChangeRecord& record) {
    positions.push_back(record.position());
    return true;
  };
  const auto snapshot = store_->TakeSnapshot();
  EXPECT_THAT(snapshot->ScanRecords(3, visit), IsOk());
  EXPECT_THAT(positions, ElementsAre(3, 4, 5));
  EXPECT_EQ(snapshot->ScanRecords(2, visit).code(), absl::StatusCode::kOutOfRange);
}

TEST_F(StoreTest, AScrubThatCannotListTheLogsFailsAndTheNextOneDoesItAll) {
  using testing_support::Fault;
  int failed = 0;
  for (int occurrence = 1;; ++occurrence) {
    ASSERT_THAT(Apply({Put(EncryptionKeyKey("DK1"), NewContactKey())}), IsOk());
    store_.files().Plan(Fault{
        .operation = Fault::Operation::kList, .name_part = "/store", .occurrence = occurrence});
    const absl::Status scrubbed = store_->ScrubKeys(*store_->TakeSnapshot());
    const bool happened = store_.files().fault_happened();
    store_.files().Plan(std::nullopt);
    EXPECT_THAT(store_->ScrubKeys(*store_->TakeSnapshot()), IsOk()) << "after " << occurrence;
    if (!happened) break;
    failed += scrubbed.ok() ? 0 : 1;
  }
  EXPECT_GE(failed, 3) << "before, while and after files are rewritten";
}

TEST_F(StoreTest, AFailureInTheBackgroundIsKnownBeforeTheNextWrite) {
  ASSERT_THAT(Apply({Put(EncryptionKeyKey("DK1"), NewContactKey())}), IsOk());
  bool told = false;
  store_->OnFailure([&] { told = true; });
  store_.files().Plan(testing_support::Fault{.name_part = ".sst"});
  EXPECT_FALSE(store_->ScrubKeys(*store_->TakeSnapshot()).ok()) << "flushes and compacts";
  EXPECT_TRUE(told);
  EXPECT_EQ(store_->failure(), "background work failed: the disk reported an error");
  store_->OnFailure(nullptr);
}

TEST_F(StoreTest, BytesThatDoNotDecodeAreReportedAndNeverReturned) {
  ASSERT_THAT(Apply({Put(EnterpriseKey("DK1"), EnterpriseNamed("a")),
                     Put(TenderKey("t"), TenderWithCpv("45000000"))}),
              IsOk());
  store_.Overwrite(Family::kEnterprises, EnterpriseKey("DK1").bytes, "\xff");
  store_.Overwrite(Family::kTenders, TenderKey("t").bytes, "\xff");
  store_.Reopen();
  const auto snapshot = store_->TakeSnapshot();
  const auto is_corrupt = IsError(absl::StatusCode::kDataLoss, Reason::kStorageCorrupt);
  EXPECT_THAT(snapshot->Get(EnterpriseKey("DK1")), is_corrupt);
  EXPECT_THAT(snapshot->Scan<sambyd::v1::Enterprise>(
                  All<sambyd::v1::Enterprise>(), std::nullopt,
                  [](const Key<sambyd::v1::Enterprise>&, sambyd::v1::Enterprise&) { return true; }),
              is_corrupt);
  // The postings of the old tender are not known, so that it cannot be replaced either.
  EXPECT_THAT(Apply({Put(TenderKey("t"), TenderWithCpv("90000000"))}), is_corrupt);
  EXPECT_FALSE(store_->failed());
}

}  // namespace
}  // namespace sambyd::storage
