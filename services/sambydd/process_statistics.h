#ifndef SERVICES_SAMBYDD_PROCESS_STATISTICS_H_
#define SERVICES_SAMBYDD_PROCESS_STATISTICS_H_

#include <cstdint>

namespace sambyd::server {

// What the kernel and the allocator tell of this process; 0 where they do not.
struct ProcessStatistics {
  std::int64_t resident_bytes = 0;
  // What the program has allocated and not freed. Unlike resident memory it is the same however the
  // kernel counts pages and whatever the allocator keeps for later.
  std::int64_t allocated_bytes = 0;
  double cpu_seconds = 0;
  std::int64_t open_files = 0;
  std::int64_t threads = 0;
};

ProcessStatistics ReadProcessStatistics();

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_PROCESS_STATISTICS_H_
