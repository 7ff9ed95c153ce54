#include "lib/application/search_slots.h"

#include <chrono>

#include "lib/base/error.h"

namespace sambyd::application {
namespace {

// How soon somebody who waits notices that its caller gave up.
constexpr std::chrono::milliseconds kAskEvery{5};

}  // namespace

SearchSlots::SearchSlots(int running, int waiting)
    : most_running_(running), most_waiting_(static_cast<std::size_t>(waiting)) {}

absl::StatusOr<SearchSlots::Slot> SearchSlots::Take(const StopPredicate& stop) {
  const MutexLock lock(mutex_);
  if (running_ < most_running_ && tickets_.empty()) {
    ++running_;
    return Slot(this);
  }
  if (tickets_.size() >= most_waiting_) {
    ++refused_;
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, Reason::kOverloaded,
                           "too many searches run and wait already");
  }
  const std::int64_t ticket = next_ticket_++;
  tickets_.push_back(ticket);
  while (running_ >= most_running_ || tickets_.front() != ticket) {
    if (stop()) {
      std::erase(tickets_, ticket);
      changed_.notify_all();
      return ErrorWithReason(absl::StatusCode::kDeadlineExceeded, Reason::kDeadlineExceeded,
                             "no search came free before the caller's deadline");
    }
    changed_.wait_for(mutex_, kAskEvery);
  }
  tickets_.pop_front();
  ++running_;
  changed_.notify_all();  // another may be free for the next
  return Slot(this);
}

SearchSlots::Counts SearchSlots::counts() const {
  const MutexLock lock(mutex_);
  return {.running = running_, .waiting = static_cast<int>(tickets_.size()), .refused = refused_};
}

void SearchSlots::GiveBack() {
  const MutexLock lock(mutex_);
  --running_;
  changed_.notify_all();
}

}  // namespace sambyd::application
