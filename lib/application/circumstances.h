#ifndef LIB_APPLICATION_CIRCUMSTANCES_H_
#define LIB_APPLICATION_CIRCUMSTANCES_H_

#include <chrono>
#include <functional>

#include "lib/application/caller.h"
#include "lib/base/clock.h"

namespace sambyd::application {

// Asked every few hundred microseconds; true ends a search, which then answers with what it found.
using StopPredicate = std::function<bool()>;

// What an answer depends on beside the published state and the request.
struct Circumstances {
  Timestamp now;
  Caller caller;
  StopPredicate stop;

  // The day for evidence where a request names none.
  std::chrono::sys_days today() const { return DayOf(now); }

  // What the answer may tell of the workforce of groups and their members.
  registry::Disclosure disclosure() const { return DisclosureOfGroupsTo(caller); }
};

// A stop predicate that remembers whether it ended a search: an answer of which it did not is the
// same on every machine.
class StopLatch {
 public:
  explicit StopLatch(const StopPredicate& stop) : stop_(stop) {}

  // To be handed to searches of this thread; refers to the latch.
  StopPredicate predicate() {
    return [this] { return stopped_ = stopped_ || stop_(); };
  }
  bool stopped() const { return stopped_; }

 private:
  const StopPredicate& stop_;
  bool stopped_ = false;
};

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_CIRCUMSTANCES_H_
