#ifndef LIB_RPC_REQUEST_MEMORY_H_
#define LIB_RPC_REQUEST_MEMORY_H_

#include <cstddef>
#include <functional>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "lib/base/mutex.h"

namespace sambyd::rpc {

// Bounds the bytes of all requests that are worked on at once: what parsing them takes grows with
// them. Thread-safe.
class RequestMemory {
 public:
  // At most `most_bytes` together, or a single larger request; 0 = no limit.
  explicit RequestMemory(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // The room of one request; gives it back when it goes.
  class Room {
   public:
    Room(Room&& other) noexcept = default;
    Room& operator=(Room&& other) noexcept = default;

   private:
    friend class RequestMemory;
    struct GiveBack {
      std::size_t bytes = 0;
      void operator()(RequestMemory* memory) const { memory->GiveBack(bytes); }
    };
    Room(RequestMemory* memory, std::size_t bytes) : memory_(memory, GiveBack{bytes}) {}
    std::unique_ptr<RequestMemory, GiveBack> memory_;
  };

  // Room at once; RESOURCE_EXHAUSTED (OVERLOADED) when there is none. The memory must outlive the
  // room.
  absl::StatusOr<Room> Take(std::size_t bytes) EXCLUDES(mutex_);

  // Room as soon as there is some: for streams, whose callers then wait too. CANCELLED when `stop`,
  // asked now and then, says that the caller gave up.
  absl::StatusOr<Room> WaitFor(std::size_t bytes, const std::function<bool()>& stop)
      EXCLUDES(mutex_);

  // Held now.
  std::size_t bytes() const EXCLUDES(mutex_);

 private:
  bool Fits(std::size_t bytes) const REQUIRES(mutex_);
  void GiveBack(std::size_t bytes) EXCLUDES(mutex_);

  const std::size_t most_bytes_;
  mutable Mutex mutex_;
  ConditionVariable changed_;
  std::size_t bytes_ GUARDED_BY(mutex_) = 0;
};

}  // namespace sambyd::rpc

#endif  // LIB_RPC_REQUEST_MEMORY_H_
