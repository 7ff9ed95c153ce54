#ifndef LIB_BASE_MUTEX_H_
#define LIB_BASE_MUTEX_H_

#include <condition_variable>
#include <mutex>

#include "absl/base/thread_annotations.h"

// Clang's thread-safety annotations; nothing under other compilers. GUARDED_BY is Abseil's, whose
// headers define it.
#if defined(__clang__)
#define SAMBYD_THREAD_ANNOTATION(x) __attribute__((x))
#else
#define SAMBYD_THREAD_ANNOTATION(x)
#endif
#define REQUIRES(...) SAMBYD_THREAD_ANNOTATION(requires_capability(__VA_ARGS__))
#define EXCLUDES(...) SAMBYD_THREAD_ANNOTATION(locks_excluded(__VA_ARGS__))

namespace sambyd {

// std::mutex with annotations: the thread sanitizer sees through it, which it does not with
// Debian's uninstrumented absl::Mutex.
class SAMBYD_THREAD_ANNOTATION(capability("mutex")) Mutex {
 public:
  void lock() SAMBYD_THREAD_ANNOTATION(acquire_capability()) { mutex_.lock(); }
  void unlock() SAMBYD_THREAD_ANNOTATION(release_capability()) { mutex_.unlock(); }

 private:
  std::mutex mutex_;
};

class SAMBYD_THREAD_ANNOTATION(scoped_lockable) MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) SAMBYD_THREAD_ANNOTATION(acquire_capability(mutex))
      : mutex_(mutex) {
    mutex_.lock();
  }
  ~MutexLock() SAMBYD_THREAD_ANNOTATION(release_capability()) { mutex_.unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

// Waits on a Mutex that the caller holds; wrap the wait in a loop on its condition.
using ConditionVariable = std::condition_variable_any;

}  // namespace sambyd

#endif  // LIB_BASE_MUTEX_H_
