// What of a contact is in the files of a server, before and after it is erased.
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
using sambyd::testing::World;
using ::testing::IsEmpty;
using ::testing::Not;
using testing_support::IsError;
using testing_support::IsOk;

constexpr char kId[] = "DK24256790";
constexpr char kName[] = "enterprises/DK24256790";
constexpr char kEmail[] = "kontakt.seksogtyve@vaerkstedet.example";
constexpr char kPhone[] = "+45 97 53 19 24";
constexpr char kCreateId[] = "2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d";
constexpr char kEraseId[] = "7f6f4ec2-2f0e-4f0b-9d3c-0d5f0a3e7a11";

class EraseContactTest : public ::testing::Test {
 protected:
  // Registers an enterprise with a contact, and writes it to tables as well as to the log.
  EraseContactTest() {
    EXPECT_THAT(world_.commands->Create(CreateRequest()), IsOk());
    world_.Restart();
    v1::UpdateEnterpriseRequest update;
    update.mutable_enterprise()->set_name(kName);
    update.mutable_enterprise()->mutable_contact()->set_email(kEmail);
    update.mutable_enterprise()->mutable_contact()->set_phone(kPhone);
    update.mutable_update_mask()->add_paths("contact");
    EXPECT_THAT(world_.commands->Update(update, sambyd::testing::Trusted()), IsOk());
  }

  static v1::CreateEnterpriseRequest CreateRequest() {
    v1::CreateEnterpriseRequest request;
    *request.mutable_enterprise() =
        sambyd::testing::CleaningEnterprise(kId + 2, "Værkstedet på havnen");
    request.mutable_enterprise()->mutable_contact()->set_email(kEmail);
    request.set_request_id(kCreateId);
    return request;
  }

  static v1::EraseContactRequest EraseRequest() {
    v1::EraseContactRequest request;
    request.set_name(kName);
    request.set_request_id(kEraseId);
    return request;
  }

  // What makes the contact readable, wherever it lies.
  std::string StoredKey() const {
    return world_.Now()->snapshot->Get(storage::EncryptionKeyKey(kId))->key();
  }

  v1::Enterprise Get() const { return *GetEnterprise(*world_.Now()->snapshot, kName, Caller()); }

  std::vector<std::filesystem::path> Holding(std::string_view bytes) const {
    return FilesHolding(world_.data_directory(), bytes);
  }

  void ExpectSound() {
    const auto report = world_.Check();
    ASSERT_THAT(report, IsOk());
    EXPECT_THAT(report->problems, IsEmpty());
  }

  World world_;
};

TEST_F(EraseContactTest, NoFileEverHoldsAContactInTheClear) {
  EXPECT_EQ(Get().contact().email(), kEmail);
  EXPECT_THAT(Holding("rkstedet p"), Not(IsEmpty())) << "the test does not look where data lies";
  for (const std::string_view secret :
       {std::string_view(kEmail), std::string_view(kPhone), std::string_view("seksogtyve")}) {
    EXPECT_THAT(Holding(secret), IsEmpty());
  }
  ExpectSound();
}

TEST_F(EraseContactTest, TheKeyOfAnErasedContactIsInNoFile) {
  const std::string key = StoredKey();
  EXPECT_THAT(Holding(key), Not(IsEmpty()));
  const auto erased = world_.commands->EraseContact(EraseRequest());
  ASSERT_THAT(erased, IsOk());
  EXPECT_FALSE(erased->response.has_contact());
  EXPECT_FALSE(Get().has_contact());
  EXPECT_EQ(Get().display_name(), "Værkstedet på havnen");
  EXPECT_THAT(Holding(key), IsEmpty());
  ExpectSound();
  EXPECT_THAT(Holding(key), IsEmpty());
}

TEST_F(EraseContactTest, ALaterBackupDoesNotHoldTheKeyEither) {
  const sambyd::testing::TemporaryDirectory folder;
  const storage::BackupTarget target{.directory = folder.path() + "/backups", .keep = 1};
  const std::string key = StoredKey();
  ASSERT_THAT(world_.store().CreateBackup(target), IsOk());
  EXPECT_THAT(FilesHolding(target.directory, key), Not(IsEmpty()));
  ASSERT_THAT(world_.commands->EraseContact(EraseRequest()), IsOk());
  ASSERT_THAT(world_.store().CreateBackup(target), IsOk());
  EXPECT_THAT(FilesHolding(target.directory, key), IsEmpty());
}

TEST_F(EraseContactTest, DeletingTheEnterpriseErasesItsContact) {
  const std::string key = StoredKey();
  v1::DeleteEnterpriseRequest request;
  request.set_name(kName);
  ASSERT_THAT(world_.commands->Delete(request), IsOk());
  EXPECT_THAT(Holding(key), IsEmpty());
  ExpectSound();
}

TEST_F(EraseContactTest, WhileAnOlderReadIsOpenTheCallIsToBeRepeated) {
  const std::string key = StoredKey();
  auto reading = world_.Now();
  const auto pending = IsError(absl::StatusCode::kUnavailable, Reason::kErasurePending);
  EXPECT_THAT(world_.commands->EraseContact(EraseRequest()), pending);
  EXPECT_FALSE(Get().has_contact()) << "erased for readers";
  EXPECT_THAT(Holding(key), Not(IsEmpty()));
  EXPECT_THAT(world_.commands->EraseContact(EraseRequest()), pending);
  reading.reset();
  const std::int64_t position = world_.Now()->position();
  EXPECT_THAT(world_.commands->EraseContact(EraseRequest()), IsOk());
  EXPECT_THAT(Holding(key), IsEmpty());
  EXPECT_EQ(world_.Now()->position(), position) << "repeated, not done again";
}

TEST_F(EraseContactTest, AReplayTellsTheContactUntilItIsErased) {
  const auto first = world_.commands->Create(CreateRequest());
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->response.contact().email(), kEmail);
  ASSERT_THAT(world_.commands->EraseContact(EraseRequest()), IsOk());
  world_.Restart();
  auto replayed = world_.commands->Create(CreateRequest());
  ASSERT_THAT(replayed, IsOk());
  EXPECT_FALSE(replayed->response.has_contact());
  *replayed->response.mutable_contact() = first->response.contact();
  EXPECT_EQ(replayed->response.SerializeAsString(), first->response.SerializeAsString());
}

TEST_F(EraseContactTest, ANewContactAfterwardsHasANewKey) {
  const std::string key = StoredKey();
  ASSERT_THAT(world_.commands->EraseContact(EraseRequest()), IsOk());
  v1::UpdateEnterpriseRequest update;
  update.mutable_enterprise()->set_name(kName);
  update.mutable_enterprise()->mutable_contact()->set_email("ny@vaerkstedet.example");
  update.mutable_update_mask()->add_paths("contact");
  ASSERT_THAT(world_.commands->Update(update, sambyd::testing::Trusted()), IsOk());
  EXPECT_NE(StoredKey(), key);
  EXPECT_EQ(Get().contact().email(), "ny@vaerkstedet.example");
  ExpectSound();
}

TEST_F(EraseContactTest, WithoutAContactNothingIsWrittenAboutTheEnterprise) {
  ASSERT_THAT(world_.commands->EraseContact(EraseRequest()), IsOk());
  const std::string etag = Get().etag();
  v1::EraseContactRequest again;
  again.set_name(kName);
  const std::int64_t position = world_.Now()->position();
  ASSERT_THAT(world_.commands->EraseContact(again), IsOk());
  EXPECT_EQ(Get().etag(), etag);
  EXPECT_EQ(world_.Now()->position(), position);
}

TEST_F(EraseContactTest, AnEnterpriseThatIsNotThereIsTold) {
  v1::EraseContactRequest request;
  request.set_name("enterprises/DK10150817");
  EXPECT_THAT(world_.commands->EraseContact(request),
              IsError(absl::StatusCode::kNotFound, Reason::kNotFound));
}

}  // namespace
}  // namespace sambyd::application
