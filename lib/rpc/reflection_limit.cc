#include "lib/rpc/reflection_limit.h"

#include <atomic>
#include <string_view>
#include <utility>

#include <grpcpp/server_context.h>

namespace sambyd::rpc {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerRpcInfo;

// One stream; gRPC destroys it when the stream ends.
class Reflection final : public grpc::experimental::Interceptor {
 public:
  Reflection(ServerRpcInfo* info, std::shared_ptr<std::atomic<int>> open)
      : info_(info), open_(std::move(open)), fits_(open_->fetch_add(1) < kMostReflections) {}
  ~Reflection() override { open_->fetch_sub(1); }

  void Intercept(InterceptorBatchMethods* methods) override {
    if (!fits_ &&
        methods->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_INITIAL_METADATA)) {
      info_->server_context()->TryCancel();
    }
    methods->Proceed();
  }

 private:
  ServerRpcInfo* const info_;
  const std::shared_ptr<std::atomic<int>> open_;
  const bool fits_;
};

class ReflectionFactory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  grpc::experimental::Interceptor* CreateServerInterceptor(ServerRpcInfo* info) override {
    if (!std::string_view(info->method()).starts_with("/grpc.reflection.")) return nullptr;
    return std::make_unique<Reflection>(info, open_).release();  // gRPC takes it over
  }

 private:
  const std::shared_ptr<std::atomic<int>> open_ = std::make_shared<std::atomic<int>>(0);
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> LimitReflection() {
  return std::make_unique<ReflectionFactory>();
}

}  // namespace sambyd::rpc
