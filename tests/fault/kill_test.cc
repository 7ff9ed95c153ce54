#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <map>
#include <random>
#include <sstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/storage/check.h"
#include "lib/storage/store.h"
#include "tests/support/status_matchers.h"

namespace sambyd {
namespace {

using ::testing::IsEmpty;
using testing_support::IsOk;

constexpr int kKills = 50;
constexpr std::uint32_t kSeed = 20261122;

// Acknowledged commits: enterprises by position.
using Acknowledged = std::map<std::int64_t, std::string>;

// Runs commit_writer until so many commits are acknowledged, kills it in the midst of the next ones
// and adds what was acknowledged up to the end.
void WriteAndKill(const std::string& directory, std::size_t lines_before_kill,
                  Acknowledged& acknowledged) {
  std::array<int, 2> output{};
  ASSERT_EQ(pipe(output.data()), 0);
  const pid_t child = fork();
  if (child == 0) {
    dup2(output[1], STDOUT_FILENO);
    close(output[0]);
    execl(SAMBYD_COMMIT_WRITER, "commit_writer", directory.c_str(), nullptr);
    _exit(127);
  }
  close(output[1]);
  std::string text;
  std::array<char, 4096> buffer{};
  std::size_t lines = 0;
  bool killed = false;
  for (ssize_t size = 0; (size = read(output[0], buffer.data(), buffer.size())) > 0;) {
    const std::string_view part(buffer.data(), static_cast<std::size_t>(size));
    text += part;
    lines += static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n'));
    if (!killed && lines >= lines_before_kill) {
      kill(child, SIGKILL);
      killed = true;
    }
  }
  close(output[0]);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(killed && WIFSIGNALED(status)) << "the writer ended by itself: " << status;
  std::istringstream in(text.substr(0, text.rfind('\n') + 1));
  for (auto [position, enterprise] = std::pair<std::int64_t, std::string>();
       in >> position >> enterprise;) {
    ASSERT_TRUE(acknowledged.emplace(position, enterprise).second) << "position given twice";
  }
}

void ExpectAllThere(const std::string& directory, const Acknowledged& acknowledged) {
  const auto store = storage::Store::Open({.directory = directory});
  ASSERT_THAT(store, IsOk());
  const auto state = (*store)->TakeSnapshot();
  ASSERT_GE(state->position(), acknowledged.rbegin()->first);
  for (const auto& [position, enterprise] : acknowledged) {
    const auto found = state->Get(storage::EnterpriseKey(enterprise));
    ASSERT_THAT(found, IsOk()) << "acknowledged at " << position;
    EXPECT_EQ(found->display_name(), std::to_string(position));
  }
}

TEST(KillTest, FiftyKillsUnderParallelCommitsLoseNothingAcknowledgedAndLeaveAPrefixOfTheLog) {
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  std::mt19937 random(kSeed);
  const std::string directory = testing::TempDir() + "kill_test." + std::to_string(getpid());
  Acknowledged acknowledged;
  for (int kills = 1; kills <= kKills; ++kills) {
    SCOPED_TRACE(testing::Message() << "kill " << kills);
    ASSERT_NO_FATAL_FAILURE(WriteAndKill(directory, 1 + random() % 60, acknowledged));
    // The check replays the whole log, so that it says whether the state is a prefix of it.
    const auto report = storage::Check(directory);
    ASSERT_THAT(report, IsOk());
    EXPECT_THAT(report->problems, IsEmpty());
    EXPECT_TRUE(report->whole_log);
    EXPECT_GE(report->position, acknowledged.rbegin()->first);
    ASSERT_FALSE(HasFailure());
  }
  ExpectAllThere(directory, acknowledged);
  std::filesystem::remove_all(directory);
}

}  // namespace
}  // namespace sambyd
