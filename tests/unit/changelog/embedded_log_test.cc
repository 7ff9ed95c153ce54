#include "lib/changelog/embedded_log.h"

#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/memory_store.h"
#include "tests/support/status_matchers.h"

namespace sambyd::changelog {
namespace {

using storage::EnterpriseKey;
using ::testing::ElementsAre;
using testing_support::IsError;
using testing_support::IsOk;
using testing_support::MemoryStore;

class FixedClock final : public Clock {
 public:
  Timestamp Now() const override { return Timestamp(std::chrono::microseconds(1'500'001)); }
};

class EmbeddedLogTest : public testing::Test {
 protected:
  EmbeddedLogTest() { Reopen(); }

  void Reopen(Observer observer = nullptr, const EmbeddedLogOptions& options = {}) {
    log_.reset();
    store_.Reopen();
    log_ = std::make_unique<EmbeddedLog>(*store_, clock_, std::move(observer), options);
  }

  const FixedClock clock_;
  MemoryStore store_;
  std::unique_ptr<EmbeddedLog> log_;
};

Mutation PutEnterprise(const std::string& id) {
  return [id](const MutationContext&) -> absl::StatusOr<Proposal> {
    sambyd::v1::Enterprise enterprise;
    enterprise.set_name("enterprises/" + id);
    return Proposal{{storage::Put(EnterpriseKey(id), enterprise)}, "made " + id};
  };
}

absl::StatusOr<Proposal> WriteNothing(const MutationContext&) { return Proposal{{}, "nothing"}; }

std::chrono::steady_clock::time_point Past() {
  return std::chrono::steady_clock::now() - std::chrono::seconds(1);
}

TEST_F(EmbeddedLogTest, ACommittedDocumentIsPublishedAndSurvivesReopening) {
  const auto committed = log_->Commit(std::nullopt, PutEnterprise("DK1"));
  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(committed->position, 1);
  EXPECT_EQ(committed->response, "made DK1");
  EXPECT_FALSE(committed->replayed);
  EXPECT_EQ(log_->Published()->position(), 1);
  Reopen();
  EXPECT_EQ(log_->Published()->position(), 1);
  EXPECT_EQ(log_->Published()->Get(EnterpriseKey("DK1"))->name(), "enterprises/DK1");
}

TEST_F(EmbeddedLogTest, AMutationSeesEverythingBeforeItsRecordAndTheClock) {
  ASSERT_THAT(log_->Commit(std::nullopt, PutEnterprise("DK1")), IsOk());
  ASSERT_THAT(log_->Commit(std::nullopt,
                           [&](const MutationContext& context) -> absl::StatusOr<Proposal> {
                             EXPECT_EQ(context.position, 2);
                             EXPECT_EQ(context.state.position(), 1);
                             EXPECT_EQ(context.time, clock_.Now());
                             EXPECT_THAT(context.state.Get(EnterpriseKey("DK1")), IsOk());
                             return Proposal{{storage::Remove(EnterpriseKey("DK1"))}, ""};
                           }),
              IsOk());
  ASSERT_THAT(log_->Published()->ScanRecords(2,
                                             [](const storage::v1::ChangeRecord& record) {
                                               EXPECT_EQ(record.time().seconds(), 1);
                                               EXPECT_EQ(record.time().nanos(), 500'001'000);
                                               return true;
                                             }),
              IsOk());
}

TEST_F(EmbeddedLogTest, ARefusedMutationWritesNothing) {
  const auto refused =
      log_->Commit(RequestKey{"id", "f"}, [](const MutationContext&) -> absl::StatusOr<Proposal> {
        return NotFound("enterprises/DK1");
      });
  EXPECT_THAT(refused, IsError(absl::StatusCode::kNotFound, Reason::kNotFound));
  EXPECT_EQ(log_->Published()->position(), 0);
  // The refusal was not remembered: the same request may succeed later.
  EXPECT_THAT(log_->Commit(RequestKey{"id", "f"}, PutEnterprise("DK1")), IsOk());
}

TEST_F(EmbeddedLogTest, NothingToWriteIsNoRecord) {
  ASSERT_THAT(log_->Commit(std::nullopt, PutEnterprise("DK1")), IsOk());
  const auto committed = log_->Commit(std::nullopt, WriteNothing);
  ASSERT_THAT(committed, IsOk());
  EXPECT_EQ(committed->position, 1);
  EXPECT_EQ(committed->response, "nothing");
  EXPECT_EQ(log_->syncs(), 1);
}

TEST_F(EmbeddedLogTest, AReplayedRequestGetsTheFirstResponseAlsoAfterReopening) {
  const RequestKey request = {"id", "fingerprint"};
  ASSERT_THAT(log_->Commit(request, PutEnterprise("DK1")), IsOk());
  for (int round = 0; round < 2; ++round) {
    const auto replay = log_->Commit(request, PutEnterprise("DK2"));
    ASSERT_THAT(replay, IsOk());
    EXPECT_TRUE(replay->replayed);
    EXPECT_EQ(replay->response, "made DK1");
    EXPECT_EQ(log_->Published()->position(), 1);
    Reopen();
  }
}

TEST_F(EmbeddedLogTest, AResponseThatWroteNothingElseIsRememberedToo) {
  const RequestKey request = {"id", "fingerprint"};
  ASSERT_THAT(log_->Commit(request, WriteNothing), IsOk());
  const auto replay = log_->Commit(request, PutEnterprise("DK1"));
  ASSERT_THAT(replay, IsOk());
  EXPECT_EQ(replay->response, "nothing");
}

TEST_F(EmbeddedLogTest, AnIdThatWasUsedForAnotherRequestIsRefused) {
  const auto reused = IsError(absl::StatusCode::kInvalidArgument, Reason::kRequestIdReused);
  ASSERT_THAT(log_->Commit(RequestKey{"id", "one"}, PutEnterprise("DK1")), IsOk());
  EXPECT_THAT(log_->Commit(RequestKey{"id", "two"}, PutEnterprise("DK2")), reused);
  Reopen();
  EXPECT_THAT(log_->Commit(RequestKey{"id", "two"}, PutEnterprise("DK2")), reused);
}

TEST_F(EmbeddedLogTest, AWrongProposalFailsAloneAndTheLogGoesOn) {
  const auto wrong =
      log_->Commit(std::nullopt, [](const MutationContext&) -> absl::StatusOr<Proposal> {
        return Proposal{{storage::Remove(EnterpriseKey("a")), storage::Remove(EnterpriseKey("a"))},
                        ""};
      });
  EXPECT_EQ(wrong.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(log_->read_only());
  EXPECT_THAT(log_->Commit(std::nullopt, PutEnterprise("DK1")), IsOk());
}

TEST_F(EmbeddedLogTest, AMutationThatThrowsFailsAloneAndTheLogGoesOn) {
  const Mutation throws = [](const MutationContext&) -> absl::StatusOr<Proposal> {
    throw std::length_error("too long");
  };
  EXPECT_EQ(log_->Commit(std::nullopt, throws).status().code(), absl::StatusCode::kInternal);
  EXPECT_THAT(log_->Commit(std::nullopt, PutEnterprise("DK1")), IsOk());
  EXPECT_EQ(log_->writers(), 0);
}

TEST_F(EmbeddedLogTest, TheObserverSeesEachGroupBeforeItIsPublished) {
  std::vector<std::int64_t> seen;
  Reopen([&](const CommittedGroup& group) {
    EXPECT_LT(log_->Published()->position(), group.records.front().position());
    EXPECT_EQ(group.snapshot->position(), group.records.back().position());
    for (const auto& record : group.records) seen.push_back(record.position());
  });
  ASSERT_THAT(log_->Commit(std::nullopt, PutEnterprise("DK1")), IsOk());
  ASSERT_THAT(log_->Commit(std::nullopt, WriteNothing), IsOk());
  ASSERT_THAT(log_->Commit(std::nullopt, PutEnterprise("DK2")), IsOk());
  EXPECT_THAT(seen, ElementsAre(1, 2));
}

TEST_F(EmbeddedLogTest, WaitingEndsWhenThePositionIsPublishedOrAtTheDeadline) {
  EXPECT_THAT(log_->WaitFor(0, Past()), IsOk());
  EXPECT_THAT(log_->WaitFor(1, Past()),
              IsError(absl::StatusCode::kUnavailable, Reason::kPositionNotReached));
  std::jthread writer(
      [&] { EXPECT_THAT(log_->Commit(std::nullopt, PutEnterprise("DK1")), IsOk()); });
  EXPECT_THAT(log_->WaitFor(1, std::chrono::steady_clock::now() + std::chrono::minutes(1)), IsOk());
  EXPECT_THAT(log_->Published()->Get(EnterpriseKey("DK1")), IsOk());
}

TEST_F(EmbeddedLogTest, OldRecordsAndTheirRequestsAreForgotten) {
  Reopen(nullptr, {.retained_records = 10});
  const auto commit = [&](std::int64_t n) {
    return log_->Commit(RequestKey{std::to_string(n), ""}, WriteNothing);
  };
  for (std::int64_t n = 1; n < kForgetInterval; ++n) ASSERT_THAT(commit(n), IsOk());
  EXPECT_EQ(log_->Published()->first_record(), 1);
  ASSERT_THAT(commit(kForgetInterval), IsOk());
  EXPECT_EQ(log_->Published()->first_record(), kForgetInterval - 9);
  EXPECT_TRUE(commit(kForgetInterval - 9)->replayed);
  EXPECT_FALSE(commit(kForgetInterval - 10)->replayed);
  log_.reset();
  const auto report = store_.Check();
  ASSERT_THAT(report, IsOk());
  EXPECT_TRUE(report->ok()) << report->problems.front();
  EXPECT_EQ(report->records, 11);
}

}  // namespace
}  // namespace sambyd::changelog
