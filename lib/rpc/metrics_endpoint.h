#ifndef LIB_RPC_METRICS_ENDPOINT_H_
#define LIB_RPC_METRICS_ENDPOINT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace prometheus {
class Collectable;
class Exposer;
}  // namespace prometheus

namespace sambyd::rpc {

// GET /metrics over plain HTTP on a port of its own, in Prometheus' text format.
class MetricsEndpoint {
 public:
  using Collectables = std::vector<std::shared_ptr<prometheus::Collectable>>;

  // Serves what the collectables, which it keeps, give at each scrape. `address` is
  // "127.0.0.1:9464"; port 0 takes a free one. UNAVAILABLE when it cannot be bound.
  static absl::StatusOr<std::unique_ptr<MetricsEndpoint>> Start(const std::string& address,
                                                                Collectables collectables);
  // Ends scrapes before it returns.
  ~MetricsEndpoint();

  // The port bound.
  int port() const;

 private:
  MetricsEndpoint(Collectables collectables, std::unique_ptr<prometheus::Exposer> exposer);

  const Collectables collectables_;
  const std::unique_ptr<prometheus::Exposer> exposer_;
};

}  // namespace sambyd::rpc

#endif  // LIB_RPC_METRICS_ENDPOINT_H_
