#include "lib/rpc/limits.h"

#include <chrono>
#include <utility>

#include "lib/base/error.h"
#include "lib/base/status.h"

namespace sambyd::rpc {
namespace {

// A call at work lasts about this long; sooner there is no use in trying again.
constexpr std::chrono::milliseconds kPlaceComesFree{250};

absl::Status Overloaded(std::string_view message) {
  return Exhausted(Reason::kOverloaded, message, kPlaceComesFree);
}

bool Reached(int limit, int count) { return limit > 0 && count >= limit; }

}  // namespace

CallLimits::Place::Place(CallLimits* limits, std::string caller, CallKind kind)
    : limits_(limits), caller_(std::move(caller)), kind_(kind) {}

CallLimits::Place::Place(Place&& other) noexcept
    : limits_(std::exchange(other.limits_, nullptr)),
      caller_(std::move(other.caller_)),
      kind_(other.kind_) {}

CallLimits::Place::~Place() {
  if (limits_ != nullptr) limits_->GiveBack(caller_, kind_);
}

CallLimits::CallLimits(const CallLimitOptions& options, const Clock& clock)
    : options_(options), rate_{options.calls_per_second, options.burst}, clock_(clock) {}

void CallLimits::ForgetIdle(Timestamp now) {
  std::erase_if(callers_, [&](const auto& entry) {
    return entry.second.calls == 0 && entry.second.bucket.IsFull(rate_, now);
  });
}

absl::StatusOr<CallLimits::Caller*> CallLimits::FindCaller(std::string_view name, Timestamp now) {
  if (const auto known = callers_.find(name); known != callers_.end()) return &known->second;
  if (callers_.size() >= kMostCallers) ForgetIdle(now);
  if (callers_.size() >= kMostCallers) return Overloaded("too many callers at once");
  return &callers_.emplace(name, Caller{RateBucket(rate_, now)}).first->second;
}

absl::Status CallLimits::CheckAtWork(const Caller& caller, CallKind kind) const {
  if (Reached(options_.max_calls, calls_)) {
    return Overloaded("too many calls are at work already");
  }
  if (Reached(options_.max_calls_per_caller, caller.calls)) {
    return Overloaded("too many calls of this caller are at work already");
  }
  if (kind == CallKind::kStream && Reached(options_.max_streams_per_caller, caller.streams)) {
    return Overloaded("too many streams of this caller are open already");
  }
  return absl::OkStatus();
}

absl::StatusOr<CallLimits::Place> CallLimits::Admit(std::string_view name, CallKind kind) {
  const Timestamp now = clock_.Now();
  const MutexLock lock(mutex_);
  SAMBYD_ASSIGN_OR_RETURN(Caller* const caller, FindCaller(name, now));
  SAMBYD_RETURN_IF_ERROR(CheckAtWork(*caller, kind));
  if (options_.calls_per_second > 0) {
    if (const auto wait = caller->bucket.Wait(rate_, now); wait.count() > 0) {
      return Exhausted(Reason::kRateLimited, "this caller makes more calls than it may", wait);
    }
    caller->bucket.Take();
  }
  ++calls_;
  ++caller->calls;
  if (kind == CallKind::kStream) ++caller->streams;
  return Place(this, std::string(name), kind);
}

std::size_t CallLimits::callers() const {
  const MutexLock lock(mutex_);
  return callers_.size();
}

void CallLimits::GiveBack(const std::string& name, CallKind kind) {
  const MutexLock lock(mutex_);
  Caller& caller = callers_.find(name)->second;
  --calls_;
  --caller.calls;
  if (kind == CallKind::kStream) --caller.streams;
}

}  // namespace sambyd::rpc
