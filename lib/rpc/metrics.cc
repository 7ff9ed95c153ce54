#include "lib/rpc/metrics.h"

#include <string>

namespace sambyd::rpc {
namespace {

// Seconds: reads take less than a millisecond, searches up to their caller's deadline.
prometheus::Histogram::BucketBoundaries Buckets() {
  return {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};
}

}  // namespace

RpcMetrics::RpcMetrics()
    : registry_(std::make_shared<prometheus::Registry>()),
      calls_(prometheus::BuildCounter()
                 .Name("sambyd_rpc_calls_total")
                 .Help("Calls that ended, by method and gRPC code")
                 .Register(*registry_)),
      refusals_(prometheus::BuildCounter()
                    .Name("sambyd_rpc_refusals_total")
                    .Help("Calls refused with a documented reason (sambyd.v1.ErrorReason)")
                    .Register(*registry_)),
      durations_(prometheus::BuildHistogram()
                     .Name("sambyd_rpc_duration_seconds")
                     .Help("Time from a call's arrival in its handler to its answer, by method")
                     .Register(*registry_)),
      at_work_(prometheus::BuildGauge()
                   .Name("sambyd_rpc_calls_at_work")
                   .Help("Calls and streams at work")
                   .Register(*registry_)
                   .Add({})) {}

void RpcMetrics::Count(std::string_view method, absl::StatusCode code, std::string_view reason,
                       std::chrono::nanoseconds took) {
  const std::string name(method);
  calls_.Add({{"method", name}, {"code", absl::StatusCodeToString(code)}}).Increment();
  if (!reason.empty()) refusals_.Add({{"reason", std::string(reason)}}).Increment();
  durations_.Add({{"method", name}}, Buckets())
      .Observe(std::chrono::duration<double>(took).count());
}

}  // namespace sambyd::rpc
