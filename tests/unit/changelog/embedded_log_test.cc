#include "lib/changelog/embedded_log.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"

namespace sambyd::changelog {
namespace {

using storage::EnterpriseKey;

class EmbeddedLogTest : public testing::Test {
 protected:
  EmbeddedLogTest() { Reopen(); }
  ~EmbeddedLogTest() override {
    log_.reset();
    store_.reset();
    std::filesystem::remove_all(directory_);
  }

  void Reopen() {
    log_.reset();
    store_.reset();
    auto store = storage::Store::Open({.directory = directory_});
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
    log_ = std::make_unique<EmbeddedLog>(*store_, clock_, nullptr);
  }

  const std::string directory_ =
      testing::TempDir() + "embedded_log_test." + std::to_string(getpid());
  SystemClock clock_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<EmbeddedLog> log_;
};

Mutation PutEnterprise(const std::string& id) {
  return [id](const MutationContext&) -> absl::StatusOr<Proposal> {
    sambyd::v1::Enterprise enterprise;
    enterprise.set_name("enterprises/" + id);
    return Proposal{{storage::Put(EnterpriseKey(id), enterprise)}, "made " + id};
  };
}

TEST_F(EmbeddedLogTest, ACommittedDocumentIsPublishedAndSurvivesReopening) {
  const auto committed = log_->Commit(std::nullopt, PutEnterprise("DK1"));
  ASSERT_TRUE(committed.ok()) << committed.status();
  EXPECT_EQ(committed->position, 1);
  EXPECT_EQ(committed->response, "made DK1");
  Reopen();
  EXPECT_EQ(log_->Published()->position(), 1);
  EXPECT_EQ(log_->Published()->Count<sambyd::v1::Enterprise>(), 1);
  const auto found = log_->Published()->Get(EnterpriseKey("DK1"));
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->name(), "enterprises/DK1");
}

}  // namespace
}  // namespace sambyd::changelog
