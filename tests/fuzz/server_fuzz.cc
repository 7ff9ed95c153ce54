// Any bytes, read as a few requests to a whole server in this process, valid ones and others: it
// answers each with what the API documents, and never with an error of its own.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/create_channel.h>
#include <grpcpp/impl/client_unary_call.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/log.h"
#include "lib/rpc/status.h"
#include "sambyd/v1/consortium_service.pb.h"
#include "sambyd/v1/enterprise_service.pb.h"
#include "sambyd/v1/tender_service.pb.h"
#include "services/sambydd/application.h"
#include "tests/fuzz/random_request.h"
#include "tests/fuzz/require.h"
#include "tests/support/temporary_directory.h"

namespace {

using google::protobuf::MessageLite;
using sambyd::testing::Require;

// A server with an empty store, and every unary method of it that callers in the field use.
class Server {
 public:
  Server() {
    sambyd::SetLogThreshold(sambyd::Severity::kError);
    sambyd::server::Options options;
    options.data_directory = folder_.path() + "/data";
    options.rpc.address = "127.0.0.1:0";
    options.funnel.limits.calls_per_second = 0;
    auto started = sambyd::server::Application::Start(options, clock_);
    Require(started.ok(), "the server starts");
    application_ = *std::move(started);
    channel_ = grpc::CreateChannel("127.0.0.1:" + std::to_string(application_->port()),
                                   grpc::InsecureChannelCredentials());
    AddMethodsOf(*sambyd::v1::GetTenderRequest::descriptor()->file());
    AddMethodsOf(*sambyd::v1::GetEnterpriseRequest::descriptor()->file());
    AddMethodsOf(*sambyd::v1::FindConsortiaRequest::descriptor()->file());
  }

  const std::vector<const google::protobuf::MethodDescriptor*>& methods() const { return methods_; }

  grpc::Status Call(const google::protobuf::MethodDescriptor& method, const MessageLite& request) {
    const std::string path = "/" + method.service()->full_name() + "/" + method.name();
    const grpc::internal::RpcMethod rpc(path.c_str(), grpc::internal::RpcMethod::NORMAL_RPC);
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kDeadline);
    const std::unique_ptr<google::protobuf::Message> response(
        google::protobuf::MessageFactory::generated_factory()
            ->GetPrototype(method.output_type())
            ->New());
    return grpc::internal::BlockingUnaryCall<MessageLite, MessageLite>(
        channel_.get(), rpc, &context, request, response.get());
  }

 private:
  static constexpr std::chrono::seconds kDeadline{20};

  void AddMethodsOf(const google::protobuf::FileDescriptor& file) {
    for (int i = 0; i < file.service(0)->method_count(); ++i) {
      const auto* const method = file.service(0)->method(i);
      if (!method->client_streaming() && !method->server_streaming()) methods_.push_back(method);
    }
  }

  const sambyd::SystemClock clock_;
  const sambyd::testing::TemporaryDirectory folder_;
  std::unique_ptr<sambyd::server::Application> application_;
  std::shared_ptr<grpc::Channel> channel_;
  std::vector<const google::protobuf::MethodDescriptor*> methods_;
};

void CheckAnswer(const google::protobuf::MethodDescriptor& method, const grpc::Status& status) {
  if (status.ok()) return;
  const absl::Status error = sambyd::rpc::FromGrpcStatus(status);
  const auto refusal = sambyd::RefusalOf(error);
  if (!refusal || refusal->reason == sambyd::Reason::kUnspecified) {
    std::cerr << method.full_name() << ": " << error << "\n";
  }
  Require(refusal && refusal->reason != sambyd::Reason::kUnspecified, "an error has a reason");
  Require(!absl::IsInternal(error) && !absl::IsUnknown(error) && !absl::IsDataLoss(error),
          "bad input is the caller's error");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Server server;
  constexpr int kMostRequests = 4;
  sambyd::testing::Choices choices(data, size);
  for (int i = 0; i < kMostRequests && !choices.empty(); ++i) {
    const auto& method = *server.methods()[choices.Below(server.methods().size())];
    const auto request = sambyd::testing::RandomRequest(*method.input_type(), choices);
    CheckAnswer(method, server.Call(method, *request));
  }
  return 0;
}
