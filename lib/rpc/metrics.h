#ifndef LIB_RPC_METRICS_H_
#define LIB_RPC_METRICS_H_

#include <chrono>
#include <memory>
#include <string_view>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "absl/status/status.h"

namespace sambyd::rpc {

// Counts the calls of a server. Labels are names of methods, codes and reasons: bounded sets that
// say nothing about anybody. Thread-safe.
class RpcMetrics {
 public:
  RpcMetrics();

  // A call at work, while it lives.
  class AtWork {
   public:
    explicit AtWork(prometheus::Gauge& gauge) : gauge_(gauge) { gauge_.Increment(); }
    ~AtWork() { gauge_.Decrement(); }
    AtWork(const AtWork&) = delete;
    AtWork& operator=(const AtWork&) = delete;

   private:
    prometheus::Gauge& gauge_;
  };
  AtWork Begin() { return AtWork(at_work_); }

  // One call has ended. `method` is "TenderService.GetTender", `reason` a ReasonName or empty.
  void Count(std::string_view method, absl::StatusCode code, std::string_view reason,
             std::chrono::nanoseconds took);

  // To be scraped.
  std::shared_ptr<prometheus::Collectable> collectable() const { return registry_; }

 private:
  const std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Family<prometheus::Counter>& calls_;
  prometheus::Family<prometheus::Counter>& refusals_;
  prometheus::Family<prometheus::Histogram>& durations_;
  prometheus::Gauge& at_work_;
};

}  // namespace sambyd::rpc

#endif  // LIB_RPC_METRICS_H_
