// What of a deleted enterprise stays in the files of a server: docs/security.md tells the same.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
using testing_support::IsOk;

constexpr char kDeletedId[] = "DK24256790";
constexpr char kDeletedName[] = "enterprises/DK24256790";
constexpr char kDescription[] = "Vinduespudsning i egne ord";
constexpr char kMailbox[] = "kontakt.seksogtyve@havnen.example";
constexpr char kTelephone[] = "+45 97 53 19 24";
constexpr char kRequestIds[][37] = {"2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d",
                                    "7f6f4ec2-2f0e-4f0b-9d3c-0d5f0a3e7a11",
                                    "0e6b2bd0-8f0c-4a58-a8a8-f1c1f6f2a0b3"};

class DeletedEnterpriseTest : public ::testing::Test {
 protected:
  // Everything that can be told of an enterprise, each call with an answer to remember.
  DeletedEnterpriseTest() {
    v1::CreateEnterpriseRequest create;
    *create.mutable_enterprise() = sambyd::testing::CleaningEnterprise(kDeletedId + 2, "Havnen");
    create.mutable_enterprise()->mutable_contact()->set_email(kMailbox);
    create.mutable_enterprise()->mutable_contact()->set_phone(kTelephone);
    create.mutable_enterprise()->mutable_capabilities(0)->set_description(kDescription);
    create.set_request_id(kRequestIds[0]);
    EXPECT_THAT(world_.commands->Create(create), IsOk());
    v1::SubmitWorkforceStatementRequest submit;
    submit.set_parent(kDeletedName);
    *submit.mutable_workforce_statement() =
        sambyd::testing::Statement(kRareOrdinary, kRareFleksjob);
    submit.set_request_id(kRequestIds[1]);
    EXPECT_THAT(world_.commands->SubmitStatement(submit, Trusted()), IsOk());
    v1::ConfirmProfileRequest confirm;
    confirm.set_name(kDeletedName);
    confirm.set_request_id(kRequestIds[2]);
    EXPECT_THAT(world_.commands->ConfirmProfile(confirm), IsOk());
    world_.Restart();  // writes it to tables as well as to the log
  }

  void Delete() {
    v1::DeleteEnterpriseRequest request;
    request.set_name(kDeletedName);
    ASSERT_THAT(world_.commands->Delete(request), IsOk());
    ASSERT_THAT(world_.store().CreateBackup(target_), IsOk());
  }

  // Files of the data directory and of a backup that was made after the deletion.
  std::size_t FilesWith(std::string_view bytes) const {
    return FilesHolding(world_.data_directory(), bytes).size() +
           FilesHolding(target_.directory, bytes).size();
  }

  const sambyd::testing::TemporaryDirectory folder_;
  const storage::BackupTarget target_{.directory = folder_.path() + "/backups", .keep = 1};
  World world_;
};

TEST_F(DeletedEnterpriseTest, NoFileTellsItsContactOrWorkforce) {
  const auto& snapshot = *world_.Now()->snapshot;
  std::vector<std::string> secrets = {
      kMailbox, kTelephone, "seksogtyve",
      snapshot.Get(storage::EncryptionKeyKey(kDeletedId))->key(),
      snapshot.Get(storage::WorkforceEncryptionKeyKey(kDeletedId))->key()};
  const auto stated = sambyd::testing::Statement(kRareOrdinary, kRareFleksjob);
  for (const v1::WorkforceCount& count : stated.counts()) {
    secrets.push_back(count.SerializeAsString());
  }
  Delete();
  EXPECT_GT(FilesWith("Havnen"), 0U) << "the test does not look where data lies";
  for (const std::string& secret : secrets) EXPECT_EQ(FilesWith(secret), 0U);
}

TEST_F(DeletedEnterpriseTest, ItsRecordsKeepTheProfileAloneAndBandAndVerdictInAnswers) {
  Delete();
  int profiles = 0;
  int answers = 0;
  const auto look = [&](storage::v1::ChangeRecord& record) {
    for (const auto& change : record.changes()) {
      if (change.kind() != storage::v1::DOCUMENT_KIND_ENTERPRISE || !change.has_document())
        continue;
      v1::Enterprise profile;
      EXPECT_TRUE(profile.ParseFromString(change.document()));
      EXPECT_EQ(profile.capabilities(0).description(), kDescription);
      EXPECT_FALSE(profile.has_contact() || profile.has_workforce());
      ++profiles;
    }
    storage::v1::RememberedEnterprise answer;
    if (answer.ParseFromString(record.request().response()) && answer.has_enterprise()) {
      EXPECT_FALSE(answer.enterprise().has_contact());
      EXPECT_FALSE(answer.enterprise().workforce().has_totals());
      if (answer.enterprise().has_workforce()) ++answers;
    }
    return true;
  };
  ASSERT_THAT(world_.Now()->snapshot->ScanRecords(1, look), IsOk());
  EXPECT_EQ(profiles, 2) << "created and confirmed";
  EXPECT_EQ(answers, 1) << "the confirmation's; no other kind of answer reads as this one";
}

}  // namespace
}  // namespace sambyd::application
