#ifndef SERVICES_SAMBYDD_SERVER_METRICS_H_
#define SERVICES_SAMBYDD_SERVER_METRICS_H_

#include <cstddef>
#include <string>
#include <vector>

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include "lib/application/answer_cache.h"
#include "lib/application/published.h"
#include "lib/application/search_slots.h"
#include "lib/changelog/embedded_log.h"
#include "lib/storage/store.h"
#include "services/sambydd/search_outcomes.h"

namespace sambyd::server {

// What metrics of the server itself are read from.
struct MetricSources {
  const storage::Store& store;
  const changelog::EmbeddedLog& log;
  const application::Publisher& publisher;
  const application::SearchSlots& slots;
  const application::AnswerCache& cache;
  const SearchOutcomes& outcomes;
  std::string data_directory;
  std::size_t memory_limit;  // bytes that the server plans with
};

// Reads the server's state at each scrape: nothing is counted twice. Thread-safe.
class ServerMetrics final : public prometheus::Collectable {
 public:
  // The sources must outlive the metrics.
  explicit ServerMetrics(const MetricSources& sources) : sources_(sources) {}

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const MetricSources sources_;
};

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_SERVER_METRICS_H_
