#include "services/sambydd/process_statistics.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

namespace sambyd::server {
namespace {

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// Entries of a folder of /proc, itself not among them.
std::int64_t CountEntries(const char* folder) {
  std::error_code error;
  const std::filesystem::directory_iterator entries(folder, error);
  return error ? 0 : std::distance(begin(entries), end(entries));
}

}  // namespace

ProcessStatistics ReadProcessStatistics() {
  ProcessStatistics statistics;
  std::int64_t pages = 0;
  std::ifstream memory("/proc/self/statm");
  if (memory >> pages >> pages) statistics.resident_bytes = pages * sysconf(_SC_PAGESIZE);
  const struct mallinfo2 heap = mallinfo2();
  statistics.allocated_bytes = static_cast<std::int64_t>(heap.uordblks + heap.hblkhd);
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) == 0) {
    statistics.cpu_seconds = Seconds(usage.ru_utime) + Seconds(usage.ru_stime);
  }
  statistics.open_files = CountEntries("/proc/self/fd");
  statistics.threads = CountEntries("/proc/self/task");
  return statistics;
}

}  // namespace sambyd::server
