#ifndef LIB_STORAGE_FAILURE_H_
#define LIB_STORAGE_FAILURE_H_

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "lib/base/mutex.h"

namespace sambyd::storage {

// Whether, and why, nothing more is written until the next opening. The first cause stands.
// Thread-safe.
class Failure {
 public:
  void Set(std::string_view cause) EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    if (happened_) return;
    cause_ = cause;
    happened_ = true;
    if (listener_) listener_();
  }

  bool happened() const { return happened_; }

  // Empty while nothing has failed.
  std::string cause() const EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    return cause_;
  }

  // Calls `listener` when something fails, at once if it has already; nothing = no listener, and
  // none runs any more when this returns. It must not come back here.
  void Listen(std::function<void()> listener) EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    listener_ = std::move(listener);
    if (happened_ && listener_) listener_();
  }

 private:
  mutable Mutex mutex_;
  std::atomic<bool> happened_ = false;
  std::string cause_ GUARDED_BY(mutex_);
  std::function<void()> listener_ GUARDED_BY(mutex_);
};

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_FAILURE_H_
