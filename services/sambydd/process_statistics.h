#ifndef SERVICES_SAMBYDD_PROCESS_STATISTICS_H_
#define SERVICES_SAMBYDD_PROCESS_STATISTICS_H_

#include <cstdint>

namespace sambyd::server {

// What the kernel tells of this process; 0 where it does not.
struct ProcessStatistics {
  std::int64_t resident_bytes = 0;
  double cpu_seconds = 0;
  std::int64_t open_files = 0;
  std::int64_t threads = 0;
};

ProcessStatistics ReadProcessStatistics();

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_PROCESS_STATISTICS_H_
