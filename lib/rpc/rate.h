#ifndef LIB_RPC_RATE_H_
#define LIB_RPC_RATE_H_

#include <chrono>
#include <cstdint>

#include "lib/base/clock.h"

namespace sambyd::rpc {

// How often something may happen in the long run, and at once after a pause.
struct Rate {
  int per_second = 0;
  int burst = 1;
};

// A bucket that holds a burst and fills at the rate, the same one in every call. Not thread-safe.
class RateBucket {
 public:
  // A full one.
  RateBucket(const Rate& rate, Timestamp now);

  // What may happen is taken from the bucket, which is not empty.
  void Take();

  // How long until it is not empty; 0 = it may happen now.
  std::chrono::milliseconds Wait(const Rate& rate, Timestamp now);

  bool IsFull(const Rate& rate, Timestamp now) const;

 private:
  void Fill(const Rate& rate, Timestamp now);

  std::int64_t millionths_;  // of what may happen once
  Timestamp filled_;
};

}  // namespace sambyd::rpc

#endif  // LIB_RPC_RATE_H_
