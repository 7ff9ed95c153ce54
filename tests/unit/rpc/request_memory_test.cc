#include "lib/rpc/request_memory.h"

#include <atomic>
#include <optional>
#include <thread>
#include <utility>

#include <gtest/gtest.h>

#include "lib/base/error.h"

namespace sambyd::rpc {
namespace {

TEST(RequestMemoryTest, WhatDoesNotFitIsRefusedWithAdviceToTryAgain) {
  RequestMemory memory(100);
  auto first = memory.Take(60);
  const auto refused = memory.Take(60);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kResourceExhausted);
  const auto refusal = RefusalOf(refused.status()).value_or(Refusal());
  EXPECT_EQ(refusal.reason, Reason::kOverloaded);
  EXPECT_GT(refusal.retry_after.count(), 0);
  EXPECT_TRUE(memory.Take(40).ok());
  std::optional<RequestMemory::Room> moved = *std::move(first);
  EXPECT_EQ(memory.bytes(), 60U);
  moved.reset();
  EXPECT_EQ(memory.bytes(), 0U);
}

TEST(RequestMemoryTest, ASingleRequestMayBeLarger) {
  RequestMemory memory(100);
  const auto large = memory.Take(1000);
  EXPECT_TRUE(large.ok());
  EXPECT_FALSE(memory.Take(1).ok());
}

TEST(RequestMemoryTest, WithoutALimitEverythingFits) {
  RequestMemory memory(0);
  const auto first = memory.Take(1000);
  EXPECT_TRUE(memory.Take(1000).ok());
}

TEST(RequestMemoryTest, AStreamWaitsForRoom) {
  RequestMemory memory(100);
  std::optional<RequestMemory::Room> first = *memory.Take(100);
  std::atomic<bool> asked = false;
  std::thread stream([&] {
    EXPECT_TRUE(memory
                    .WaitFor(50,
                             [&] {
                               asked = true;
                               return false;
                             })
                    .ok());
  });
  while (!asked) std::this_thread::yield();
  EXPECT_EQ(memory.bytes(), 100U);
  first.reset();
  stream.join();
  EXPECT_EQ(memory.bytes(), 0U);
}

TEST(RequestMemoryTest, ACallerThatGoesAwayEndsTheWait) {
  RequestMemory memory(100);
  const auto first = memory.Take(100);
  EXPECT_EQ(memory.WaitFor(50, [] { return true; }).status().code(), absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace sambyd::rpc
