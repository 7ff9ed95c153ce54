// What of workforce statements is in the files of a server, before and after they are erased.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/application/enterprise_queries.h"
#include "tests/support/files.h"
#include "tests/support/status_matchers.h"
#include "tests/support/world.h"

namespace sambyd::application {
namespace {

using sambyd::testing::FilesHolding;
using sambyd::testing::kRareFleksjob;
using sambyd::testing::kRareOrdinary;
using sambyd::testing::Trusted;
using sambyd::testing::World;
using ::testing::IsEmpty;
using ::testing::Not;
using testing_support::IsError;
using testing_support::IsOk;

constexpr char kStatedCvr[] = "24256790";
constexpr char kStatedId[] = "DK24256790";
constexpr char kStatedName[] = "enterprises/DK24256790";
constexpr char kSubmitId[] = "2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d";

v1::SubmitWorkforceStatementRequest SubmitRequest(int ordinary = kRareOrdinary,
                                                  int fleksjob = kRareFleksjob) {
  v1::SubmitWorkforceStatementRequest request;
  request.set_parent(kStatedName);
  *request.mutable_workforce_statement() = sambyd::testing::Statement(ordinary, fleksjob);
  request.set_request_id(kSubmitId);
  return request;
}

class EraseStatementTest : public ::testing::Test {
 protected:
  // States the workforce of an enterprise in a call and in an import, and writes it to tables as
  // well as to the log.
  EraseStatementTest() {
    v1::CreateEnterpriseRequest create;
    *create.mutable_enterprise() = sambyd::testing::CleaningEnterprise(kStatedCvr, "Havnen");
    create.mutable_enterprise()->mutable_contact()->set_email("kontakt@havnen.example");
    EXPECT_THAT(world_.commands->Create(create), IsOk());
    EXPECT_THAT(world_.commands->SubmitStatement(SubmitRequest(), Trusted()), IsOk());
    world_.Restart();
    v1::ImportEnterprisesRequest import;
    v1::ImportRow& row = *import.add_rows();
    *row.mutable_enterprise() = sambyd::testing::CleaningEnterprise(kStatedCvr, "Havnen");
    *row.mutable_workforce_statement() = sambyd::testing::Statement(kRareFleksjob, kRareOrdinary);
    row.mutable_workforce_statement()->mutable_as_of()->set_month(5);
    v1::ImportEnterprisesResponse report;
    EXPECT_THAT(world_.commands->Import(import.rows(), report), IsOk());
  }

  // What makes the statements readable, wherever they lie.
  std::string StoredKey() const {
    return world_.Now()->snapshot->Get(storage::WorkforceEncryptionKeyKey(kStatedId))->key();
  }

  std::vector<std::filesystem::path> Holding(std::string_view bytes) const {
    return FilesHolding(world_.data_directory(), bytes);
  }

  std::int64_t Headcount() const {
    return GetEnterprise(*world_.Now()->snapshot, kStatedName, {.enterprise = kStatedName})
        ->workforce()
        .totals()
        .headcount();
  }

  void Delete() {
    v1::DeleteEnterpriseRequest request;
    request.set_name(kStatedName);
    ASSERT_THAT(world_.commands->Delete(request), IsOk());
  }

  void ExpectSound() {
    const auto report = world_.Check();
    ASSERT_THAT(report, IsOk());
    EXPECT_THAT(report->problems, IsEmpty());
  }

  World world_;
};

TEST_F(EraseStatementTest, NoFileEverHoldsCountsInTheClear) {
  EXPECT_EQ(Headcount(), kRareOrdinary + kRareFleksjob);
  EXPECT_THAT(Holding("Havnen"), Not(IsEmpty())) << "the test does not look where data lies";
  for (const bool day : {false, true}) {
    const auto statement = day ? sambyd::testing::Statement(kRareFleksjob, kRareOrdinary)
                               : sambyd::testing::Statement(kRareOrdinary, kRareFleksjob);
    for (const v1::WorkforceCount& count : statement.counts()) {
      EXPECT_THAT(Holding(count.SerializeAsString()), IsEmpty());
    }
  }
  ExpectSound();
}

TEST_F(EraseStatementTest, TheKeyOfADeletedEnterprisesStatementsIsInNoFileAndNoLaterBackup) {
  const sambyd::testing::TemporaryDirectory folder;
  const storage::BackupTarget target{.directory = folder.path() + "/backups", .keep = 1};
  const std::string key = StoredKey();
  ASSERT_THAT(world_.store().CreateBackup(target), IsOk());
  EXPECT_THAT(Holding(key), Not(IsEmpty()));
  EXPECT_THAT(FilesHolding(target.directory, key), Not(IsEmpty()));
  Delete();
  ASSERT_THAT(world_.store().CreateBackup(target), IsOk());
  EXPECT_THAT(Holding(key), IsEmpty());
  EXPECT_THAT(FilesHolding(target.directory, key), IsEmpty());
  ExpectSound();
  EXPECT_THAT(Holding(key), IsEmpty());
}

TEST_F(EraseStatementTest, ErasingTheContactLeavesTheStatements) {
  v1::EraseContactRequest request;
  request.set_name(kStatedName);
  ASSERT_THAT(world_.commands->EraseContact(request), IsOk());
  EXPECT_EQ(Headcount(), kRareOrdinary + kRareFleksjob);
  ExpectSound();
}

TEST_F(EraseStatementTest, AReplayTellsTheCountsUntilTheyAreErased) {
  const std::int64_t position = world_.Now()->position();
  const auto first = world_.commands->SubmitStatement(SubmitRequest(), Trusted());
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(world_.Now()->position(), position);
  EXPECT_EQ(first->response.counts_size(), 2);
  Delete();
  world_.Restart();
  auto replayed = world_.commands->SubmitStatement(SubmitRequest(), Trusted());
  ASSERT_THAT(replayed, IsOk());
  EXPECT_EQ(replayed->response.counts_size(), 0);
  *replayed->response.mutable_counts() = first->response.counts();
  EXPECT_EQ(replayed->response.SerializeAsString(), first->response.SerializeAsString());
}

TEST_F(EraseStatementTest, OtherCountsUnderTheSameRequestIdAreAnotherRequest) {
  EXPECT_THAT(world_.commands->SubmitStatement(SubmitRequest(7, 3), Trusted()),
              IsError(absl::StatusCode::kInvalidArgument, Reason::kRequestIdReused));
}

TEST_F(EraseStatementTest, ANewStatementAfterwardsHasANewKey) {
  const std::string key = StoredKey();
  Delete();
  world_.Register(kStatedCvr, "Havnen", 7, 3);
  EXPECT_NE(StoredKey(), key);
  EXPECT_EQ(Headcount(), 10);
  ExpectSound();
}

// Digests of what can be guessed tell it as well as the thing itself.
TEST(DigestTest, NothingThatStaysIsADigestOfCountsOrContact) {
  World worlds[2];
  const std::string emails[] = {"a@example.dk", "b@example.dk"};
  const std::string create_id = "7f6f4ec2-2f0e-4f0b-9d3c-0d5f0a3e7a11";
  for (int i = 0; i < 2; ++i) {
    v1::CreateEnterpriseRequest create;
    *create.mutable_enterprise() = sambyd::testing::CleaningEnterprise(kStatedCvr, "Havnen");
    create.mutable_enterprise()->mutable_contact()->set_email(emails[i]);
    create.set_request_id(create_id);
    ASSERT_THAT(worlds[i].commands->Create(create), IsOk());
    ASSERT_THAT(worlds[i].commands->SubmitStatement(SubmitRequest(7 + i, 3), Trusted()), IsOk());
  }
  const auto etag = [&](int i) {
    return GetEnterprise(*worlds[i].Now()->snapshot, kStatedName, {})->etag();
  };
  EXPECT_EQ(etag(0), etag(1));
  for (const std::string& id : {create_id, std::string(kSubmitId)}) {
    const auto fingerprint = [&](int i) {
      return (*worlds[i].Now()->snapshot->FindRequest(id))->fingerprint();
    };
    EXPECT_EQ(fingerprint(0), fingerprint(1)) << id;
  }
}

}  // namespace
}  // namespace sambyd::application
