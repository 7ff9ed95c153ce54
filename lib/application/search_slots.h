#ifndef LIB_APPLICATION_SEARCH_SLOTS_H_
#define LIB_APPLICATION_SEARCH_SLOTS_H_

#include <cstdint>
#include <deque>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "lib/application/circumstances.h"
#include "lib/base/mutex.h"

namespace sambyd::application {

// How many searches may run side by side. A search uses one core, so more than there are cores only
// make each other late. Thread-safe.
class SearchSlots {
 public:
  // One search's place; gives it back when it goes.
  class Slot {
   public:
    Slot(Slot&& other) noexcept = default;
    Slot& operator=(Slot&& other) noexcept = default;

   private:
    friend class SearchSlots;
    struct GiveBack {
      void operator()(SearchSlots* slots) const { slots->GiveBack(); }
    };
    explicit Slot(SearchSlots* slots) : slots_(slots) {}
    std::unique_ptr<SearchSlots, GiveBack> slots_;
  };

  struct Counts {
    int running = 0;
    int waiting = 0;
    std::int64_t refused = 0;  // since the start
  };

  // At most `running` (1 or more) at once, and `waiting` (0 or more) who wait for one to end.
  SearchSlots(int running, int waiting);

  // A place, after those who asked before. RESOURCE_EXHAUSTED (OVERLOADED) when too many wait;
  // DEADLINE_EXCEEDED when `stop`, asked every few milliseconds, says that the caller gave up. The
  // slots must outlive the place.
  absl::StatusOr<Slot> Take(const StopPredicate& stop) EXCLUDES(mutex_);

  Counts counts() const EXCLUDES(mutex_);

 private:
  void GiveBack() EXCLUDES(mutex_);

  const int most_running_;
  const std::size_t most_waiting_;
  mutable Mutex mutex_;
  ConditionVariable changed_;
  int running_ GUARDED_BY(mutex_) = 0;
  std::int64_t next_ticket_ GUARDED_BY(mutex_) = 0;
  std::deque<std::int64_t> tickets_ GUARDED_BY(mutex_);  // of those who wait, the first in front
  std::int64_t refused_ GUARDED_BY(mutex_) = 0;
};

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_SEARCH_SLOTS_H_
