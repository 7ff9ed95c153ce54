#include "lib/storage/check.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/storage/envelope.h"
#include "lib/storage/posting.h"
#include "lib/storage/request.h"
#include "lib/storage/sealed.h"
#include "tests/support/memory_store.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_model.h"

namespace sambyd::storage {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing_support::IsOk;
using testing_support::MemoryStore;

// A small sound database: a tender with a lot, an enterprise and a remembered request.
class CheckTest : public ::testing::Test {
 protected:
  CheckTest() {
    lot_.set_origin(sambyd::v1::Lot::ORIGIN_PUBLISHED);
    lot_.set_main_cpv("45000000");
    lot_.mutable_tender_deadline()->set_seconds(1);
    v1::ChangeRecord record;
    record.set_position(1);
    *record.add_changes() = Put(kTender, sambyd::v1::Tender());
    *record.add_changes() = Put(kLot, lot_);
    *record.add_changes() = Put(kEnterprise, sambyd::v1::Enterprise());
    record.mutable_request()->set_request_id("id");
    EXPECT_THAT(store_->Apply(record), IsOk());
    v1::ChangeRecord second;
    second.set_position(2);
    EXPECT_THAT(store_->Apply(second), IsOk());
  }

  std::vector<std::string> Problems() {
    const auto report = store_.Check();
    EXPECT_THAT(report, IsOk());
    return report.ok() ? report->problems : std::vector<std::string>();
  }

  static std::string LogKey(std::int64_t position) {
    return RequestPositionKey(position).substr(1);
  }

  const Key<sambyd::v1::Tender> kTender = TenderKey("t");
  const Key<sambyd::v1::Lot> kLot = LotKey("t", "LOT-0001");
  const Key<sambyd::v1::Enterprise> kEnterprise = EnterpriseKey("DK1");
  sambyd::v1::Lot lot_;
  MemoryStore store_;
};

TEST_F(CheckTest, ASoundDatabaseHasNoProblemsAndIsCounted) {
  const auto report = store_.Check();
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->problems, IsEmpty());
  EXPECT_TRUE(report->whole_log);
  EXPECT_EQ(report->position, 2);
  EXPECT_EQ(report->records, 2);
  EXPECT_EQ(report->documents, 3);
  EXPECT_EQ(report->postings, 7 + 1);  // prefixes of one CPV code, one deadline
  EXPECT_EQ(report->requests, 1);
}

TEST_F(CheckTest, AnEmptyDatabaseIsSound) {
  MemoryStore empty;
  const auto report = empty.Check();
  ASSERT_THAT(report, IsOk());
  EXPECT_TRUE(report->ok());
}

TEST_F(CheckTest, ADamagedEnvelopeIsFound) {
  store_.Overwrite(Family::kEnterprises, kEnterprise.bytes, "\xff");
  EXPECT_THAT(Problems(), Contains(HasSubstr("envelope does not decode")));
}

TEST_F(CheckTest, ADamagedMessageIsFound) {
  store_.Overwrite(Family::kEnterprises, kEnterprise.bytes, Seal(1, "\xff"));
  EXPECT_THAT(Problems(), Contains(HasSubstr("message does not decode")));
}

TEST_F(CheckTest, ADocumentThatDiffersFromItsReplayIsFound) {
  sambyd::v1::Enterprise other;
  other.set_display_name("other");
  store_.Overwrite(Family::kEnterprises, kEnterprise.bytes, Seal(1, other.SerializeAsString()));
  EXPECT_THAT(Problems(), Contains(HasSubstr("is not what the log wrote last")));
}

TEST_F(CheckTest, ALostDocumentIsFound) {
  store_.Erase(Family::kEnterprises, kEnterprise.bytes);
  const auto problems = Problems();
  EXPECT_THAT(problems, Contains(HasSubstr("is in the log but not stored")));
  EXPECT_THAT(problems, Contains(HasSubstr("counts 1 enterprises, stored are 0")));
}

TEST_F(CheckTest, ADocumentThatNoRecordWroteIsFound) {
  store_.Overwrite(Family::kEnterprises, EnterpriseKey("DK2").bytes, Seal(1, ""));
  EXPECT_THAT(Problems(), Contains(HasSubstr("is stored but not in the log")));
}

TEST_F(CheckTest, ALostPostingIsFound) {
  store_.Erase(Family::kByCpv, TermPrefix("4500").append(kLot.bytes));
  EXPECT_THAT(Problems(), Contains(HasSubstr("is not found in by_cpv")));
}

TEST_F(CheckTest, APostingThatNoDocumentAsksForIsFound) {
  store_.Overwrite(Family::kByPlace, TermPrefix("DK01").append(kLot.bytes), "");
  store_.Overwrite(Family::kByBuyer, TermPrefix("1").append(TenderKey("gone").bytes), "");
  store_.Overwrite(Family::kByDeadline, "?", "");
  const auto problems = Problems();
  EXPECT_EQ(problems.size(), 3U);
  EXPECT_THAT(problems, Contains(HasSubstr("by_place")));
  EXPECT_THAT(problems, Contains(HasSubstr("by_buyer")));
  EXPECT_THAT(problems, Contains(HasSubstr("by_deadline")));
}

TEST_F(CheckTest, AGapInTheLogIsFound) {
  store_.Erase(Family::kLog, LogKey(1));
  EXPECT_THAT(Problems(), Contains(HasSubstr("follows a gap from 1")));
}

TEST_F(CheckTest, ALogThatEndsBeforeThePositionIsFound) {
  store_.Erase(Family::kLog, LogKey(2));
  EXPECT_THAT(Problems(), Contains(HasSubstr("the log ends at 1")));
}

TEST_F(CheckTest, ARecordThatDoesNotDecodeIsFound) {
  store_.Overwrite(Family::kLog, LogKey(2), "\xff");
  EXPECT_THAT(Problems(), Contains(HasSubstr("does not decode to the record")));
}

TEST_F(CheckTest, ALostRequestIsFound) {
  store_.Erase(Family::kRequests, RequestKey("id"));
  EXPECT_THAT(Problems(), Contains(HasSubstr("remembered requests are not those of the log")));
}

TEST_F(CheckTest, ARequestThatDoesNotDecodeIsFound) {
  store_.Overwrite(Family::kRequests, RequestKey("id"), Seal(1, "\xff"));
  EXPECT_THAT(Problems(), Contains(HasSubstr("does not decode to the request of its id")));
}

TEST_F(CheckTest, ARequestThatTellsAnotherAnswerThanTheLogIsFound) {
  v1::RememberedRequest other;
  other.set_request_id("id");
  other.set_response("another");
  store_.Overwrite(Family::kRequests, RequestKey("id"), Seal(1, other.SerializeAsString()));
  EXPECT_THAT(Problems(), Contains(HasSubstr("remembered requests are not those of the log")));
}

TEST_F(CheckTest, ARequestOfAPositionThatTheLogDoesNotHaveIsFound) {
  v1::RememberedRequest other;
  other.set_request_id("other");
  store_.Overwrite(Family::kRequests, RequestKey("other"), Seal(7, other.SerializeAsString()));
  store_.Overwrite(Family::kRequests, RequestPositionKey(7), "other");
  EXPECT_THAT(Problems(), Contains(HasSubstr("remembered requests are not those of the log")));
}

TEST_F(CheckTest, AContactThatItsKeyDoesNotOpenIsFound) {
  const v1::EncryptionKey key = NewContactKey();
  v1::ChangeRecord record;
  record.set_position(3);
  *record.add_changes() = Put(EncryptionKeyKey("DK1"), key);
  *record.add_changes() = Put(ContactKey("DK1"), SealContact("DK1", key, {}));
  ASSERT_THAT(store_->Apply(record), IsOk());
  EXPECT_THAT(Problems(), IsEmpty());
  store_.Overwrite(Family::kEncryptionKeys, EncryptionKeyKey("DK1").bytes,
                   Seal(3, NewContactKey().SerializeAsString()));
  EXPECT_THAT(Problems(), Contains(HasSubstr("the contact cannot be decrypted")));
  store_.Erase(Family::kEncryptionKeys, EncryptionKeyKey("DK1").bytes);
  EXPECT_THAT(Problems(), Contains(HasSubstr("the contact cannot be decrypted")));
}

TEST_F(CheckTest, AStatementThatItsKeyDoesNotOpenIsFound) {
  const v1::WorkforceEncryptionKey key = NewWorkforceKey();
  v1::ChangeRecord record;
  record.set_position(3);
  *record.add_changes() = Put(WorkforceEncryptionKeyKey("DK1"), key);
  for (const int day : {1, 2}) {
    *record.add_changes() = Put(WorkforceKey("DK1", std::chrono::sys_days(std::chrono::days(day))),
                                SealStatement("DK1", key, {}));
  }
  ASSERT_THAT(store_->Apply(record), IsOk());
  EXPECT_THAT(Problems(), IsEmpty());
  store_.Overwrite(Family::kWorkforceKeys, WorkforceEncryptionKeyKey("DK1").bytes,
                   Seal(3, NewWorkforceKey().SerializeAsString()));
  EXPECT_THAT(Problems(), Contains(HasSubstr("the workforce statement cannot be decrypted")));
  store_.Erase(Family::kWorkforceKeys, WorkforceEncryptionKeyKey("DK1").bytes);
  EXPECT_THAT(Problems(), Contains(HasSubstr("the workforce statement cannot be decrypted")));
}

TEST_F(CheckTest, TheLogKeepsNoKeys) {
  v1::ChangeRecord record;
  record.set_position(3);
  *record.add_changes() = Put(EncryptionKeyKey("DK1"), NewContactKey());
  *record.add_changes() = Put(WorkforceEncryptionKeyKey("DK1"), NewWorkforceKey());
  ASSERT_THAT(store_->Apply(record), IsOk());
  EXPECT_THAT(store_->TakeSnapshot()->ScanRecords(3,
                                                  [](v1::ChangeRecord& kept) {
                                                    EXPECT_EQ(kept.changes_size(), 0);
                                                    return true;
                                                  }),
              IsOk());
  EXPECT_THAT(Problems(), Contains(HasSubstr("no contact is stored for the key")));
  EXPECT_THAT(Problems(), Contains(HasSubstr("no workforce statement is stored for the key")));
}

TEST_F(CheckTest, AfterOldRecordsAreForgottenTheirDocumentsAreStillSound) {
  v1::ChangeRecord record;
  record.set_position(3);
  record.set_first_kept_record(3);
  *record.add_changes() = Remove(kTender);
  ASSERT_THAT(store_->Apply(record), IsOk());
  const auto report = store_.Check();
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->problems, IsEmpty());
  EXPECT_FALSE(report->whole_log);
  EXPECT_EQ(report->records, 1);
  EXPECT_EQ(report->documents, 2);
  EXPECT_EQ(report->requests, 0);
}

TEST_F(CheckTest, ManyProblemsAreCountedAndTheFirstListed) {
  for (int i = 0; i < 150; ++i) {
    v1::ChangeRecord record;
    record.set_position(3 + i);
    *record.add_changes() = Put(EnterpriseKey("E" + std::to_string(i)), sambyd::v1::Enterprise());
    ASSERT_THAT(store_->Apply(record), IsOk());
  }
  store_.Tamper([](Engine& engine) {
    return engine.db->DeleteRange({}, engine.handle(Family::kEnterprises), "E", "F");
  });
  const auto report = store_.Check();
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->problem_count, 150 + 1);  // each document, and their count
  EXPECT_EQ(report->problems.size(), kMostProblems);
}

}  // namespace
}  // namespace sambyd::storage
