#include "lib/rpc/request_memory.h"

#include <chrono>

#include "lib/base/error.h"

namespace sambyd::rpc {
namespace {

constexpr std::chrono::milliseconds kRoomComesFree{250};
// How soon a stream that waits notices that its caller gave up.
constexpr std::chrono::milliseconds kAskStopEvery{20};

}  // namespace

bool RequestMemory::Fits(std::size_t bytes) const {
  return most_bytes_ == 0 || bytes_ == 0 || bytes_ + bytes <= most_bytes_;
}

absl::StatusOr<RequestMemory::Room> RequestMemory::Take(std::size_t bytes) {
  const MutexLock lock(mutex_);
  if (!Fits(bytes)) {
    return Exhausted(Reason::kOverloaded, "too many large requests are at work already",
                     kRoomComesFree);
  }
  bytes_ += bytes;
  return Room(this, bytes);
}

absl::StatusOr<RequestMemory::Room> RequestMemory::WaitFor(std::size_t bytes,
                                                           const std::function<bool()>& stop) {
  const MutexLock lock(mutex_);
  while (!Fits(bytes)) {
    if (stop()) {
      return ErrorWithReason(absl::StatusCode::kCancelled, Reason::kCancelled,
                             "the caller ended the call");
    }
    changed_.wait_for(mutex_, kAskStopEvery);
  }
  bytes_ += bytes;
  return Room(this, bytes);
}

std::size_t RequestMemory::bytes() const {
  const MutexLock lock(mutex_);
  return bytes_;
}

void RequestMemory::GiveBack(std::size_t bytes) {
  const MutexLock lock(mutex_);
  bytes_ -= bytes;
  changed_.notify_all();
}

}  // namespace sambyd::rpc
