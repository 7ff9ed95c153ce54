#include "services/sambydd/memory_limit.h"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.h"

namespace sambyd::server {
namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20U;

// A machine's files, as far as they tell of limits. The test's own RLIMIT_AS is none.
class MemoryLimitTest : public ::testing::Test {
 protected:
  void Write(const std::string& file, const std::string& content) const {
    const std::filesystem::path path = root() / file;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << content;
  }

  std::filesystem::path root() const { return directory_.path(); }

 private:
  const sambyd::testing::TemporaryDirectory directory_;
};

TEST_F(MemoryLimitTest, NobodySetOne) {
  EXPECT_EQ(MemoryLimit(root()), std::nullopt);
  Write("proc/self/cgroup", "0::/\n");
  Write("sys/fs/cgroup/memory.max", "max\n");
  EXPECT_EQ(MemoryLimit(root()), std::nullopt);
}

TEST_F(MemoryLimitTest, OfTheGroupInVersion2) {
  Write("proc/self/cgroup", "0::/kubepods/pod1\n");
  Write("sys/fs/cgroup/kubepods/pod1/memory.max", "536870912\n");
  EXPECT_EQ(MemoryLimit(root()), 512 * kMegabyte);
}

TEST_F(MemoryLimitTest, OfAGroupAboveItWhereThatIsSmaller) {
  Write("proc/self/cgroup", "0::/kubepods/pod1\n");
  Write("sys/fs/cgroup/kubepods/pod1/memory.max", "max\n");
  Write("sys/fs/cgroup/kubepods/memory.max", "268435456\n");
  EXPECT_EQ(MemoryLimit(root()), 256 * kMegabyte);
}

TEST_F(MemoryLimitTest, InsideAContainerTheGroupIsTheMountsTop) {
  Write("proc/self/cgroup", "0::/\n");
  Write("sys/fs/cgroup/memory.max", "536870912\n");
  EXPECT_EQ(MemoryLimit(root()), 512 * kMegabyte);
}

TEST_F(MemoryLimitTest, OfTheGroupInVersion1) {
  Write("proc/self/cgroup", "5:cpu,cpuacct:/a\n4:memory:/docker/c\n1:name=systemd:/b\n");
  Write("sys/fs/cgroup/memory/docker/c/memory.limit_in_bytes", "536870912\n");
  Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  EXPECT_EQ(MemoryLimit(root()), 512 * kMegabyte);
}

TEST(ShareMemoryTest, ThePartsLeaveRoomForTheRest) {
  for (const std::size_t megabytes : {192U, 256U, 512U, 1024U, 16'384U}) {
    const MemoryBudget budget = ShareMemory(megabytes * kMegabyte);
    EXPECT_LE(budget.storage + budget.answers + budget.requests, megabytes * kMegabyte / 2)
        << megabytes;
    EXPECT_GE(budget.requests, 12 * kMegabyte) << megabytes;
  }
}

}  // namespace
}  // namespace sambyd::server
