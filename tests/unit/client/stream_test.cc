// The two streams: notices out and results back, and rows out.
#include <atomic>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/base/error.h"
#include "tests/unit/client/fake_server.h"

namespace sambyd::client {

grpc::Status FakeTenders::IngestNotices(
    grpc::ServerContext* /*context*/,
    grpc::ServerReaderWriter<v1::IngestNoticesResponse, v1::IngestNoticesRequest>* stream) {
  v1::IngestNoticesRequest request;
  for (std::int64_t index = 0; stream->Read(&request); ++index) {
    const std::string& content = request.notice().content();
    if (content == "end") return {grpc::StatusCode::INTERNAL, "broke off"};
    v1::IngestNoticesResponse response;
    response.set_index(index);
    if (content == "bad") {
      *response.mutable_status() =
          rpc::ToRpcStatus(InvalidField("line 1", "bad", "XML", Reason::kNoticeNotXml));
    } else {
      response.mutable_result()->set_tender("tenders/" + content);
      response.mutable_result()->set_position(100 + index);
    }
    stream->Write(response);
  }
  return grpc::Status::OK;
}

grpc::Status FakeEnterprises::ImportEnterprises(
    grpc::ServerContext* /*context*/, grpc::ServerReader<v1::ImportEnterprisesRequest>* reader,
    v1::ImportEnterprisesResponse* response) {
  v1::ImportEnterprisesRequest request;
  while (reader->Read(&request)) {
    if (request.rows(0).line() == 0) return rpc::ToGrpcStatus(MissingField("line", "a number"));
    const MutexLock lock(mutex_);
    rows_of_messages_.push_back(request.rows_size());
    response->set_rows(response->rows() + request.rows_size());
  }
  response->set_position(42);
  return grpc::Status::OK;
}

namespace {

using ::testing::ElementsAre;

TenderClient::NoticeSource Each(std::vector<std::string> contents) {
  return [contents = std::move(contents), i = std::size_t{0}]() mutable {
    return i < contents.size() ? std::optional(contents[i++]) : std::nullopt;
  };
}

TEST(IngestStreamTest, EveryNoticeHasItsResultInOrder) {
  FakeServer server;
  const auto client = server.NewClient();
  std::vector<std::string> results;
  const absl::Status status = client->tenders().IngestNotices(
      Each({"a", "bad", "b"}), [&](std::int64_t index, const auto& result) {
        results.push_back(std::to_string(index) + " " +
                          (result.ok()
                               ? result->tender()
                               : std::string(ReasonName(RefusalOf(result.status())->reason))));
      });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_THAT(results, ElementsAre("0 tenders/a", "1 NOTICE_NOT_XML", "2 tenders/b"));
  EXPECT_EQ(client->position(), 102);
}

TEST(IngestStreamTest, NoMoreThanTheWindowIsUnanswered) {
  FakeServer server;
  constexpr int kWindow = 4;
  std::atomic<int> taken = 0;
  std::atomic<int> answered = 0;
  std::atomic<int> most_unanswered = 0;
  const absl::Status status = server.NewClient()->tenders().IngestNotices(
      [&]() -> std::optional<std::string> {
        if (taken == 500) return std::nullopt;
        most_unanswered = std::max(most_unanswered.load(), ++taken - answered.load());
        return std::string(10'000, 'x');
      },
      [&](std::int64_t, const auto&) { ++answered; }, kWindow);
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(answered, 500);
  EXPECT_LE(most_unanswered, kWindow);
}

TEST(IngestStreamTest, ABrokenStreamGivesItsErrorAfterTheResultsSoFar) {
  FakeServer server;
  int results = 0;
  const absl::Status status = server.NewClient()->tenders().IngestNotices(
      Each({"a", "b", "end", "c", "d", "e", "f", "g"}),
      [&](std::int64_t, const auto& result) { results += result.ok() ? 1 : 0; }, 2);
  EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
  EXPECT_EQ(results, 2);
}

TEST(IngestStreamTest, AnEmptyStreamIsFine) {
  FakeServer server;
  EXPECT_TRUE(server.NewClient()->tenders().IngestNotices(Each({}), nullptr).ok());
}

EnterpriseClient::RowSource Rows(int count, std::size_t bytes_each, std::int64_t first_line = 1) {
  return [=, i = 0]() mutable -> std::optional<v1::ImportRow> {
    if (i == count) return std::nullopt;
    v1::ImportRow row;
    row.set_line(first_line + i++);
    row.mutable_enterprise()->set_display_name(std::string(bytes_each, 'x'));
    return row;
  };
}

TEST(ImportStreamTest, RowsTravelInMessagesOfAThousand) {
  FakeServer server;
  const auto client = server.NewClient();
  std::vector<std::int64_t> progress;
  const auto report = client->enterprises().ImportEnterprises(
      Rows(2500, 20), [&](std::int64_t rows) { progress.push_back(rows); });
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->rows(), 2500);
  EXPECT_THAT(server.enterprises.rows_of_messages(), ElementsAre(1000, 1000, 500));
  EXPECT_THAT(progress, ElementsAre(1000, 2000, 2500));
  EXPECT_EQ(client->position(), 42);
}

TEST(ImportStreamTest, ASourceIsNotAskedAgainAfterItsEnd) {
  FakeServer server;
  int asked = 0;
  const auto report = server.NewClient()->enterprises().ImportEnterprises(
      [&, rows = Rows(3, 20)]() mutable { return ++asked, rows(); });
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(asked, 4);
}

TEST(ImportStreamTest, LargeRowsTravelInSmallerMessages) {
  FakeServer server;
  ASSERT_TRUE(server.NewClient()->enterprises().ImportEnterprises(Rows(25, 100'000)).ok());
  EXPECT_THAT(server.enterprises.rows_of_messages(), ElementsAre(11, 11, 3));
}

TEST(ImportStreamTest, ARefusedStreamGivesItsError) {
  FakeServer server;
  const auto report = server.NewClient()->enterprises().ImportEnterprises(Rows(100'000, 20, 0));
  EXPECT_EQ(report.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(RefusalOf(report.status())->reason, Reason::kFieldRequired);
}

TEST(ImportStreamTest, NoRowsAreFine) {
  FakeServer server;
  const auto report = server.NewClient()->enterprises().ImportEnterprises(Rows(0, 0));
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->rows(), 0);
}

TEST(ReindexStreamTest, ProgressIsToldUntilItIsDone) {
  FakeServer server;
  std::vector<std::int64_t> examined;
  const absl::Status status =
      server.NewClient()->admin().ReindexLots([&](const v1::ReindexLotsResponse& progress) {
        examined.push_back(progress.examined_tenders());
        return !progress.done();
      });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_THAT(examined, ElementsAre(1, 2, 3, 4, 4));
}

TEST(ReindexStreamTest, AVisitorThatWantsNoMoreIsNotCalledAgain) {
  FakeServer server;
  int calls = 0;
  static_cast<void>(server.NewClient()->admin().ReindexLots([&](const auto&) {
    ++calls;
    return false;
  }));
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace sambyd::client
