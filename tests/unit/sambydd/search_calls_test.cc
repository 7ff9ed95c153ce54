// Searches over the wire: how many run, who waits, who is refused and what ends them.
#include "services/sambydd/search_calls.h"

#include <future>
#include <memory>
#include <thread>

#include <grpcpp/channel.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "sambyd/v1/consortium_service.grpc.pb.h"
#include "services/sambydd/access_rules.h"
#include "services/sambydd/consortium_service.h"
#include "services/sambydd/tender_service.h"
#include "tests/support/world.h"

namespace sambyd::server {
namespace {

// A search that never finds its answer: it tells that it began and ends when it is stopped.
class EndlessService final : public v1::ConsortiumService::Service {
 public:
  explicit EndlessService(const SearchCalls& calls) : calls_(calls) {}

  grpc::Status SuggestPartners(grpc::ServerContext* context,
                               const v1::SuggestPartnersRequest* request,
                               v1::SuggestPartnersResponse* response) override {
    return calls_.ServeInSlot(
        context, "ConsortiumService.SuggestPartners", request, response,
        [&](const application::Published&, const application::Circumstances& circumstances)
            -> absl::StatusOr<v1::SuggestPartnersResponse> {
          began.set_value();
          while (!circumstances.stop()) std::this_thread::yield();
          ended.set_value();
          return v1::SuggestPartnersResponse();
        });
  }

  std::promise<void> began;
  std::promise<void> ended;

 private:
  const SearchCalls& calls_;
};

template <class Service>
struct Serving {
  explicit Serving(std::initializer_list<grpc::Service*> services) {
    grpc::ServerBuilder builder;
    for (grpc::Service* service : services) builder.RegisterService(service);
    server = builder.BuildAndStart();
    stub = Service::NewStub(server->InProcessChannel({}));
  }
  ~Serving() { server->Shutdown(); }

  std::unique_ptr<grpc::Server> server;
  std::unique_ptr<typename Service::Stub> stub;
};

// One search at a time, and one that waits.
class SearchCallsTest : public ::testing::Test {
 protected:
  SearchCallsTest() { request_.mutable_inline_lot()->MergeFrom(sambyd::testing::CleaningLot()); }

  application::SearchSlots::Slot TakeOnlySlot() {
    return *slots_.Take([] { return false; });
  }

  sambyd::testing::World world_;
  rpc::FixedAuthenticator authenticator_{rpc::AnonymousIdentity(false)};
  rpc::Funnel funnel_{authenticator_, AccessRules(), rpc::FunnelOptions(), world_.clock};
  application::Reader reader_ = world_.NewReader();
  application::SearchSlots slots_{1, 1};
  application::AnswerCache cache_{0};
  SearchOutcomes outcomes_;
  SearchCalls calls_{funnel_, reader_, slots_, world_.clock};
  ConsortiumService consortia_{calls_, slots_, cache_, outcomes_, *world_.ingester};
  v1::FindConsortiaRequest request_;
};

TEST_F(SearchCallsTest, ACallerThatGoesAwayEndsItsSearch) {
  EndlessService endless(calls_);
  Serving<v1::ConsortiumService> serving({&endless});
  grpc::ClientContext context;
  std::thread caller([&] {
    v1::SuggestPartnersResponse response;
    EXPECT_EQ(serving.stub->SuggestPartners(&context, {}, &response).error_code(),
              grpc::StatusCode::CANCELLED);
  });
  endless.began.get_future().wait();
  EXPECT_EQ(slots_.counts().running, 1);
  context.TryCancel();
  caller.join();
  endless.ended.get_future().wait();
}

TEST_F(SearchCallsTest, ACallerThatGoesAwayLeavesTheQueue) {
  Serving<v1::ConsortiumService> serving({&consortia_});
  const auto slot = TakeOnlySlot();
  grpc::ClientContext context;
  std::thread caller([&] {
    v1::FindConsortiaResponse response;
    EXPECT_EQ(serving.stub->FindConsortia(&context, request_, &response).error_code(),
              grpc::StatusCode::CANCELLED);
  });
  while (slots_.counts().waiting == 0) std::this_thread::yield();
  context.TryCancel();
  caller.join();
  while (slots_.counts().waiting > 0) std::this_thread::yield();
  EXPECT_EQ(slots_.counts().running, 1);
}

TEST_F(SearchCallsTest, AWaitingSearchRunsWhenAnotherEnds) {
  Serving<v1::ConsortiumService> serving({&consortia_});
  auto slot = std::make_unique<application::SearchSlots::Slot>(TakeOnlySlot());
  std::thread caller([&] {
    grpc::ClientContext context;
    v1::FindConsortiaResponse response;
    EXPECT_TRUE(serving.stub->FindConsortia(&context, request_, &response).ok());
    EXPECT_EQ(response.status(), v1::SEARCH_STATUS_INFEASIBLE);  // nobody is registered
  });
  while (slots_.counts().waiting == 0) std::this_thread::yield();
  slot.reset();
  caller.join();
}

TEST_F(SearchCallsTest, TooManyAreRefusedWithAdviceToTryAgain) {
  Serving<v1::ConsortiumService> serving({&consortia_});
  const auto slot = TakeOnlySlot();
  grpc::ClientContext waiting;
  std::thread caller([&] {
    v1::FindConsortiaResponse response;
    serving.stub->FindConsortia(&waiting, request_, &response);
  });
  while (slots_.counts().waiting == 0) std::this_thread::yield();
  grpc::ClientContext context;
  v1::FindConsortiaResponse response;
  const grpc::Status refused = serving.stub->FindConsortia(&context, request_, &response);
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  google::rpc::Status status;
  ASSERT_TRUE(status.ParseFromString(refused.error_details()));
  google::rpc::ErrorInfo info;
  google::rpc::RetryInfo retry;
  for (const auto& detail : status.details()) {
    detail.UnpackTo(&info);
    detail.UnpackTo(&retry);
  }
  EXPECT_EQ(info.reason(), "OVERLOADED");
  EXPECT_GT(retry.retry_delay().nanos(), 0);
  EXPECT_EQ(slots_.counts().refused, 1);
  waiting.TryCancel();
  caller.join();
}

TEST_F(SearchCallsTest, ReadsThatDoNotSearchDoNotWait) {
  TenderService tenders(funnel_, world_.log(), *world_.ingester, reader_);
  Serving<v1::TenderService> serving({&tenders});
  const auto slot = TakeOnlySlot();
  grpc::ClientContext context;
  v1::ListTendersResponse response;
  EXPECT_TRUE(serving.stub->ListTenders(&context, {}, &response).ok());

  Serving<v1::ConsortiumService> consortia({&consortia_});
  world_.Register("24256790", "Den Rene Vej", 4, 6);
  v1::EvaluateConsortiumRequest evaluate;
  *evaluate.mutable_inline_lot() = request_.inline_lot();
  evaluate.add_enterprises("enterprises/DK24256790");
  grpc::ClientContext second;
  v1::EvaluateConsortiumResponse evaluated;
  EXPECT_TRUE(consortia.stub->EvaluateConsortium(&second, evaluate, &evaluated).ok());
}

}  // namespace
}  // namespace sambyd::server
