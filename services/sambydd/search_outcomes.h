#ifndef SERVICES_SAMBYDD_SEARCH_OUTCOMES_H_
#define SERVICES_SAMBYDD_SEARCH_OUTCOMES_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "sambyd/v1/consortium_service.pb.h"

namespace sambyd::server {

// Counts answers of FindConsortia by whether they are proven. Thread-safe.
class SearchOutcomes {
 public:
  void Count(v1::SearchStatus status) { ++counts_.at(static_cast<std::size_t>(status)); }
  std::int64_t count(v1::SearchStatus status) const {
    return counts_.at(static_cast<std::size_t>(status));
  }

 private:
  std::array<std::atomic<std::int64_t>, v1::SearchStatus_ARRAYSIZE> counts_{};
};

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_SEARCH_OUTCOMES_H_
