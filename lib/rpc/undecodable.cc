#include "lib/rpc/undecodable.h"

#include "lib/base/error.h"
#include "lib/rpc/status.h"

namespace sambyd::rpc {
namespace {

using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::InterceptorBatchMethods;

// Ours never come without a message.
bool IsOfGrpc(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::INTERNAL && status.error_message().empty();
}

class Undecodable final : public grpc::experimental::Interceptor {
 public:
  void Intercept(InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS) &&
        IsOfGrpc(methods->GetSendStatus())) {
      methods->ModifySendStatus(ToGrpcStatus(NotARequest()));
    }
    methods->Proceed();
  }
};

class Factory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  grpc::experimental::Interceptor* CreateServerInterceptor(
      grpc::experimental::ServerRpcInfo* /*info*/) override {
    return std::make_unique<Undecodable>().release();  // gRPC takes it over
  }
};

}  // namespace

absl::Status NotARequest() {
  return InvalidField("request", "other bytes", "a message of the method's request type");
}

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> RefuseUndecodable() {
  return std::make_unique<Factory>();
}

}  // namespace sambyd::rpc
