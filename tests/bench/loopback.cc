#include "tests/bench/loopback.h"

#include <chrono>
#include <cstdlib>
#include <iostream>

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

namespace sambyd::bench {
namespace {

std::unique_ptr<client::Client> ConnectTo(int port) {
  client::Options options;
  options.deadline = std::chrono::minutes(10);
  return client::Client::Connect("127.0.0.1:" + std::to_string(port), options);
}

}  // namespace

void Fail(const std::string& why) {
  std::cerr << "service_bench: " << why << '\n';
  std::exit(1);
}

Sambydd::Sambydd(const std::string& directory) {
  server::Options options;
  options.data_directory = directory;
  options.rpc.address = "127.0.0.1:0";
  options.funnel.limits.calls_per_second = 0;
  application_ = OrFail(server::Application::Start(options, clock_));
  client_ = ConnectTo(application_->port());
}

BareEcho::BareEcho(std::size_t bytes) {
  service_.answer.set_etag(std::string(bytes, 'x'));
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service_);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) Fail("cannot start the echo server");
  client_ = ConnectTo(port);
}

void BareEcho::Call() const { OrFail(client_->tenders().GetTender("tenders/echo")); }

grpc::Status BareEcho::Service::GetTender(grpc::ServerContext*, const v1::GetTenderRequest*,
                                          v1::Tender* response) {
  *response = answer;
  return grpc::Status::OK;
}

}  // namespace sambyd::bench
