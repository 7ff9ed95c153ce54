#include "lib/rpc/rate.h"

#include <algorithm>

namespace sambyd::rpc {
namespace {

constexpr std::int64_t kOnce = 1'000'000;

}  // namespace

RateBucket::RateBucket(const Rate& rate, Timestamp now)
    : millionths_(rate.burst * kOnce), filled_(now) {}

void RateBucket::Take() { millionths_ -= kOnce; }

std::chrono::milliseconds RateBucket::Wait(const Rate& rate, Timestamp now) {
  Fill(rate, now);
  if (millionths_ >= kOnce) return std::chrono::milliseconds(0);
  const std::chrono::microseconds wait((kOnce - millionths_) / std::max(rate.per_second, 1));
  return std::chrono::ceil<std::chrono::milliseconds>(wait) + std::chrono::milliseconds(1);
}

bool RateBucket::IsFull(const Rate& rate, Timestamp now) const {
  RateBucket filled = *this;
  filled.Fill(rate, now);
  return filled.millionths_ == rate.burst * kOnce;
}

void RateBucket::Fill(const Rate& rate, Timestamp now) {
  // A clock that was set back fills nothing.
  const std::int64_t micros = std::max<std::int64_t>((now - filled_).count(), 0);
  const std::int64_t most = rate.burst * kOnce;
  // Once a second is one millionth a microsecond.
  const std::int64_t missing = most - millionths_;
  const bool full = micros >= missing / std::max(rate.per_second, 1) + 1;
  millionths_ = full ? most : millionths_ + micros * rate.per_second;
  filled_ = now;
}

}  // namespace sambyd::rpc
