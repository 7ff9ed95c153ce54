#include "lib/rpc/metrics_endpoint.h"

#include <exception>
#include <utility>

#include <prometheus/collectable.h>
#include <prometheus/exposer.h>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace sambyd::rpc {

absl::StatusOr<std::unique_ptr<MetricsEndpoint>> MetricsEndpoint::Start(const std::string& address,
                                                                        Collectables collectables) {
  try {
    auto exposer = std::make_unique<prometheus::Exposer>(address, 1);
    return std::unique_ptr<MetricsEndpoint>(
        new MetricsEndpoint(std::move(collectables), std::move(exposer)));
  } catch (const std::exception& error) {
    return absl::UnavailableError(
        absl::StrCat("cannot serve metrics on ", address, ": ", error.what()));
  }
}

MetricsEndpoint::MetricsEndpoint(Collectables collectables,
                                 std::unique_ptr<prometheus::Exposer> exposer)
    : collectables_(std::move(collectables)), exposer_(std::move(exposer)) {
  for (const auto& collectable : collectables_) exposer_->RegisterCollectable(collectable);
}

MetricsEndpoint::~MetricsEndpoint() = default;

int MetricsEndpoint::port() const { return exposer_->GetListeningPorts().front(); }

}  // namespace sambyd::rpc
