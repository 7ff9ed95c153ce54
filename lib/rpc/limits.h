#ifndef LIB_RPC_LIMITS_H_
#define LIB_RPC_LIMITS_H_

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "lib/base/clock.h"
#include "lib/base/mutex.h"
#include "lib/rpc/rate.h"

namespace sambyd::rpc {

// What one server takes at once, and one caller of it. 0 = no limit.
struct CallLimitOptions {
  // Calls and streams at work together.
  int max_calls = 64;
  // Those of one caller, and how many of them may be streams.
  int max_calls_per_caller = 48;
  int max_streams_per_caller = 8;
  // Calls that a caller may begin in a second in the long run, and at once after a pause.
  int calls_per_second = 500;
  int burst = 1000;
};

enum class CallKind { kUnary, kStream };

// Decides which calls are taken, so that no caller can crowd out the others. Thread-safe.
class CallLimits {
 public:
  // `clock` must outlive the limits.
  CallLimits(const CallLimitOptions& options, const Clock& clock);

  // A call's place; gives it back when it goes.
  class Place {
   public:
    Place(Place&& other) noexcept;
    Place& operator=(Place&&) = delete;
    ~Place();

   private:
    friend class CallLimits;
    Place(CallLimits* limits, std::string caller, CallKind kind);
    CallLimits* limits_;
    std::string caller_;
    CallKind kind_;
  };

  // A place for a call of `caller`, under whatever name callers are told apart. RESOURCE_EXHAUSTED:
  // RATE_LIMITED with the time until the next call is taken, or OVERLOADED where too many calls are
  // at work. The limits must outlive the place.
  absl::StatusOr<Place> Admit(std::string_view caller, CallKind kind) EXCLUDES(mutex_);

  // Callers that are remembered: those with calls at work or with a bucket that is not full. More
  // than kMostCallers at a time are refused.
  static constexpr std::size_t kMostCallers = 10'000;
  std::size_t callers() const EXCLUDES(mutex_);

 private:
  struct Caller {
    RateBucket bucket;
    int calls = 0;
    int streams = 0;
  };

  absl::StatusOr<Caller*> FindCaller(std::string_view name, Timestamp now) REQUIRES(mutex_);
  void ForgetIdle(Timestamp now) REQUIRES(mutex_);
  absl::Status CheckAtWork(const Caller& caller, CallKind kind) const REQUIRES(mutex_);
  void GiveBack(const std::string& caller, CallKind kind) EXCLUDES(mutex_);

  const CallLimitOptions options_;
  const Rate rate_;
  const Clock& clock_;
  mutable Mutex mutex_;
  int calls_ GUARDED_BY(mutex_) = 0;
  std::map<std::string, Caller, std::less<>> callers_ GUARDED_BY(mutex_);
};

}  // namespace sambyd::rpc

#endif  // LIB_RPC_LIMITS_H_
