#ifndef SERVICES_SAMBYDD_MEMORY_LIMIT_H_
#define SERVICES_SAMBYDD_MEMORY_LIMIT_H_

#include <cstddef>
#include <filesystem>
#include <optional>

namespace sambyd::server {

// The most memory that this process may have: the smallest of its cgroup's limit and those above it
// (version 2, or 1), and of RLIMIT_AS; nothing when nobody set one. `root` is the file system.
std::optional<std::size_t> MemoryLimit(const std::filesystem::path& root = "/");

// How the memory of the process is shared, in bytes.
struct MemoryBudget {
  std::size_t storage = 0;   // block cache and memtables
  std::size_t answers = 0;   // remembered answers of FindConsortia
  std::size_t requests = 0;  // requests being read and worked on
};

// Shares `limit` bytes; what is not shared out is for the program itself, the market view, and what
// the allocator leaves unused. Every part is at least a few megabytes, so a limit below
// kLeastMemory is exceeded.
MemoryBudget ShareMemory(std::size_t limit);
inline constexpr std::size_t kLeastMemory = std::size_t{192} << 20U;

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_MEMORY_LIMIT_H_
