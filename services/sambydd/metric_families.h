#ifndef SERVICES_SAMBYDD_METRIC_FAMILIES_H_
#define SERVICES_SAMBYDD_METRIC_FAMILIES_H_

#include <concepts>
#include <string>
#include <utility>
#include <vector>

#include <prometheus/metric_family.h>

namespace sambyd::server {

// Values read at one moment, in the form in which Prometheus takes them.
class MetricFamilies {
 public:
  using Labelled = std::vector<std::pair<std::string, double>>;

  template <class Number>
  void Gauge(const std::string& name, const std::string& help, Number value) {
    Add(name, help, prometheus::MetricType::Gauge, {}, {{"", static_cast<double>(value)}});
  }
  // `values`: of the label and of the metric.
  void Gauges(const std::string& name, const std::string& help, const std::string& label,
              const Labelled& values) {
    Add(name, help, prometheus::MetricType::Gauge, label, values);
  }
  template <class Number>
  void Counter(const std::string& name, const std::string& help, Number value) {
    Add(name, help, prometheus::MetricType::Counter, {}, {{"", static_cast<double>(value)}});
  }
  void Counters(const std::string& name, const std::string& help, const std::string& label,
                const Labelled& values) {
    Add(name, help, prometheus::MetricType::Counter, label, values);
  }

  std::vector<prometheus::MetricFamily> Take() { return std::move(families_); }

 private:
  void Add(const std::string& name, const std::string& help, prometheus::MetricType type,
           const std::string& label, const Labelled& values) {
    prometheus::MetricFamily family{.name = name, .help = help, .type = type, .metric = {}};
    for (const auto& [label_value, value] : values) {
      prometheus::ClientMetric metric;
      if (!label.empty()) metric.label.push_back({.name = label, .value = label_value});
      (type == prometheus::MetricType::Gauge ? metric.gauge.value : metric.counter.value) = value;
      family.metric.push_back(std::move(metric));
    }
    families_.push_back(std::move(family));
  }

  std::vector<prometheus::MetricFamily> families_;
};

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_METRIC_FAMILIES_H_
