#include "lib/rpc/limited_authenticator.h"

#include <chrono>
#include <utility>

#include "lib/base/digest.h"
#include "lib/base/error.h"
#include "lib/base/status.h"

namespace sambyd::rpc {

LimitedAuthenticator::LimitedAuthenticator(std::unique_ptr<Authenticator> authenticator,
                                           const Rate& bad_tokens, const Clock& clock)
    : authenticator_(std::move(authenticator)),
      bad_tokens_(bad_tokens),
      clock_(clock),
      others_(bad_tokens, clock.Now()) {}

absl::StatusOr<Identity> LimitedAuthenticator::Authenticate(const Credentials& credentials) const {
  if (!credentials.bearer_token) return authenticator_->Authenticate(credentials);
  const std::string digest = Sha256Hex(*credentials.bearer_token);
  SAMBYD_RETURN_IF_ERROR(Admit(credentials.address, digest));
  auto identity = authenticator_->Authenticate(credentials);
  if (identity.ok()) {
    NoteGood(digest);
  } else {
    NoteBad(credentials.address, digest);
  }
  return identity;
}

absl::Status LimitedAuthenticator::Admit(const std::string& address,
                                         const std::string& digest) const {
  const Timestamp now = clock_.Now();
  const MutexLock lock(mutex_);
  RateBucket* const bucket = FindBucket(address);
  if (bucket == nullptr) return absl::OkStatus();
  const std::chrono::milliseconds wait = bucket->Wait(bad_tokens_, now);
  if (wait.count() == 0 || good_.contains(digest) || earlier_good_.contains(digest)) {
    return absl::OkStatus();
  }
  return Exhausted(Reason::kRateLimited, "too many bad tokens came from this address", wait);
}

void LimitedAuthenticator::NoteGood(const std::string& digest) const {
  const MutexLock lock(mutex_);
  if (good_.size() >= kMostTokens / 2) earlier_good_ = std::exchange(good_, {});
  good_.insert(digest);
}

void LimitedAuthenticator::NoteBad(const std::string& address, const std::string& digest) const {
  const Timestamp now = clock_.Now();
  const MutexLock lock(mutex_);
  good_.erase(digest);
  earlier_good_.erase(digest);
  if (buckets_.size() >= kMostAddresses) ForgetFullBuckets(now);
  RateBucket* bucket = FindBucket(address);
  if (bucket == nullptr)
    bucket = &buckets_.emplace(address, RateBucket(bad_tokens_, now)).first->second;
  // Calls that were verified side by side may find it empty.
  if (bucket->Wait(bad_tokens_, now).count() == 0) bucket->Take();
}

RateBucket* LimitedAuthenticator::FindBucket(const std::string& address) const {
  if (const auto known = buckets_.find(address); known != buckets_.end()) return &known->second;
  return buckets_.size() >= kMostAddresses ? &others_ : nullptr;
}

void LimitedAuthenticator::ForgetFullBuckets(Timestamp now) const {
  std::erase_if(buckets_, [&](const auto& entry) { return entry.second.IsFull(bad_tokens_, now); });
}

}  // namespace sambyd::rpc
