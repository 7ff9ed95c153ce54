#include "lib/base/clock.h"

namespace sambyd {

Timestamp SystemClock::Now() const {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::chrono::sys_days DayOf(Timestamp moment) {
  return std::chrono::floor<std::chrono::days>(moment);
}

}  // namespace sambyd
