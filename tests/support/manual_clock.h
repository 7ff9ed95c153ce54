#ifndef TESTS_SUPPORT_MANUAL_CLOCK_H_
#define TESTS_SUPPORT_MANUAL_CLOCK_H_

#include <atomic>
#include <chrono>

#include "lib/base/clock.h"

namespace sambyd::testing {

// A clock that stands still until it is set: on 2026-11-22 at noon at first.
class ManualClock final : public Clock {
 public:
  Timestamp Now() const override { return now_.load(); }
  void Advance(std::chrono::microseconds by) { now_ = now_.load() + by; }

 private:
  std::atomic<Timestamp> now_{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) +
                              std::chrono::hours(12)};
};

}  // namespace sambyd::testing

#endif  // TESTS_SUPPORT_MANUAL_CLOCK_H_
