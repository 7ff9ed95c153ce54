#include "lib/storage/repair.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/storage/posting.h"
#include "tests/support/memory_store.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_model.h"

namespace sambyd::storage {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing_support::IsError;
using testing_support::IsOk;
using testing_support::MemoryStore;

// A store of random records beside what it must hold.
class RepairTest : public ::testing::Test {
 protected:
  RepairTest() {
    std::mt19937 random(5);
    for (int position = 1; position <= 200; ++position) {
      const auto record = testing_support::RandomRecord(random, position);
      EXPECT_THAT(store_->Apply(record), IsOk());
      model_.Apply(record);
    }
  }

  void Damage(Family family) {
    store_.Tamper([&](Engine& engine) {
      const rocksdb::Status status = engine.db->Flush({}, engine.handles);
      std::vector<rocksdb::LiveFileMetaData> files;
      engine.db->GetLiveFilesMetaData(&files);
      for (const auto& file : files) {
        if (file.column_family_name == kFamilyNames[static_cast<std::size_t>(family)]) {
          store_.files().FlipAByteOf(file.name);
        }
      }
      return status;
    });
  }

  // All problems are mended, and what the store tells is what it told before the damage.
  void ExpectMended(const absl::StatusOr<RepairReport>& report) {
    ASSERT_THAT(report, IsOk());
    EXPECT_FALSE(report->before.ok());
    EXPECT_THAT(report->rebuilt, ElementsAre("indexes", "requests", "counts"));
    EXPECT_THAT(report->left, IsEmpty());
    EXPECT_THAT(report->after.problems, IsEmpty());
    store_.Reopen();
    model_.ExpectSame(*store_->TakeSnapshot());
  }

  MemoryStore store_;
  testing_support::StoreModel model_;
};

TEST_F(RepairTest, LostIndexesAreMadeAgain) {
  for (const Family family : kIndexFamilies) {
    store_.Tamper([&](Engine& engine) {
      return engine.db->DeleteRange({}, engine.handle(family), "", "\xff");
    });
  }
  ExpectMended(store_.Repair());
}

TEST_F(RepairTest, EntriesThatNoDocumentAsksForGo) {
  store_.Overwrite(Family::kByCpv, TermPrefix("45").append(TenderKey("gone").bytes), "");
  store_.Overwrite(Family::kByDeadline, "?", "");
  ExpectMended(store_.Repair());
}

TEST_F(RepairTest, DamagedIndexesAreMadeAgain) {
  for (const Family family : kIndexFamilies) Damage(family);
  ExpectMended(store_.Repair());
}

TEST_F(RepairTest, LostRequestsAreMadeAgainFromTheLog) {
  store_.Tamper([](Engine& engine) {
    return engine.db->DeleteRange({}, engine.handle(Family::kRequests), "", "\xff");
  });
  ExpectMended(store_.Repair());
}

TEST_F(RepairTest, WrongCountsAreMadeRight) {
  store_.Tamper([](Engine& engine) {
    auto state = ReadState(engine, nullptr);
    state->set_document_counts(v1::DOCUMENT_KIND_LOT, 0);
    return engine.db->Put({}, engine.handle(Family::kMeta), kStateKey, state->SerializeAsString());
  });
  ExpectMended(store_.Repair());
}

TEST_F(RepairTest, ASoundDirectoryIsLeftAsItIs) {
  const auto report = store_.Repair();
  ASSERT_THAT(report, IsOk());
  EXPECT_TRUE(report->before.ok());
  EXPECT_THAT(report->rebuilt, IsEmpty());
}

TEST_F(RepairTest, DamagedDocumentsAreNamedAndIndexesNotMadeFromWhatIsLeft) {
  Damage(Family::kLots);
  const auto report = store_.Repair();
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->left, Contains(::testing::StartsWith("indexes: ")));
  EXPECT_THAT(report->rebuilt, ElementsAre("requests"));
  EXPECT_THAT(report->after.problems, Contains(HasSubstr("a block is damaged")));
  EXPECT_THAT(report->after.problems,
              Contains(::testing::AllOf(::testing::StartsWith("lots \""),
                                        HasSubstr("is lost in a damaged block"))));
  EXPECT_EQ(report->after.postings, report->before.postings);
}

TEST_F(RepairTest, ADocumentThatDoesNotDecodeLeavesTheIndexesAsTheyAre) {
  store_.Overwrite(Family::kTenders, TenderKey("broken").bytes, "\xff");
  const auto report = store_.Repair();
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->left, Contains(::testing::StartsWith("indexes: ")));
  EXPECT_THAT(report->after.problems, Contains(HasSubstr("the envelope does not decode")));
  EXPECT_EQ(report->after.postings, report->before.postings);
}

TEST_F(RepairTest, ADamagedLogIsNamedAndItsRequestsStay) {
  Damage(Family::kLog);
  const auto report = store_.Repair();
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->left, ElementsAre(::testing::StartsWith("requests: ")));
  EXPECT_EQ(report->after.requests, report->before.requests);
  EXPECT_GT(report->after.requests, 0);
}

TEST_F(RepairTest, AnInterruptedRepairKeepsEverybodyElseOutUntilItIsRunAgain) {
  const auto unfinished =
      IsError(absl::StatusCode::kFailedPrecondition, Reason::kStorageUnfinished);
  store_.Tamper([](Engine& engine) {
    return rocksdb::WriteStringToFile(engine.db->GetEnv(), "", "/store/repairing");
  });
  EXPECT_THAT(store_.Open(), unfinished);
  EXPECT_THAT(store_.Check(), unfinished);
  const auto report = store_.Repair();
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->rebuilt, ElementsAre("indexes", "requests", "counts"));
  store_.Reopen();
  model_.ExpectSame(*store_->TakeSnapshot());
}

TEST(RepairNothingTest, WhereThereIsNoDatabaseSaysSo) {
  EXPECT_THAT(Repair("/nowhere"), IsError(absl::StatusCode::kNotFound, Reason::kNotFound));
}

}  // namespace
}  // namespace sambyd::storage
