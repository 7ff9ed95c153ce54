#include <array>
#include <csignal>
#include <filesystem>
#include <random>
#include <sstream>
#include <string>
#include <utility>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/storage/backup.h"
#include "lib/storage/check.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temporary_directory.h"

namespace sambyd {
namespace {

using ::testing::IsEmpty;
using testing_support::IsOk;

constexpr int kKills = 20;
constexpr std::uint32_t kSeed = 20261122;
// Longer than a backup takes, so that kills meet each of its moments.
constexpr int kLongestPauseMs = 150;

// What the writer said, up to its end.
struct Writer {
  pid_t pid = -1;
  int output = -1;
  std::string text;

  // Reads until a whole line has come.
  void ReadALine() {
    while (text.find('\n') == std::string::npos && ReadSome()) continue;
  }

  bool ReadSome() {
    std::array<char, 4096> buffer{};
    const ssize_t size = read(output, buffer.data(), buffer.size());
    if (size > 0) text.append(buffer.data(), static_cast<std::size_t>(size));
    return size > 0;
  }

  void Kill() {
    kill(pid, SIGKILL);
    while (ReadSome()) continue;
    close(output);
    int status = 0;
    ASSERT_EQ(waitpid(pid, &status, 0), pid);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself: " << status;
  }
};

Writer Start(const std::string& data, const std::string& backups) {
  std::array<int, 2> output{};
  EXPECT_EQ(pipe2(output.data(), O_CLOEXEC), 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(output[1], STDOUT_FILENO);
    execl(SAMBYD_BACKUP_WRITER, "backup_writer", data.c_str(), backups.c_str(), nullptr);
    _exit(127);
  }
  close(output[1]);
  return {child, output[0], ""};
}

// The last backup that was told whole: its id and position.
std::pair<std::uint32_t, std::int64_t> LastTold(const std::string& text) {
  std::istringstream in(text.substr(0, text.rfind('\n') + 1));
  std::pair<std::uint32_t, std::int64_t> last;
  for (auto next = last; in >> next.first >> next.second;) last = next;
  return last;
}

TEST(BackupKillTest, AKillAtAnyMomentOfABackupLeavesTheOneBeforeGood) {
  SCOPED_TRACE(::testing::Message() << "seed " << kSeed);
  std::mt19937 random(kSeed);
  const testing::TemporaryDirectory folder;
  const std::string backups = folder.path() + "/backups";
  const std::string restored = folder.path() + "/restored";
  for (int kills = 1; kills <= kKills; ++kills) {
    SCOPED_TRACE(::testing::Message() << "kill " << kills);
    Writer writer = Start(folder.path() + "/data", backups);
    writer.ReadALine();
    pollfd nothing = {};
    poll(&nothing, 0, static_cast<int>(random() % kLongestPauseMs));
    ASSERT_NO_FATAL_FAILURE(writer.Kill());
    const auto [id, position] = LastTold(writer.text);
    ASSERT_GT(id, 0U) << "no backup was written";

    const auto listed = storage::ListBackups(backups);
    ASSERT_THAT(listed, IsOk());
    EXPECT_THAT(*listed, ::testing::Contains(::testing::Field(&storage::Backup::id, id)));
    const auto newest = storage::RestoreBackup({backups, 0, restored});
    ASSERT_THAT(newest, IsOk());
    EXPECT_GE(newest->id, id);
    EXPECT_GE(newest->position, position);
    const auto report = storage::Check(restored);
    ASSERT_THAT(report, IsOk());
    EXPECT_THAT(report->problems, IsEmpty());
    EXPECT_EQ(report->position, newest->position);
    std::filesystem::remove_all(restored);
    ASSERT_FALSE(HasFailure());
  }
}

}  // namespace
}  // namespace sambyd
