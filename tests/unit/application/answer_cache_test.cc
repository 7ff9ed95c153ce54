#include "lib/application/answer_cache.h"

#include <algorithm>
#include <list>
#include <random>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "lib/application/find_consortia.h"
#include "tests/support/status_matchers.h"
#include "tests/support/world.h"

namespace sambyd::application {
namespace {

using sambyd::testing::CleaningLot;
using sambyd::testing::World;
using testing_support::IsError;
using testing_support::IsOk;

constexpr std::size_t kRoom = std::size_t{1} << 20U;

TEST(AnswerCacheTest, AnAnswerIsHeldForItsPositionAlone) {
  AnswerCache cache(kRoom);
  cache.Keep(7, "question", "answer");
  ASSERT_NE(cache.Find(7, "question"), nullptr);
  EXPECT_EQ(*cache.Find(7, "question"), "answer");
  EXPECT_EQ(cache.Find(7, "another"), nullptr);
  EXPECT_EQ(cache.Find(8, "question"), nullptr);
  cache.Keep(8, "question", "new answer");
  EXPECT_EQ(*cache.Find(8, "question"), "new answer");
  EXPECT_EQ(cache.Find(7, "question"), nullptr);
  cache.Keep(7, "late", "answer");  // of a search that began before the write
  EXPECT_EQ(cache.Find(7, "late"), nullptr);
  EXPECT_EQ(cache.Find(8, "late"), nullptr);
}

TEST(AnswerCacheTest, WithoutRoomNothingIsHeldOrCounted) {
  AnswerCache cache(0);
  cache.Keep(1, "question", "answer");
  EXPECT_EQ(cache.Find(1, "question"), nullptr);
  EXPECT_EQ(cache.counts().misses, 0);
  AnswerCache small(300);
  small.Keep(1, "question", std::string(300, 'x'));
  EXPECT_EQ(small.Find(1, "question"), nullptr);
}

TEST(AnswerCacheTest, WhatWasUsedLastStaysAndMemoryIsBounded) {
  constexpr unsigned kSeed = 77;
  constexpr std::size_t kMost = 8'000;
  constexpr std::size_t kBookkeeping = 256;
  std::mt19937 random(kSeed);
  AnswerCache cache(kMost);
  std::list<std::pair<std::string, std::string>> model;  // the one used last in front
  for (int step = 0; step < 5'000; ++step) {
    const std::string key = "question " + std::to_string(random() % 60);
    const auto known = std::find_if(model.begin(), model.end(),
                                    [&](const auto& entry) { return entry.first == key; });
    const auto found = cache.Find(1, key);
    ASSERT_EQ(found != nullptr, known != model.end()) << "seed " << kSeed << " step " << step;
    if (found != nullptr) {
      ASSERT_EQ(*found, known->second);
      model.splice(model.begin(), model, known);
      continue;
    }
    const std::string answer(random() % 1'000, 'a');
    cache.Keep(1, key, answer);
    model.emplace_front(key, answer);
    std::size_t bytes = 0;
    auto entry = model.begin();
    while (entry != model.end() &&
           (bytes += entry->first.size() + entry->second.size() + kBookkeeping) <= kMost) {
      ++entry;
    }
    model.erase(entry, model.end());
    ASSERT_LE(cache.counts().bytes, static_cast<std::int64_t>(kMost));
  }
  EXPECT_GT(cache.counts().hits, 100);
}

TEST(AnswerCacheTest, ManyMayAskAtOnce) {
  AnswerCache cache(20'000);
  std::vector<std::thread> threads;
  for (unsigned t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      std::mt19937 random(t);
      for (int step = 0; step < 2'000; ++step) {
        const std::string key = std::to_string(random() % 100);
        const std::int64_t position = step / 500;
        if (const auto answer = cache.Find(position, key)) {
          EXPECT_EQ(*answer, key + "@" + std::to_string(position));
        } else {
          cache.Keep(position, key, key + "@" + std::to_string(position));
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// FindConsortia through the cache.
class RememberedSearchTest : public ::testing::Test {
 protected:
  RememberedSearchTest() {
    world_.Register("24256790", "Den Rene Vej", 4, 6);
    world_.Register("13585628", "Blank og Co.", 10, 1);
    *request_.mutable_inline_lot() = CleaningLot();
  }

  std::string Ask() { return Ask(world_.Unhurried()); }
  std::string Ask(const Circumstances& circumstances) {
    const auto response = FindConsortiaOnce(*world_.Now(), request_, circumstances, slots_, cache_);
    EXPECT_THAT(response, IsOk());
    return response->SerializeAsString();
  }
  std::string Uncached() {
    return FindConsortia(*world_.Now(), request_, world_.Unhurried())->SerializeAsString();
  }

  World world_;
  SearchSlots slots_{1, 0};
  AnswerCache cache_{kRoom};
  v1::FindConsortiaRequest request_;
};

TEST_F(RememberedSearchTest, TheAnswerHasTheSameBytesAsTheSearch) {
  for (const auto policy : {v1::THRESHOLD_POLICY_NONE, v1::THRESHOLD_POLICY_AGGREGATE,
                            v1::THRESHOLD_POLICY_PER_MEMBER}) {  // the last is infeasible
    request_.mutable_options()->set_policy(policy);
    const std::string searched = Ask();
    EXPECT_EQ(searched, Uncached());
    const auto hits = cache_.counts().hits;
    EXPECT_EQ(Ask(), searched);
    EXPECT_EQ(cache_.counts().hits, hits + 1);
  }
}

TEST_F(RememberedSearchTest, ARememberedAnswerNeedsNoSlot) {
  const std::string searched = Ask();
  const auto taken = slots_.Take([] { return false; });
  EXPECT_EQ(Ask(), searched);
  request_.set_top(1);
  EXPECT_THAT(FindConsortiaOnce(*world_.Now(), request_, world_.Unhurried(), slots_, cache_),
              IsError(absl::StatusCode::kResourceExhausted, Reason::kOverloaded));
}

TEST_F(RememberedSearchTest, WhatTheAnswerRepeatsOfTheQuestionIsPartOfIt) {
  request_.mutable_inline_lot()->mutable_leaves(0)->add_places("DK042");
  Ask();
  v1::InlineLeaf& leaf = *request_.mutable_inline_lot()->mutable_leaves(0);
  leaf.mutable_places()->SwapElements(0, 1);  // the same question to the engine
  EXPECT_EQ(Ask(), Uncached());
  leaf.set_key("gulvvask");
  EXPECT_EQ(Ask(), Uncached());
  request_.mutable_options()->set_policy(v1::THRESHOLD_POLICY_AGGREGATE);  // was assumed before
  EXPECT_EQ(Ask(), Uncached());
  EXPECT_EQ(cache_.counts().hits, 0);
}

TEST_F(RememberedSearchTest, AWriteOrAnotherDayAsksAgain) {
  const std::string before = Ask();
  world_.Register("25313763", "Huset", 12, 8);
  EXPECT_NE(Ask(), before);
  EXPECT_EQ(Ask(), Uncached());
  world_.clock.Advance(std::chrono::hours(24));
  EXPECT_EQ(Ask(), Uncached());
}

TEST_F(RememberedSearchTest, AnAnswerThatTimeCutShortIsNotKept) {
  request_.mutable_options()->set_policy(v1::THRESHOLD_POLICY_PER_MEMBER);  // infeasible
  Circumstances hurried = world_.Unhurried();
  int asked = 0;
  hurried.stop = [&] { return ++asked > 0; };
  Ask(hurried);
  EXPECT_GT(asked, 0);  // while it explained why there is none
  EXPECT_EQ(cache_.counts().bytes, 0);
  EXPECT_EQ(Ask(), Uncached());
  EXPECT_GT(cache_.counts().bytes, 0);
}

TEST_F(RememberedSearchTest, BypassingNeitherReadsNorKeeps) {
  request_.set_bypass_cache(true);
  const std::string searched = Ask();
  EXPECT_EQ(cache_.counts().bytes, 0);
  EXPECT_EQ(cache_.counts().misses, 0);
  request_.set_bypass_cache(false);
  EXPECT_EQ(Ask(), searched);
}

}  // namespace
}  // namespace sambyd::application
