// Unary calls: repetition, request ids, positions, errors and pages.
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "lib/base/error.h"
#include "tests/unit/client/fake_server.h"

namespace sambyd::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const grpc::Status kUnavailable(grpc::StatusCode::UNAVAILABLE, "connection refused");

grpc::Status AskingToWait(std::int64_t seconds) {
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(absl::StatusCode::kUnavailable));
  google::rpc::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(seconds);
  wire.add_details()->PackFrom(retry);
  return {grpc::StatusCode::UNAVAILABLE, "", wire.SerializeAsString()};
}

TEST(CallTest, APassingFailureIsRepeatedWithGrowingPauses) {
  FakeServer server;
  server.tenders.AnswerWith({kUnavailable, kUnavailable, kUnavailable});
  const auto tender = server.NewClient()->tenders().GetTender("tenders/a");
  ASSERT_TRUE(tender.ok()) << tender.status();
  EXPECT_EQ(tender->name(), "tenders/a");
  EXPECT_THAT(server.pauses, ElementsAre(100, 200, 400));
}

TEST(CallTest, PausesHaveALongestAndShrinkByJitter) {
  FakeServer server;
  server.tenders.AnswerWith({kUnavailable, kUnavailable, kUnavailable, kUnavailable});
  Options options;
  options.retry.longest_pause = std::chrono::milliseconds(300);
  options.hooks.jitter = [] { return 1.0; };
  EXPECT_TRUE(server.NewClient(options)->tenders().GetTender("tenders/a").ok());
  EXPECT_THAT(server.pauses, ElementsAre(50, 100, 150, 150));
}

TEST(CallTest, AfterTheLastAttemptTheErrorIsReturned) {
  FakeServer server;
  server.tenders.AnswerWith(std::deque<grpc::Status>(10, kUnavailable));
  const auto tender = server.NewClient()->tenders().GetTender("tenders/a");
  EXPECT_EQ(tender.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(server.tenders.gets().size(), 5U);
}

TEST(CallTest, TheServersPauseIsHonoured) {
  FakeServer server;
  server.tenders.AnswerWith({AskingToWait(2)});
  EXPECT_TRUE(server.NewClient()->tenders().GetTender("tenders/a").ok());
  EXPECT_THAT(server.pauses, ElementsAre(2000));
}

TEST(CallTest, ACallDoesNotWaitBeyondItsDeadline) {
  FakeServer server;
  server.tenders.AnswerWith({AskingToWait(3600)});
  const auto tender = server.NewClient()->tenders().GetTender("tenders/a");
  EXPECT_EQ(tender.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(server.pauses, IsEmpty());
}

TEST(CallTest, ARefusalIsNotRepeatedAndKeepsReasonAndFields) {
  FakeServer server;
  server.tenders.AnswerWith({rpc::ToGrpcStatus(
      InvalidField("name", "tender/a", "tenders/{tender}", Reason::kNameInvalid))});
  const auto tender = server.NewClient()->tenders().GetTender("tender/a");
  EXPECT_EQ(tender.status().code(), absl::StatusCode::kInvalidArgument);
  const auto refusal = RefusalOf(tender.status());
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->reason, Reason::kNameInvalid);
  ASSERT_EQ(refusal->violations.size(), 1U);
  EXPECT_EQ(refusal->violations[0].got, "tender/a");
  EXPECT_EQ(server.tenders.gets().size(), 1U);
}

TEST(CallTest, OverloadIsRepeatedAndATooLargeMessageIsNot) {
  FakeServer server;
  const auto exhausted = absl::StatusCode::kResourceExhausted;
  server.tenders.AnswerWith(
      {rpc::ToGrpcStatus(ErrorWithReason(exhausted, Reason::kOverloaded, "busy")),
       rpc::ToGrpcStatus(ErrorWithReason(exhausted, Reason::kMessageTooLarge, "too large"))});
  EXPECT_EQ(server.NewClient()->tenders().GetTender("tenders/a").status().code(), exhausted);
  EXPECT_EQ(server.tenders.gets().size(), 2U);
  EXPECT_THAT(server.pauses, ElementsAre(250));
}

TEST(CallTest, ARepeatedMutationKeepsItsRequestId) {
  FakeServer server;
  server.tenders.AnswerWith({kUnavailable});
  const auto client = server.NewClient();
  EXPECT_TRUE(client->tenders().IngestNotice("<x/>").ok());
  EXPECT_TRUE(client->tenders().IngestNotice("<x/>").ok());
  ASSERT_EQ(server.tenders.ingests().size(), 3U);
  const std::string id = server.tenders.ingests()[0].request_id();
  EXPECT_EQ(server.tenders.ingests()[1].request_id(), id);
  EXPECT_NE(server.tenders.ingests()[2].request_id(), id);
  const std::regex uuid("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  EXPECT_TRUE(std::regex_match(id, uuid)) << id;
}

TEST(CallTest, ABackupIsNeverRepeated) {
  FakeServer server;
  EXPECT_FALSE(server.NewClient()->admin().CreateBackup().ok());
  EXPECT_EQ(server.admin.backups, 1);
}

TEST(CallTest, RequestIdsComeFromTheHook) {
  FakeServer server;
  Options options;
  options.hooks.new_request_id = [] { return "fixed"; };
  EXPECT_TRUE(server.NewClient(options)->tenders().IngestNotice("<x/>").ok());
  EXPECT_EQ(server.tenders.ingests().at(0).request_id(), "fixed");
}

TEST(CallTest, AReadAfterAWriteAsksForItsPosition) {
  FakeServer server;
  const auto client = server.NewClient();
  EXPECT_TRUE(client->tenders().GetTender("tenders/a").ok());
  server.tenders.SetPosition("17");
  EXPECT_TRUE(client->tenders().IngestNotice("<x/>").ok());
  EXPECT_EQ(client->position(), 17);
  server.tenders.SetPosition("12");  // a replica behind: the largest position is kept
  EXPECT_TRUE(client->tenders().GetTender("tenders/a").ok());
  EXPECT_TRUE(client->tenders().GetTender("tenders/a").ok());
  ASSERT_EQ(server.tenders.gets().size(), 3U);
  EXPECT_EQ(server.tenders.gets()[0].min_position(), 0);
  EXPECT_EQ(server.tenders.gets()[1].min_position(), 17);
  EXPECT_EQ(server.tenders.gets()[2].min_position(), 17);
}

TEST(CallTest, ReadingOnesWritesCanBeLeftOut) {
  FakeServer server;
  server.tenders.SetPosition("17");
  Options options;
  options.read_your_writes = false;
  const auto client = server.NewClient(options);
  EXPECT_TRUE(client->tenders().IngestNotice("<x/>").ok());
  EXPECT_TRUE(client->tenders().GetTender("tenders/a").ok());
  EXPECT_EQ(server.tenders.gets().at(0).min_position(), 0);
}

TEST(CallTest, AllPagesAreVisitedAtOnePosition) {
  FakeServer server;
  const auto client = server.NewClient();
  server.tenders.SetPosition("5");
  EXPECT_TRUE(client->tenders().IngestNotice("<x/>").ok());
  server.tenders.SetPosition("9");
  v1::ListTendersRequest request;
  request.set_cpv_prefix("9091");
  std::vector<std::string> names;
  const absl::Status status = client->tenders().ForEachTender(request, [&](const auto& tender) {
    names.push_back(tender.name());
    return true;
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_THAT(names, ElementsAre("tenders/0", "tenders/1", "tenders/2", "tenders/3", "tenders/4",
                                 "tenders/5"));
  ASSERT_EQ(server.tenders.lists().size(), 3U);
  for (const auto& sent : server.tenders.lists()) {
    EXPECT_EQ(sent.min_position(), 5);
    EXPECT_EQ(sent.cpv_prefix(), "9091");
  }
}

TEST(CallTest, AVisitEndsWhenTheVisitorSaysSo) {
  FakeServer server;
  int visited = 0;
  EXPECT_TRUE(server.NewClient()
                  ->tenders()
                  .ForEachTender({}, [&](const auto&) { return ++visited < 3; })
                  .ok());
  EXPECT_EQ(visited, 3);
  EXPECT_EQ(server.tenders.lists().size(), 2U);
}

TEST(CallTest, AnErrorBetweenPagesIsReturned) {
  FakeServer server;
  server.tenders.AnswerWith({grpc::Status::OK, {grpc::StatusCode::INTERNAL, "broken"}});
  int visited = 0;
  const absl::Status status =
      server.NewClient()->tenders().ForEachTender({}, [&](const auto&) { return ++visited > 0; });
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(visited, 2);
}

TEST(CallTest, AServerThatIsNotThereIsUnavailable) {
  Options options;
  options.retry.max_attempts = 1;
  const auto client = Client::Connect("unix:/nowhere/at/all", options);
  EXPECT_EQ(client->admin().GetStatus().status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace sambyd::client
