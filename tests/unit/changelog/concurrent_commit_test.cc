#include <atomic>
#include <random>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/changelog/embedded_log.h"
#include "tests/support/memory_store.h"
#include "tests/support/status_matchers.h"
#include "tests/support/store_model.h"

namespace sambyd::changelog {
namespace {

using storage::EnterpriseKey;
using testing_support::IsOk;
using testing_support::MemoryStore;
using testing_support::RandomChanges;
using testing_support::StoreModel;

constexpr int kThreads = 8;
constexpr int kCommits = 40;

// Runs `work(thread)` on kThreads threads and waits for all.
template <typename Work>
void InParallel(const Work& work) {
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&work, thread] { work(thread); });
  }
}

// Adds one to a number kept in a document.
absl::StatusOr<Proposal> Increment(const MutationContext& context) {
  const auto key = EnterpriseKey("counter");
  sambyd::v1::Enterprise counter;
  if (const auto stored = context.state.Get(key); stored.ok()) counter = *stored;
  counter.set_update_position(counter.update_position() + 1);
  return Proposal{{storage::Put(key, counter)}, std::to_string(counter.update_position())};
}

TEST(ConcurrentCommitTest, MutationsRunOneAfterTheOtherAgainstTheLatestState) {
  MemoryStore store;
  const SystemClock clock;
  EmbeddedLog log(*store, clock, nullptr);
  InParallel([&](int) {
    std::int64_t last = 0;
    for (int i = 0; i < kCommits; ++i) {
      const auto committed = log.Commit(std::nullopt, Increment);
      ASSERT_THAT(committed, IsOk());
      EXPECT_GT(committed->position, last);
      EXPECT_EQ(committed->response, std::to_string(committed->position));
      last = committed->position;
      EXPECT_GE(log.Published()->position(), last) << "acknowledged before it was published";
    }
  });
  EXPECT_EQ(log.Published()->Get(EnterpriseKey("counter"))->update_position(), kThreads * kCommits);
}

TEST(ConcurrentCommitTest, ConcurrentDuplicatesOfARequestRunOnce) {
  MemoryStore store;
  const SystemClock clock;
  EmbeddedLog log(*store, clock, nullptr);
  std::atomic<int> runs = 0;
  InParallel([&](int) {
    for (int i = 0; i < kCommits; ++i) {
      const auto committed =
          log.Commit(RequestKey{std::to_string(i), "same"}, [&](const MutationContext& context) {
            ++runs;
            return Increment(context);
          });
      ASSERT_THAT(committed, IsOk());
      EXPECT_EQ(committed->response, std::to_string(i + 1));
    }
  });
  EXPECT_EQ(runs, kCommits);
  EXPECT_EQ(log.Published()->position(), kCommits);
}

TEST(ConcurrentCommitTest, WritersThatWaitTogetherShareOneSync) {
  MemoryStore store;
  const SystemClock clock;
  EmbeddedLog log(*store, clock, nullptr);
  InParallel([&](int) {
    EXPECT_THAT(log.Commit(std::nullopt,
                           [&](const MutationContext& context) {
                             // The first leads alone until all others wait behind it.
                             while (context.position == 1 && log.writers() < kThreads) {
                               std::this_thread::yield();
                             }
                             return Increment(context);
                           }),
                IsOk());
  });
  EXPECT_EQ(log.Published()->position(), kThreads);
  EXPECT_EQ(log.syncs(), 2);
}

TEST(ConcurrentCommitTest, TheObserverSeesEveryRecordOnceInLogOrder) {
  constexpr std::uint32_t kSeed = 7;
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  MemoryStore store;
  const SystemClock clock;
  StoreModel model;
  EmbeddedLog log(*store, clock, [&](const CommittedGroup& group) {
    for (const auto& record : group.records) {
      EXPECT_EQ(record.position(), model.position() + 1);
      model.Apply(record);
    }
  });
  std::atomic<bool> done = false;
  std::jthread reader([&] {
    std::int64_t last = 0;
    while (!done) {
      const auto snapshot = log.Published();
      EXPECT_GE(snapshot->position(), last);
      last = snapshot->position();
      std::int64_t tenders = 0;
      EXPECT_THAT(
          snapshot->Scan<sambyd::v1::Tender>(storage::All<sambyd::v1::Tender>(), std::nullopt,
                                             [&](const storage::Key<sambyd::v1::Tender>&,
                                                 sambyd::v1::Tender&) { return ++tenders > 0; }),
          IsOk());
      EXPECT_EQ(tenders, snapshot->Count<sambyd::v1::Tender>());
    }
  });
  InParallel([&](int thread) {
    std::mt19937 random(kSeed + static_cast<std::uint32_t>(thread));
    for (int i = 0; i < kCommits; ++i) {
      const auto request =
          i % 3 == 0
              ? std::optional<RequestKey>({std::to_string(thread) + "/" + std::to_string(i), ""})
              : std::nullopt;
      EXPECT_THAT(log.Commit(request,
                             [&](const MutationContext&) -> absl::StatusOr<Proposal> {
                               return Proposal{RandomChanges(random), "done"};
                             }),
                  IsOk());
    }
  });
  done = true;
  EXPECT_EQ(model.position(), kThreads * kCommits);
  model.ExpectSame(*log.Published());
}

}  // namespace
}  // namespace sambyd::changelog
