#ifndef TESTS_BENCH_LOOPBACK_H_
#define TESTS_BENCH_LOOPBACK_H_

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "lib/client/client.h"
#include "services/sambydd/application.h"
#include "tests/support/manual_clock.h"

namespace sambyd::bench {

// The benchmark cannot go on: says why and ends the program.
[[noreturn]] void Fail(const std::string& why);

template <class T>
T OrFail(absl::StatusOr<T> result) {
  if (!result.ok()) Fail(result.status().ToString());
  return *std::move(result);
}

// The whole server on a data directory, and a client over loopback.
class Sambydd {
 public:
  explicit Sambydd(const std::string& directory);

  const client::Client& client() const { return *client_; }
  v1::GetStatusResponse Status() const { return OrFail(client_->admin().GetStatus()); }

 private:
  const testing::ManualClock clock_;
  std::unique_ptr<server::Application> application_;
  std::unique_ptr<client::Client> client_;
};

// What gRPC itself costs: a server that answers GetTender with `bytes` bytes that it does not look
// at, asked through the same client.
class BareEcho {
 public:
  explicit BareEcho(std::size_t bytes);

  void Call() const;

 private:
  class Service final : public v1::TenderService::Service {
   public:
    grpc::Status GetTender(grpc::ServerContext* context, const v1::GetTenderRequest* request,
                           v1::Tender* response) override;
    v1::Tender answer;
  };

  Service service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<client::Client> client_;
};

}  // namespace sambyd::bench

#endif  // TESTS_BENCH_LOOPBACK_H_
