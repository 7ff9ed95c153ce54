#ifndef LIB_BASE_CLOCK_H_
#define LIB_BASE_CLOCK_H_

#include <chrono>

namespace sambyd {

// A moment in UTC with microseconds, the resolution kept in documents.
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

// The only source of the time of day, so that tests set it. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp Now() const = 0;
};

// The machine's clock.
class SystemClock final : public Clock {
 public:
  Timestamp Now() const override;
};

// The day in UTC on which `moment` falls.
std::chrono::sys_days DayOf(Timestamp moment);

}  // namespace sambyd

#endif  // LIB_BASE_CLOCK_H_
