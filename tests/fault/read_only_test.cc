// A server whose disk fails, over the wire: what it says, what it still does, and its restart.
#include <memory>

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/impl/client_unary_call.h>
#include <gtest/gtest.h>

#include "google/protobuf/empty.pb.h"
#include "google/protobuf/wrappers.pb.h"
#include "lib/client/client.h"
#include "services/sambydd/application.h"
#include "tests/support/memory_store.h"
#include "tests/support/status_matchers.h"
#include "tests/support/world.h"

namespace sambyd::server {
namespace {

using ::testing::IsEmpty;
using testing_support::Fault;
using testing_support::IsError;
using testing_support::IsOk;
using testing_support::MemoryStore;

// The status that grpc.health.v1.Health/Check answers with; the wire form of its messages is that
// of these.
enum Health { kServing = 1, kNotServing = 2 };

int CheckHealth(const std::string& address) {
  const auto channel = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  const grpc::internal::RpcMethod method("/grpc.health.v1.Health/Check",
                                         grpc::internal::RpcMethod::NORMAL_RPC);
  grpc::ClientContext context;
  google::protobuf::Int32Value response;
  const grpc::Status status =
      grpc::internal::BlockingUnaryCall<google::protobuf::Empty, google::protobuf::Int32Value>(
          channel.get(), method, &context, {}, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response.value();
}

class ReadOnlyTest : public ::testing::Test {
 protected:
  ReadOnlyTest() { Start(); }

  void Start() {
    Options options;
    options.rpc.address = "127.0.0.1:0";
    disk_.Close();
    auto store = disk_.Open();
    ASSERT_THAT(store, IsOk());
    auto started = Application::StartOn(*std::move(store), options, clock_);
    ASSERT_THAT(started, IsOk());
    application_ = *std::move(started);
    client::Options once;
    once.retry.max_attempts = 1;
    client_ = client::Client::Connect(Address(), once);
  }

  std::string Address() const { return "127.0.0.1:" + std::to_string(application_->port()); }

  absl::Status Create(const std::string& cvr) {
    v1::CreateEnterpriseRequest request;
    *request.mutable_enterprise() = sambyd::testing::CleaningEnterprise(cvr, "Havnens Rengøring");
    return client_->enterprises().CreateEnterprise(request).status();
  }

  const SystemClock clock_;
  MemoryStore disk_;
  std::unique_ptr<Application> application_;
  std::unique_ptr<client::Client> client_;
};

class FailedWriteTest : public ReadOnlyTest, public ::testing::WithParamInterface<Fault> {};

TEST_P(FailedWriteTest, MakesTheServerReadOnlyAndNotReadyUntilTheRestart) {
  ASSERT_THAT(Create("24256790"), IsOk());
  EXPECT_EQ(CheckHealth(Address()), kServing);
  disk_.files().Plan(GetParam());
  const auto failed = IsError(absl::StatusCode::kUnavailable, Reason::kStorageFailed);
  EXPECT_THAT(Create("10150817"), failed);
  EXPECT_EQ(CheckHealth(Address()), kNotServing);

  // Nothing is tried again, although the disk would take it now.
  disk_.files().Plan(std::nullopt);
  EXPECT_THAT(Create("10150817"), failed);
  EXPECT_EQ(CheckHealth(Address()), kNotServing);
  EXPECT_THAT(client_->enterprises().GetEnterprise("enterprises/DK24256790"), IsOk());
  const auto status = client_->admin().GetStatus();
  ASSERT_THAT(status, IsOk());
  EXPECT_TRUE(status->read_only());
  const bool full = GetParam().effect == Fault::Effect::kNoSpace;
  const std::string what =
      GetParam().operation == Fault::Operation::kSync ? "a sync failed: " : "a write failed: ";
  EXPECT_EQ(status->read_only_reason(),
            what + (full ? "no space is left on the disk" : "the disk reported an error"));

  application_.reset();
  Start();
  EXPECT_EQ(CheckHealth(Address()), kServing);
  const auto restarted = client_->admin().GetStatus();
  ASSERT_THAT(restarted, IsOk());
  EXPECT_FALSE(restarted->read_only());
  EXPECT_THAT(restarted->read_only_reason(), IsEmpty());
  EXPECT_THAT(Create("55133018"), IsOk());
}

INSTANTIATE_TEST_SUITE_P(
    Faults, FailedWriteTest,
    ::testing::Values(Fault{.name_part = ".log"},
                      Fault{.effect = Fault::Effect::kShortWrite, .name_part = ".log"},
                      Fault{.effect = Fault::Effect::kNoSpace, .name_part = ".log"},
                      Fault{.operation = Fault::Operation::kSync, .name_part = ".log"}));

TEST_F(ReadOnlyTest, AServerThatStopsAfterAFailedWriteEnds) {
  disk_.files().Plan(Fault{.name_part = ".log"});
  EXPECT_FALSE(Create("24256790").ok());
  application_->Stop();
}

}  // namespace
}  // namespace sambyd::server
