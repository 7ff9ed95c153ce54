#include "lib/application/reindex_lots.h"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "lib/application/derive_lots.h"
#include "lib/application/tender_queries.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/application/review_fixture.h"

namespace sambyd::application {
namespace {

using sambyd::testing::Trusted;
using testing_support::IsError;
using testing_support::IsOk;

// The classifier of a newer version, which does something while it is asked.
class NewClassifier final : public breakdown::Classifier {
 public:
  explicit NewClassifier(const breakdown::Classifier& old) : old_(old) {}

  std::string_view version() const override { return "new"; }

  std::vector<breakdown::CpvGuess> Classify(std::string_view text, std::string_view language,
                                            std::span<const domain::CpvCode> prior,
                                            int most) const override {
    if (meanwhile) std::exchange(meanwhile, nullptr)();
    return old_.Classify(text, language, prior, most);
  }

  mutable std::function<void()> meanwhile;  // once

 private:
  const breakdown::Classifier& old_;
};

class ReindexLotsTest : public ReviewFixture {
 protected:
  // Ingests `count` tenders with three parts each.
  void IngestTenders(int count) {
    for (int i = 0; i < count; ++i) {
      const std::string number = std::to_string(100 + i);
      v1::IngestNoticeRequest request;
      request.set_content(sambyd::testing::NoticeText(
          {.notice_id = "33333333-3333-4333-8333-333333333" + number,
           .procedure_id = "44444444-4444-4444-8444-444444444" + number,
           .lots = {{.description = kThreeTasks, .value_dkk = "900000"}}}));
      ASSERT_THAT(world_.ingester->Ingest(request, Trusted()), IsOk());
    }
  }

  absl::StatusOr<v1::ReindexLotsResponse> Reindex(int most_steps = 1'000'000) {
    v1::ReindexLotsResponse last;
    LotReindexer reindexer(world_.log(), classifier_);
    const absl::Status status = reindexer.Run([&](const v1::ReindexLotsResponse& progress) {
      EXPECT_GE(progress.examined_tenders(), last.examined_tenders());
      last = progress;
      return --most_steps > 0;
    });
    if (!status.ok()) return status;
    return last;
  }

  std::int64_t LotsOfVersion(const std::string& version) const {
    std::int64_t count = 0;
    EXPECT_THAT(world_.Now()->snapshot->Scan<v1::Lot>(
                    storage::All<v1::Lot>(), std::nullopt,
                    [&](const storage::Key<v1::Lot>&, v1::Lot& lot) {
                      const bool derived = lot.origin() == v1::Lot::ORIGIN_DERIVED;
                      count += version ==
                               (derived ? lot.derivation().model_version() : lot.model_version());
                      return true;
                    }),
                IsOk());
    return count;
  }

  NewClassifier classifier_{world_.classifier};
  const std::string new_version_ = ModelVersion(classifier_);
};

TEST_F(ReindexLotsTest, EveryLotGetsTheNewVersionOnce) {
  IngestTenders(150);
  const auto first = Reindex();
  ASSERT_THAT(first, IsOk());
  EXPECT_TRUE(first->done());
  EXPECT_EQ(first->tenders(), 150);
  EXPECT_EQ(first->examined_tenders(), 150);
  EXPECT_EQ(first->reindexed_tenders(), 150);
  EXPECT_EQ(first->written_lots(), 150 * 4);
  EXPECT_EQ(first->position(), world_.Now()->position());
  EXPECT_EQ(LotsOfVersion(new_version_), 150 * 4);
  EXPECT_LE(world_.Now()->position(), 150 + 3) << "batches, not a record a tender";
  const auto second = Reindex();
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->reindexed_tenders(), 0);
  EXPECT_EQ(second->position(), first->position());
}

TEST_F(ReindexLotsTest, AnIndexOfTheServersOwnVersionChangesNothing) {
  IngestTenders(3);
  LotReindexer same(world_.log(), world_.classifier);
  ASSERT_THAT(same.Run([](const auto&) { return true; }), IsOk());
  EXPECT_EQ(world_.Now()->position(), 3);
}

TEST_F(ReindexLotsTest, ARunThatEndsEarlyIsMadeGoodByTheNextAlsoAfterARestart) {
  IngestTenders(150);
  EXPECT_THAT(Reindex(1), IsError(absl::StatusCode::kCancelled, Reason::kCancelled));
  const std::int64_t done = LotsOfVersion(new_version_);
  EXPECT_GT(done, 0);
  EXPECT_LT(done, 150 * 4);
  world_.Restart();
  const auto rest = Reindex();
  ASSERT_THAT(rest, IsOk());
  EXPECT_EQ(rest->reindexed_tenders(), 150 - done / 4);
  EXPECT_EQ(LotsOfVersion(new_version_), 150 * 4);
}

TEST_F(ReindexLotsTest, ReviewedLotsAreUntouched) {
  Ingest(kThreeTasks);
  ASSERT_THAT(SetValue(2, 10'000'000), IsOk());
  ASSERT_THAT(Reject(3), IsOk());
  const std::vector<v1::Lot> before = Lots();
  ASSERT_THAT(Reindex(), IsOk());
  const std::vector<v1::Lot> after = Lots();
  ASSERT_EQ(after.size(), before.size());
  EXPECT_EQ(Child(1).derivation().model_version(), new_version_);
  EXPECT_EQ(after[2].SerializeAsString(), before[2].SerializeAsString());
  EXPECT_EQ(after[3].SerializeAsString(), before[3].SerializeAsString());
  ExpectWhole();
  EXPECT_EQ(Reindex()->reindexed_tenders(), 0);
}

TEST_F(ReindexLotsTest, ANoticeThatArrivesMeanwhileIsNotOverwrittenByWhatWasDerivedBefore) {
  Ingest(kThreeTasks);
  std::string arrived;
  classifier_.meanwhile = [&] {
    Ingest("Opgaven omfatter maling af vinduer, murerarbejde og tømrerarbejde.");
    arrived = Lots().front().descriptions(0).text();
  };
  const auto done = Reindex();
  ASSERT_THAT(done, IsOk());
  EXPECT_EQ(done->examined_tenders(), 1);
  EXPECT_EQ(Lots().front().descriptions(0).text(), arrived);
  EXPECT_EQ(LotsOfVersion(new_version_), static_cast<std::int64_t>(Lots().size()))
      << "it is looked at again, since an older version broke it down";
  ExpectWhole();
}

TEST_F(ReindexLotsTest, ADecisionThatIsMadeMeanwhileHolds) {
  Ingest(kThreeTasks);
  classifier_.meanwhile = [&] { EXPECT_THAT(Reject(2), IsOk()); };
  ASSERT_THAT(Reindex(), IsOk());
  EXPECT_EQ(Child(2).set_aside(), v1::Lot::SET_ASIDE_REJECTED);
  EXPECT_EQ(Child(1).derivation().model_version(), new_version_);
  ExpectWhole();
}

TEST_F(ReindexLotsTest, ReadsSeeWholeTendersMeanwhile) {
  Ingest(kThreeTasks);
  classifier_.meanwhile = [&] {
    EXPECT_EQ(LotsOfVersion(new_version_), 0);
    ExpectWhole();
  };
  ASSERT_THAT(Reindex(), IsOk());
  EXPECT_EQ(LotsOfVersion(new_version_), 4);
}

}  // namespace
}  // namespace sambyd::application
