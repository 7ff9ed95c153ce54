#include "services/sambydd/memory_limit.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

#include <sys/resource.h>

namespace sambyd::server {
namespace {

namespace fs = std::filesystem;

// The program, its threads and code lists.
constexpr std::size_t kFixed = std::size_t{96} << 20U;
constexpr std::size_t kLeastPart = std::size_t{12} << 20U;
// Version 1 says "no limit" by a number beyond any memory.
constexpr std::size_t kNoLimit = std::size_t{1} << 60U;

void Lower(std::optional<std::size_t>& limit, std::size_t other) {
  if (other < kNoLimit) limit = std::min(limit.value_or(other), other);
}

// A file with one number; version 2 says "max" where there is no limit.
void LowerToFile(const fs::path& file, std::optional<std::size_t>& limit) {
  std::ifstream in(file);
  std::size_t bytes = 0;
  if (in >> bytes) Lower(limit, bytes);
}

// The limits of a group and of all above it. `group` is absolute within `mount`; inside a container
// the mount may show the group itself at its top.
void LowerToGroups(const fs::path& mount, fs::path group, const char* file,
                   std::optional<std::size_t>& limit) {
  for (;; group = group.parent_path()) {
    LowerToFile(mount / group.relative_path() / file, limit);
    if (!group.has_relative_path()) return;
  }
}

// Of each line "number:controllers:path" of /proc/self/cgroup.
void LowerToCgroups(const fs::path& root, std::optional<std::size_t>& limit) {
  const fs::path mounts = root / "sys/fs/cgroup";
  std::ifstream groups(root / "proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    if (second == std::string::npos) continue;
    const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
    const fs::path group = line.substr(second + 1);
    if (controllers == ",,") {
      LowerToGroups(mounts, group, "memory.max", limit);
      LowerToGroups(mounts / "unified", group, "memory.max", limit);
    } else if (controllers.find(",memory,") != std::string::npos) {
      LowerToGroups(mounts / "memory", group, "memory.limit_in_bytes", limit);
    }
  }
}

}  // namespace

std::optional<std::size_t> MemoryLimit(const fs::path& root) {
  std::optional<std::size_t> limit;
  LowerToCgroups(root, limit);
  rlimit address_space{};
  if (getrlimit(RLIMIT_AS, &address_space) == 0) Lower(limit, address_space.rlim_cur);
  return limit;
}

MemoryBudget ShareMemory(std::size_t limit) {
  const std::size_t shared = limit > kFixed ? limit - kFixed : 0;
  return {.storage = std::max(shared / 4, kLeastPart),
          .answers = std::max(shared / 16, kLeastPart),
          .requests = std::max(shared / 16, kLeastPart)};
}

}  // namespace sambyd::server
