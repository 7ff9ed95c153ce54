#ifndef LIB_RPC_SERVER_H_
#define LIB_RPC_SERVER_H_

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "absl/status/statusor.h"

namespace sambyd::rpc {

struct ServerOptions {
  // "127.0.0.1:7654"; port 0 takes a free one.
  std::string address = "127.0.0.1:7654";
  // Nothing = no encryption.
  std::shared_ptr<grpc::ServerCredentials> credentials{};
  // Largest request in bytes; larger ones are RESOURCE_EXHAUSTED.
  int max_request_bytes = 12 * 1024 * 1024;
  // Calls that the funnel takes at once: each has a thread, and more are left to refuse the rest.
  int max_calls = 64;
  // Services of which health checks may ask by name, besides the server as a whole.
  std::vector<std::string> health_services;
  // Bytes that gRPC itself may hold of requests that are still being received; 0 = no limit.
  std::size_t receive_memory = 0;
};

// A running gRPC server with health checking (grpc.health.v1, per service and as a whole) and
// reflection.
class Server {
 public:
  // Starts serving the given services, which must outlive the server. Health is NOT_SERVING until
  // SetServing(true). UNAVAILABLE when the address cannot be bound.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       const std::vector<grpc::Service*>& services);
  ~Server();

  // The port bound.
  int port() const { return port_; }

  // What the health service says of every service. Thread-safe.
  void SetServing(bool serving);

  // Takes no new calls, lets those at work finish for `grace` and cancels the rest.
  void Drain(std::chrono::milliseconds grace);

 private:
  explicit Server(std::vector<std::string> health_services)
      : health_services_(std::move(health_services)) {}

  const std::vector<std::string> health_services_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

}  // namespace sambyd::rpc

#endif  // LIB_RPC_SERVER_H_
