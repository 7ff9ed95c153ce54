#ifndef LIB_RPC_LIMITED_AUTHENTICATOR_H_
#define LIB_RPC_LIMITED_AUTHENTICATOR_H_

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>

#include "absl/base/thread_annotations.h"
#include "lib/base/clock.h"
#include "lib/base/mutex.h"
#include "lib/rpc/authenticator.h"
#include "lib/rpc/rate.h"

namespace sambyd::rpc {

// Bounds what an address can make another authenticator spend on bad tokens: when too many of its
// tokens were refused, its calls are, RESOURCE_EXHAUSTED (RATE_LIMITED) with the time to wait, and
// no signature is verified. Refused tokens alone count, and tokens that were good before are
// verified all the same, so that callers who share the address of somebody else's bad tokens go on.
// Calls without a token, which cost nothing, are not counted. Thread-safe.
class LimitedAuthenticator final : public Authenticator {
 public:
  // `bad_tokens` of one address. `clock` must outlive the authenticator.
  LimitedAuthenticator(std::unique_ptr<Authenticator> authenticator, const Rate& bad_tokens,
                       const Clock& clock);

  absl::StatusOr<Identity> Authenticate(const Credentials& credentials) const override;

  // Addresses that are told apart at a time: those of bad tokens lately. The others share one rate.
  static constexpr std::size_t kMostAddresses = 10'000;
  // Good tokens that are remembered, at least the latest half of them.
  static constexpr std::size_t kMostTokens = 20'000;

 private:
  absl::Status Admit(const std::string& address, const std::string& digest) const EXCLUDES(mutex_);
  void NoteGood(const std::string& digest) const EXCLUDES(mutex_);
  void NoteBad(const std::string& address, const std::string& digest) const EXCLUDES(mutex_);
  // Null = the address has brought no bad token.
  RateBucket* FindBucket(const std::string& address) const REQUIRES(mutex_);
  void ForgetFullBuckets(Timestamp now) const REQUIRES(mutex_);

  const std::unique_ptr<Authenticator> authenticator_;
  const Rate bad_tokens_;
  const Clock& clock_;
  mutable Mutex mutex_;
  mutable std::map<std::string, RateBucket> buckets_ GUARDED_BY(mutex_);  // by address
  mutable RateBucket others_ GUARDED_BY(mutex_);
  // Digests of good tokens. Full, the later ones become the earlier ones.
  mutable std::unordered_set<std::string> good_ GUARDED_BY(mutex_);
  mutable std::unordered_set<std::string> earlier_good_ GUARDED_BY(mutex_);
};

}  // namespace sambyd::rpc

#endif  // LIB_RPC_LIMITED_AUTHENTICATOR_H_
