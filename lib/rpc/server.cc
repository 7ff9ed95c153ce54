#include "lib/rpc/server.h"

#include <utility>

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/rpc/reflection_limit.h"
#include "lib/rpc/undecodable.h"

namespace sambyd::rpc {
namespace {

// Beyond the calls at work: those that refuse calls with the details that gRPC's own refusal lacks,
// and those that wait for calls.
constexpr int kRefusingThreads = 192;
constexpr int kAskIdlePeerMs = 60'000;

// Both work through global plugins of gRPC, to be switched on before any builder exists.
void EnablePlugins() {
  static const bool enabled = [] {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    return true;
  }();
  static_cast<void>(enabled);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      const std::vector<grpc::Service*>& services) {
  EnablePlugins();
  grpc::ServerBuilder builder;
  auto server = std::unique_ptr<Server>(new Server(options.health_services));
  builder.AddListeningPort(
      options.address,
      options.credentials ? options.credentials : grpc::InsecureServerCredentials(),
      &server->port_);
  builder.SetMaxReceiveMessageSize(options.max_request_bytes);
  // Two servers on one port would share its calls; the second is to fail instead.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  // A peer that vanished without a word ends its streams, so that their places come free.
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kAskIdlePeerMs);
  // Further calls of one connection wait at the client.
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, options.max_calls + kRefusingThreads);
  grpc::ResourceQuota quota("sambydd");
  quota.SetMaxThreads(options.max_calls + kRefusingThreads);
  if (options.receive_memory > 0) quota.Resize(options.receive_memory);
  builder.SetResourceQuota(quota);
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> interceptors;
  interceptors.push_back(RefuseUndecodable());
  interceptors.push_back(LimitReflection());
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
  for (grpc::Service* service : services) builder.RegisterService(service);
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr || server->port_ == 0) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", options.address));
  }
  server->SetServing(false);
  return server;
}

Server::~Server() { Drain(std::chrono::milliseconds(0)); }

void Server::SetServing(bool serving) {
  grpc::HealthCheckServiceInterface& health = *server_->GetHealthCheckService();
  for (const std::string& service : health_services_) health.SetServingStatus(service, serving);
  health.SetServingStatus(serving);
}

void Server::Drain(std::chrono::milliseconds grace) {
  if (server_ == nullptr) return;
  server_->Shutdown(std::chrono::system_clock::now() + grace);
  server_->Wait();
  server_.reset();
}

}  // namespace sambyd::rpc
