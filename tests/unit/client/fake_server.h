#ifndef TESTS_UNIT_CLIENT_FAKE_SERVER_H_
#define TESTS_UNIT_CLIENT_FAKE_SERVER_H_

#include <atomic>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "absl/status/status.h"
#include "lib/base/mutex.h"
#include "lib/client/client.h"
#include "lib/rpc/status.h"

namespace sambyd::client {

// Answers with the statuses it was given, one a call, and then OK; keeps the requests.
class FakeTenders final : public v1::TenderService::Service {
 public:
  grpc::Status IngestNotice(grpc::ServerContext* context, const v1::IngestNoticeRequest* request,
                            v1::IngestNoticeResponse* /*response*/) override {
    const MutexLock lock(mutex_);
    ingests_.push_back(*request);
    return Answer(context);
  }

  grpc::Status GetTender(grpc::ServerContext* context, const v1::GetTenderRequest* request,
                         v1::Tender* response) override {
    const MutexLock lock(mutex_);
    gets_.push_back(*request);
    response->set_name(request->name());
    return Answer(context);
  }

  // Three pages of two tenders.
  grpc::Status ListTenders(grpc::ServerContext* context, const v1::ListTendersRequest* request,
                           v1::ListTendersResponse* response) override {
    const MutexLock lock(mutex_);
    lists_.push_back(*request);
    const int page = request->page_token().empty() ? 0 : std::stoi(request->page_token());
    for (int i = 0; i < 2; ++i) {
      response->add_tenders()->set_name("tenders/" + std::to_string(2 * page + i));
    }
    if (page < 2) response->set_next_page_token(std::to_string(page + 1));
    return Answer(context);
  }

  // Notices of the content "bad" are refused; "end" breaks the stream off.
  grpc::Status IngestNotices(grpc::ServerContext* /*context*/,
                             grpc::ServerReaderWriter<v1::IngestNoticesResponse,
                                                      v1::IngestNoticesRequest>* stream) override;

  void AnswerWith(std::deque<grpc::Status> answers) {
    const MutexLock lock(mutex_);
    answers_ = std::move(answers);
  }
  // Sent as trailing metadata when not empty.
  void SetPosition(std::string position) {
    const MutexLock lock(mutex_);
    position_ = std::move(position);
  }

  std::vector<v1::IngestNoticeRequest> ingests() const { return Copy(ingests_); }
  std::vector<v1::GetTenderRequest> gets() const { return Copy(gets_); }
  std::vector<v1::ListTendersRequest> lists() const { return Copy(lists_); }

 private:
  template <class T>
  T Copy(const T& kept) const {
    const MutexLock lock(mutex_);
    return kept;
  }

  grpc::Status Answer(grpc::ServerContext* context) REQUIRES(mutex_) {
    if (!position_.empty()) context->AddTrailingMetadata(rpc::kPositionKey, position_);
    if (answers_.empty()) return grpc::Status::OK;
    const grpc::Status answer = answers_.front();
    answers_.pop_front();
    return answer;
  }

  mutable Mutex mutex_;  // between the threads of the server and the test's
  std::deque<grpc::Status> answers_;
  std::string position_;
  std::vector<v1::IngestNoticeRequest> ingests_;
  std::vector<v1::GetTenderRequest> gets_;
  std::vector<v1::ListTendersRequest> lists_;
};

// Counts rows; refuses a message that holds a row of line 0.
class FakeEnterprises final : public v1::EnterpriseService::Service {
 public:
  grpc::Status ImportEnterprises(grpc::ServerContext* context,
                                 grpc::ServerReader<v1::ImportEnterprisesRequest>* reader,
                                 v1::ImportEnterprisesResponse* response) override;

  std::vector<int> rows_of_messages() const {
    const MutexLock lock(mutex_);
    return rows_of_messages_;
  }

 private:
  mutable Mutex mutex_;
  std::vector<int> rows_of_messages_;
};

// Reindexes in four steps and then is done; counts the calls for a backup and refuses them.
class FakeAdmin final : public v1::AdminService::Service {
 public:
  grpc::Status ReindexLots(grpc::ServerContext* /*context*/,
                           const v1::ReindexLotsRequest* /*request*/,
                           grpc::ServerWriter<v1::ReindexLotsResponse>* writer) override {
    v1::ReindexLotsResponse progress;
    for (int step = 1; step <= 4; ++step) {
      progress.set_examined_tenders(step);
      writer->Write(progress);
    }
    progress.set_done(true);
    writer->Write(progress);
    return grpc::Status::OK;
  }

  grpc::Status CreateBackup(grpc::ServerContext* /*context*/,
                            const v1::CreateBackupRequest* /*request*/,
                            v1::Backup* /*response*/) override {
    ++backups;
    return {grpc::StatusCode::UNAVAILABLE, "the connection was lost"};
  }

  std::atomic<int> backups = 0;
};

// The services in this process, and a client whose waits are noted instead of waited.
class FakeServer {
 public:
  FakeServer() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&tenders);
    builder.RegisterService(&enterprises);
    builder.RegisterService(&admin);
    server_ = builder.BuildAndStart();
  }

  std::unique_ptr<Client> NewClient(Options options = {}) {
    if (!options.hooks.jitter) options.hooks.jitter = [] { return 0.0; };
    options.hooks.wait = [this](std::chrono::milliseconds pause) {
      pauses.push_back(pause.count());
    };
    return std::make_unique<Client>(server_->InProcessChannel({}), options);
  }

  FakeTenders tenders;
  FakeEnterprises enterprises;
  FakeAdmin admin;
  std::vector<std::int64_t> pauses;  // milliseconds

 private:
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace sambyd::client

#endif  // TESTS_UNIT_CLIENT_FAKE_SERVER_H_
