#include "lib/application/ingest_notice.h"

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "lib/application/tender_queries.h"
#include "tests/support/notice_text.h"
#include "tests/support/status_matchers.h"
#include "tests/support/world.h"

namespace sambyd::application {
namespace {

using sambyd::testing::LotSpec;
using sambyd::testing::NoticeSpec;
using sambyd::testing::NoticeText;
using sambyd::testing::Trusted;
using sambyd::testing::World;
using testing_support::IsError;
using testing_support::IsOk;

constexpr char kTender[] = "tenders/22222222-2222-4222-8222-222222222222";
constexpr char kSplitText[] =
    "Opgaven omfatter rengøring af kontorer, vinduespudsning og pleje af grønne områder.";

v1::IngestNoticeRequest Request(const NoticeSpec& spec) {
  v1::IngestNoticeRequest request;
  request.set_content(NoticeText(spec));
  return request;
}

std::vector<v1::Lot> LotsIn(const World& world) {
  v1::ListLotsRequest request;
  request.set_parent(kTender);
  const auto response = ListLots(*world.Now()->snapshot, request, Trusted());
  return response.ok() ? std::vector<v1::Lot>(response->lots().begin(), response->lots().end())
                       : std::vector<v1::Lot>();
}

TEST(IngestNoticeTest, ANoticeBecomesATenderAndItsLots) {
  World world;
  const auto response = world.ingester->Ingest(Request({}), Trusted());
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->tender(), kTender);
  EXPECT_EQ(response->outcome(), v1::INGEST_OUTCOME_CREATED);
  EXPECT_EQ(response->published_lots(), 1);
  EXPECT_EQ(response->position(), world.Now()->position());
  const auto tender = GetTender(*world.Now()->snapshot, kTender, Trusted());
  ASSERT_THAT(tender, IsOk());
  EXPECT_EQ(tender->titles(0).text(), "Rengøring af kommunale bygninger");
  EXPECT_EQ(tender->state(), v1::Tender::STATE_PUBLISHED);
  EXPECT_FALSE(tender->etag().empty());
}

TEST(IngestNoticeTest, DerivedLotsCarryEvidenceThatStandsInTheText) {
  World world;
  ASSERT_THAT(world.ingester->Ingest(Request({.lots = {{.description = kSplitText}}}), Trusted()),
              IsOk());
  const std::vector<v1::Lot> lots = LotsIn(world);
  ASSERT_GE(lots.size(), 3U);
  EXPECT_EQ(lots[0].origin(), v1::Lot::ORIGIN_PUBLISHED);
  const std::string& text = lots[0].descriptions(0).text();
  for (std::size_t i = 1; i < lots.size(); ++i) {
    EXPECT_EQ(lots[i].origin(), v1::Lot::ORIGIN_DERIVED);
    EXPECT_EQ(lots[i].parent(), lots[0].name());
    EXPECT_EQ(lots[i].name(), lots[0].name() + "." + std::to_string(i));
    for (const v1::Evidence& evidence : lots[i].derivation().evidence()) {
      const auto begin = static_cast<std::size_t>(evidence.begin());
      const auto end = static_cast<std::size_t>(evidence.end());
      EXPECT_EQ(text.substr(begin, end - begin), evidence.text());
    }
  }
}

TEST(IngestNoticeTest, ChildrenPartitionTheValueExactly) {
  World world;
  const NoticeSpec spec{.lots = {{.description = kSplitText, .value_dkk = "1000000.01"}}};
  ASSERT_THAT(world.ingester->Ingest(Request(spec), Trusted()), IsOk());
  std::int64_t sum = 0;
  for (const v1::Lot& lot : LotsIn(world)) {
    if (lot.origin() == v1::Lot::ORIGIN_DERIVED) sum += lot.estimated_value().minor_units();
  }
  EXPECT_EQ(sum, 100'000'001);
}

TEST(IngestNoticeTest, TheSameBytesTwiceChangeNothing) {
  World world;
  ASSERT_THAT(world.ingester->Ingest(Request({}), Trusted()), IsOk());
  const std::int64_t before = world.Now()->position();
  const auto again = world.ingester->Ingest(Request({}), Trusted());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->outcome(), v1::INGEST_OUTCOME_UNCHANGED);
  EXPECT_EQ(world.Now()->position(), before);
}

TEST(IngestNoticeTest, ALaterVersionReplacesAnEarlierOneAndALateEarlierOneDoesNot) {
  World world;
  ASSERT_THAT(
      world.ingester->Ingest(Request({.version = "02", .title = "Anden udgave"}), Trusted()),
      IsOk());
  const auto late =
      world.ingester->Ingest(Request({.version = "01", .title = "Første udgave"}), Trusted());
  ASSERT_THAT(late, IsOk());
  EXPECT_EQ(late->outcome(), v1::INGEST_OUTCOME_SUPERSEDED);
  EXPECT_EQ(GetTender(*world.Now()->snapshot, kTender, Trusted())->titles(0).text(),
            "Anden udgave");
  const auto newer =
      world.ingester->Ingest(Request({.version = "03", .title = "Tredje udgave"}), Trusted());
  EXPECT_EQ(newer->outcome(), v1::INGEST_OUTCOME_UPDATED);
  EXPECT_EQ(GetTender(*world.Now()->snapshot, kTender, Trusted())->titles(0).text(),
            "Tredje udgave");
}

TEST(IngestNoticeTest, LotsThatANewVersionDropsAreGone) {
  World world;
  const LotSpec second{.id = "LOT-0002", .description = kSplitText};
  ASSERT_THAT(world.ingester->Ingest(Request({.lots = {{}, second}}), Trusted()), IsOk());
  EXPECT_GE(LotsIn(world).size(), 4U);
  ASSERT_THAT(world.ingester->Ingest(Request({.version = "02", .lots = {{}}}), Trusted()), IsOk());
  EXPECT_EQ(LotsIn(world).size(), 1U);
}

TEST(IngestNoticeTest, EveryOrderOfTwoNoticesGivesTheSameLots) {
  const NoticeSpec first{.title = "Første", .lots = {{.description = kSplitText}}};
  const NoticeSpec second{.notice_id = "33333333-3333-4333-8333-333333333333",
                          .dispatch_date = "2026-10-20",
                          .title = "Anden",
                          .lots = {{.description = "Kun rengøring af rådhuset."}}};
  World forward;
  ASSERT_THAT(forward.ingester->Ingest(Request(first), Trusted()), IsOk());
  ASSERT_THAT(forward.ingester->Ingest(Request(second), Trusted()), IsOk());
  World backward;
  ASSERT_THAT(backward.ingester->Ingest(Request(second), Trusted()), IsOk());
  ASSERT_THAT(backward.ingester->Ingest(Request(first), Trusted()), IsOk());
  const auto a = LotsIn(forward);
  const auto b = LotsIn(backward);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].SerializeAsString(), b[i].SerializeAsString());
  }
}

TEST(IngestNoticeTest, ARequestIdReplaysTheFirstAnswerAlsoAfterARestart) {
  World world;
  v1::IngestNoticeRequest request = Request({});
  request.set_request_id("2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d");
  const auto first = world.ingester->Ingest(request, Trusted());
  ASSERT_THAT(first, IsOk());
  world.Restart();
  const auto replay = world.ingester->Ingest(request, Trusted());
  ASSERT_THAT(replay, IsOk());
  EXPECT_EQ(replay->SerializeAsString(), first->SerializeAsString());
  v1::IngestNoticeRequest other = Request({.title = "En anden"});
  other.set_request_id(request.request_id());
  EXPECT_THAT(world.ingester->Ingest(other, Trusted()),
              IsError(absl::StatusCode::kInvalidArgument, Reason::kRequestIdReused));
}

TEST(IngestNoticeTest, ARequestIdThatIsNoUuidIsRefused) {
  World world;
  v1::IngestNoticeRequest request = Request({});
  request.set_request_id("again");
  EXPECT_THAT(world.ingester->Ingest(request, Trusted()),
              IsError(absl::StatusCode::kInvalidArgument, Reason::kFieldInvalid));
}

TEST(IngestNoticeTest, ABadNoticeStoresNothing) {
  World world;
  v1::IngestNoticeRequest request;
  request.set_content("<ContractNotice>");
  EXPECT_EQ(world.ingester->Ingest(request, Trusted()).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(world.Now()->position(), 0);
}

TEST(IngestNoticeTest, APreviewShowsWhatIngestingWouldStoreAndStoresNothing) {
  World world;
  const NoticeSpec spec{.lots = {{.description = kSplitText}}};
  const auto preview = world.ingester->Preview(NoticeText(spec));
  ASSERT_THAT(preview, IsOk());
  EXPECT_EQ(world.Now()->position(), 0);
  ASSERT_THAT(world.ingester->Ingest(Request(spec), Trusted()), IsOk());
  const auto stored = LotsIn(world);
  ASSERT_EQ(static_cast<std::size_t>(preview->lots_size()), stored.size());
  for (std::size_t i = 0; i < stored.size(); ++i) {
    v1::Lot without_etag = stored[i];
    without_etag.clear_etag();
    EXPECT_EQ(preview->lots(static_cast<int>(i)).SerializeAsString(),
              without_etag.SerializeAsString());
  }
}

TEST(IngestNoticeTest, ParallelWritersOfOneTenderAllLand) {
  World world;
  std::vector<std::jthread> writers;
  for (int i = 1; i <= 8; ++i) {
    writers.emplace_back([&world, i] {
      const std::string digit = std::to_string(i);
      const auto response = world.ingester->Ingest(
          Request({.notice_id = "4444444" + digit + "-4444-4444-8444-444444444444",
                   .dispatch_date = "2026-10-0" + digit,
                   .title = "Udgave " + digit}),
          Trusted());
      EXPECT_THAT(response, IsOk());
    });
  }
  writers.clear();
  const auto tender = GetTender(*world.Now()->snapshot, kTender, Trusted());
  ASSERT_THAT(tender, IsOk());
  EXPECT_EQ(tender->notices_size(), 8);
  EXPECT_EQ(tender->titles(0).text(), "Udgave 8");
}

}  // namespace
}  // namespace sambyd::application
