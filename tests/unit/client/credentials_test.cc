// Who calls: the bearer token on every call and stream, fresh from its file.
#include "lib/client/credentials.h"

#include <fstream>

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include "lib/base/mutex.h"
#include "lib/client/client.h"
#include "tests/support/temporary_directory.h"

namespace sambyd::client {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Keeps the "authorization" of each call, "" where there is none.
class Seen {
 public:
  std::vector<std::string> authorizations() const EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    return authorizations_;
  }

  grpc::Status Note(const grpc::ServerContext& context) EXCLUDES(mutex_) {
    const auto& metadata = context.client_metadata();
    const auto entry = metadata.find("authorization");
    const MutexLock lock(mutex_);
    authorizations_.emplace_back(
        entry == metadata.end() ? "" : std::string(entry->second.data(), entry->second.size()));
    return grpc::Status::OK;
  }

 private:
  mutable Mutex mutex_;
  std::vector<std::string> authorizations_ GUARDED_BY(mutex_);
};

struct Tenders final : v1::TenderService::Service {
  explicit Tenders(Seen& to) : seen(to) {}
  grpc::Status GetTender(grpc::ServerContext* context, const v1::GetTenderRequest*,
                         v1::Tender*) override {
    return seen.Note(*context);
  }
  grpc::Status IngestNotices(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::IngestNoticesResponse, v1::IngestNoticesRequest>*) override {
    return seen.Note(*context);
  }
  Seen& seen;
};

struct Enterprises final : v1::EnterpriseService::Service {
  explicit Enterprises(Seen& to) : seen(to) {}
  grpc::Status ImportEnterprises(grpc::ServerContext* context,
                                 grpc::ServerReader<v1::ImportEnterprisesRequest>*,
                                 v1::ImportEnterprisesResponse*) override {
    return seen.Note(*context);
  }
  Seen& seen;
};

struct Admin final : v1::AdminService::Service {
  explicit Admin(Seen& to) : seen(to) {}
  grpc::Status ReindexLots(grpc::ServerContext* context, const v1::ReindexLotsRequest*,
                           grpc::ServerWriter<v1::ReindexLotsResponse>*) override {
    return seen.Note(*context);
  }
  Seen& seen;
};

class BearerTokenTest : public ::testing::Test {
 protected:
  BearerTokenTest() {
    grpc::ServerBuilder builder;
    for (grpc::Service* service :
         {static_cast<grpc::Service*>(&tenders_), static_cast<grpc::Service*>(&enterprises_),
          static_cast<grpc::Service*>(&admin_)}) {
      builder.RegisterService(service);
    }
    server_ = builder.BuildAndStart();
  }

  // One unary call and every kind of stream.
  void CallAll(std::function<std::string()> token) {
    Options options;
    options.bearer_token = std::move(token);
    const Client client(server_->InProcessChannel({}), options);
    EXPECT_TRUE(client.tenders().GetTender("tenders/a").ok());
    static_cast<void>(client.tenders().IngestNotices(
        [] { return std::nullopt; }, [](std::int64_t, const auto&) { return true; }));
    EXPECT_TRUE(client.enterprises().ImportEnterprises([] { return std::nullopt; }).ok());
    static_cast<void>(client.admin().ReindexLots([](const auto&) { return true; }));
  }

  Seen seen_;
  Tenders tenders_{seen_};
  Enterprises enterprises_{seen_};
  Admin admin_{seen_};
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(BearerTokenTest, EveryCallAndStreamBringsTheToken) {
  CallAll([] { return "abc"; });
  EXPECT_THAT(seen_.authorizations(),
              ElementsAre("Bearer abc", "Bearer abc", "Bearer abc", "Bearer abc"));
}

TEST_F(BearerTokenTest, WithoutATokenNothingIsSent) {
  CallAll(nullptr);
  CallAll([] { return ""; });
  for (const std::string& each : seen_.authorizations()) EXPECT_THAT(each, IsEmpty());
}

TEST_F(BearerTokenTest, ARenewedTokenIsReadFromItsFile) {
  const sambyd::testing::TemporaryDirectory folder;
  const std::string path = folder.path() + "/token";
  const auto token = TokenFromFile(path);
  EXPECT_EQ(token(), "");
  std::ofstream(path) << "first\n";
  EXPECT_EQ(token(), "first");
  std::ofstream(path) << "  second";
  EXPECT_EQ(token(), "second");
}

}  // namespace
}  // namespace sambyd::client
