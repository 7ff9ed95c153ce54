// Calls over the wire through the funnel alone: a service whose answers the tests decide.
#include "lib/rpc/funnel.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>
#include <prometheus/text_serializer.h>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "lib/base/error.h"
#include "lib/rpc/status.h"
#include "sambyd/v1/admin_service.grpc.pb.h"
#include "tests/support/manual_clock.h"

namespace sambyd::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::internal::CaptureStderr;
using ::testing::internal::GetCapturedStderr;

constexpr AccessRule kRules[] = {{"AdminService.GetStatus", {Role::kReader}, ""},
                                 {"AdminService.ReindexLots", {Role::kReader}, ""}};

class Service final : public v1::AdminService::Service {
 public:
  explicit Service(const Funnel& funnel) : funnel_(funnel) {}

  grpc::Status GetStatus(grpc::ServerContext* context, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse*) override {
    return funnel_.Serve(context, "AdminService.GetStatus", request, work);
  }
  grpc::Status ReindexLots(grpc::ServerContext* context, const v1::ReindexLotsRequest* request,
                           grpc::ServerWriter<v1::ReindexLotsResponse>*) override {
    return funnel_.ServeStream(context, "AdminService.ReindexLots", request, work);
  }

  Funnel::Work work = [](Call&) { return absl::OkStatus(); };

 private:
  const Funnel& funnel_;
};

class FunnelTest : public ::testing::Test {
 protected:
  void Start(const FunnelOptions& options = {}) {
    funnel_ = std::make_unique<Funnel>(*authenticator_, kRules, options, clock_);
    service_ = std::make_unique<Service>(*funnel_);
    grpc::ServerBuilder builder;
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    stub_ = v1::AdminService::NewStub(server_->InProcessChannel({}));
  }

  void TearDown() override { server_->Shutdown(); }

  // Starts with that bound on deadlines; each later call tells how long it may take.
  std::shared_ptr<std::chrono::system_clock::duration> StartAndWatchTheTimeLeft(
      std::chrono::milliseconds max_deadline) {
    Start({.limits = {}, .max_deadline = max_deadline});
    auto left = std::make_shared<std::chrono::system_clock::duration>();
    service_->work = [left](const rpc::Call& call) {
      *left = call.deadline() - std::chrono::system_clock::now();
      return absl::OkStatus();
    };
    return left;
  }

  grpc::Status Call(const std::map<std::string, std::string>& metadata = {}) {
    context_ = std::make_unique<grpc::ClientContext>();
    for (const auto& [key, value] : metadata) context_->AddMetadata(key, value);
    v1::GetStatusResponse response;
    return stub_->GetStatus(context_.get(), {}, &response);
  }

  // Of the last call.
  std::string Trailer(const std::string& key) const {
    const auto& trailers = context_->GetServerTrailingMetadata();
    const auto entry = trailers.find(key);
    return entry == trailers.end() ? "" : std::string(entry->second.data(), entry->second.size());
  }

  std::string Scrape() const {
    return prometheus::TextSerializer().Serialize(funnel_->metrics()->Collect());
  }

  testing::ManualClock clock_;
  std::optional<FixedAuthenticator> authenticator_{AnonymousIdentity(false)};
  std::unique_ptr<Funnel> funnel_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::AdminService::Stub> stub_;
  std::unique_ptr<grpc::ClientContext> context_;
};

template <class Detail>
Detail DetailOf(const grpc::Status& status) {
  google::rpc::Status wire;
  EXPECT_TRUE(wire.ParseFromString(status.error_details()));
  Detail found;
  for (const auto& detail : wire.details()) detail.UnpackTo(&found);
  return found;
}

TEST_F(FunnelTest, CallsAreCountedByMethodAndCode) {
  Start();
  EXPECT_TRUE(Call().ok());
  service_->work = [](auto&) { return NotFound("tenders/x"); };
  EXPECT_EQ(Call().error_code(), grpc::StatusCode::NOT_FOUND);
  const std::string metrics = Scrape();
  EXPECT_THAT(metrics,
              HasSubstr("sambyd_rpc_calls_total{code=\"OK\",method=\"AdminService.GetStatus\"} 1"));
  EXPECT_THAT(
      metrics,
      HasSubstr("sambyd_rpc_calls_total{code=\"NOT_FOUND\",method=\"AdminService.GetStatus\"} 1"));
  EXPECT_THAT(metrics, HasSubstr("sambyd_rpc_refusals_total{reason=\"NOT_FOUND\"} 1"));
  EXPECT_THAT(metrics,
              HasSubstr("sambyd_rpc_duration_seconds_count{method=\"AdminService.GetStatus\"} 2"));
  EXPECT_THAT(metrics, HasSubstr("sambyd_rpc_calls_at_work 0"));
}

TEST_F(FunnelTest, ACallIsAtWorkUntilItEnds) {
  Start();
  std::string during;
  service_->work = [&](auto&) {
    during = Scrape();
    return absl::OkStatus();
  };
  EXPECT_TRUE(Call().ok());
  EXPECT_THAT(during, HasSubstr("sambyd_rpc_calls_at_work 1"));
}

TEST_F(FunnelTest, TheCallersTraceAndRequestIdComeBackAndStandInTheLog) {
  Start();
  CaptureStderr();
  EXPECT_TRUE(Call({{"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"},
                    {"x-request-id", "order-17"}})
                  .ok());
  const std::string log = GetCapturedStderr();
  EXPECT_EQ(Trailer("x-request-id"), "order-17");
  EXPECT_THAT(Trailer("traceparent"), HasSubstr("4bf92f3577b34da6a3ce929d0e0e4736"));
  EXPECT_THAT(log, HasSubstr("\"request_id\":\"order-17\""));
  EXPECT_THAT(log, HasSubstr("\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\""));
  EXPECT_THAT(log, HasSubstr("\"method\":\"AdminService.GetStatus\",\"code\":\"OK\""));
}

TEST_F(FunnelTest, TheLogTellsCallersApartAndNamesNobody) {
  Identity anne;
  anne.subject = "anne.jensen@kommune.example";
  anne.roles = {Role::kReader, Role::kOperator};
  authenticator_.emplace(anne);
  Start();
  CaptureStderr();
  EXPECT_TRUE(Call().ok());
  anne.roles = {Role::kOperator};
  authenticator_.emplace(anne);
  EXPECT_EQ(Call().error_code(), grpc::StatusCode::PERMISSION_DENIED);
  const std::string log = GetCapturedStderr();
  // printf %s anne.jensen@kommune.example | sha256sum
  EXPECT_THAT(log, HasSubstr("\"caller\":\"433825db292df216\",\"roles\":\"reader,operator\""));
  EXPECT_THAT(log, HasSubstr("\"caller\":\"433825db292df216\",\"roles\":\"operator\""));
  EXPECT_THAT(log, ::testing::Not(HasSubstr("jensen")));
}

TEST_F(FunnelTest, ARefusedCallSaysWhyAndWhenToTryAgain) {
  FunnelOptions options;
  options.limits.calls_per_second = 1;
  options.limits.burst = 1;
  Start(options);
  EXPECT_TRUE(Call().ok());
  const grpc::Status refused = Call();
  EXPECT_EQ(refused.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(refused).reason(), "RATE_LIMITED");
  const auto delay = DetailOf<google::rpc::RetryInfo>(refused).retry_delay();
  EXPECT_EQ(delay.seconds(), 1);
  clock_.Advance(std::chrono::seconds(2));
  EXPECT_TRUE(Call().ok());
}

TEST_F(FunnelTest, CallsThatARoleForbidsCountAsCallsToo) {
  Identity anne;
  anne.roles = {Role::kOperator};
  authenticator_.emplace(anne);
  FunnelOptions options;
  options.limits.calls_per_second = 1;
  options.limits.burst = 1;
  Start(options);
  EXPECT_EQ(Call().error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(Call().error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(FunnelTest, ACallWithoutADeadlineGetsTheServersAndOneWithALateOneToo) {
  const auto left = StartAndWatchTheTimeLeft(std::chrono::minutes(1));
  EXPECT_TRUE(Call().ok());
  EXPECT_LE(*left, std::chrono::minutes(1));
  grpc::ClientContext late;
  late.set_deadline(std::chrono::system_clock::now() + std::chrono::hours(5));
  v1::GetStatusResponse response;
  EXPECT_TRUE(stub_->GetStatus(&late, {}, &response).ok());
  EXPECT_LE(*left, std::chrono::minutes(1));
}

TEST_F(FunnelTest, AStreamHasItsCallersDeadline) {
  const auto left = StartAndWatchTheTimeLeft(std::chrono::minutes(1));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::hours(5));
  EXPECT_TRUE(stub_->ReindexLots(&context, {})->Finish().ok());
  EXPECT_GT(*left, std::chrono::hours(4));
}

TEST_F(FunnelTest, ASlowCallIsLoggedWithTheShapeOfItsRequest) {
  FunnelOptions options;
  options.slow_call = std::chrono::milliseconds(1);
  Start(options);
  service_->work = [](auto&) {
    const auto start = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - start < std::chrono::milliseconds(2)) continue;
    return absl::OkStatus();
  };
  CaptureStderr();
  EXPECT_TRUE(Call().ok());
  EXPECT_THAT(GetCapturedStderr(), HasSubstr("\"message\":\"slow call\""));
}

TEST_F(FunnelTest, NoCallIsSlowWhereNoneIsToBe) {
  FunnelOptions options;
  options.slow_call = std::chrono::milliseconds(0);
  Start(options);
  CaptureStderr();
  EXPECT_TRUE(Call().ok());
  EXPECT_THAT(GetCapturedStderr(), ::testing::Not(HasSubstr("slow call")));
}

}  // namespace
}  // namespace sambyd::rpc
