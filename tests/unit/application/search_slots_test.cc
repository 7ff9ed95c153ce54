#include "lib/application/search_slots.h"

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace sambyd::application {
namespace {

using testing_support::IsError;
using testing_support::IsOk;

const StopPredicate kPatient = [] { return false; };

// Returns once so many wait.
void AwaitWaiting(const SearchSlots& slots, int waiting) {
  while (slots.counts().waiting != waiting) std::this_thread::yield();
}

TEST(SearchSlotsTest, MoreThanRunAndWaitAreRefused) {
  SearchSlots slots(1, 0);
  auto first = slots.Take(kPatient);
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(slots.Take(kPatient),
              IsError(absl::StatusCode::kResourceExhausted, Reason::kOverloaded));
  EXPECT_EQ(slots.counts().running, 1);
  EXPECT_EQ(slots.counts().refused, 1);
  first = absl::CancelledError();
  EXPECT_EQ(slots.counts().running, 0);
  EXPECT_THAT(slots.Take(kPatient), IsOk());
}

TEST(SearchSlotsTest, WhoGivesUpWaitingLeavesTheQueue) {
  SearchSlots slots(1, 1);
  const auto first = slots.Take(kPatient);
  int asked = 0;
  EXPECT_THAT(slots.Take([&] { return ++asked == 2; }),
              IsError(absl::StatusCode::kDeadlineExceeded, Reason::kDeadlineExceeded));
  EXPECT_EQ(slots.counts().waiting, 0);
  EXPECT_EQ(slots.counts().running, 1);
}

TEST(SearchSlotsTest, AFreePlaceGoesToTheOneWhoCameFirst) {
  SearchSlots slots(1, 3);
  std::optional<absl::StatusOr<SearchSlots::Slot>> held = slots.Take(kPatient);
  std::vector<int> order;  // written by whoever has the only place
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) {
    threads.emplace_back([&, i] {
      const auto slot = slots.Take(kPatient);
      if (slot.ok()) order.push_back(i);
    });
    AwaitWaiting(slots, i + 1);
  }
  held.reset();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2}));
}

TEST(SearchSlotsTest, NeverMoreThanAllowedRunAndAllGetTheirTurn) {
  constexpr int kRunning = 3;
  SearchSlots slots(kRunning, 100);
  std::atomic<int> running{0};
  std::atomic<int> most{0};
  std::atomic<int> done{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 24; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round) {
        const auto slot = slots.Take(kPatient);
        if (!slot.ok()) continue;
        const int now = ++running;
        int seen = most.load();
        while (now > seen && !most.compare_exchange_weak(seen, now)) {
        }
        std::this_thread::yield();
        --running;
        ++done;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_LE(most.load(), kRunning);
  EXPECT_EQ(done.load(), 24 * 20);
  EXPECT_EQ(slots.counts().running, 0);
  EXPECT_EQ(slots.counts().waiting, 0);
}

}  // namespace
}  // namespace sambyd::application
