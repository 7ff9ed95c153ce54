#ifndef LIB_CLIENT_OPTIONS_H_
#define LIB_CLIENT_OPTIONS_H_

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include <grpcpp/security/credentials.h>

namespace sambyd::client {

// When a call that failed for a passing reason is tried again: on UNAVAILABLE and on
// RESOURCE_EXHAUSTED unless a message was too large. Reads change nothing and mutations carry a
// request_id, so that both may be repeated safely; what may not is never repeated.
struct RetryPolicy {
  int max_attempts = 5;  // 1 = never again
  // Pause before the second attempt; doubled before each further one. The server's RetryInfo is
  // honoured where it asks for more.
  std::chrono::milliseconds first_pause{100};
  std::chrono::milliseconds longest_pause{5000};
};

// What the client takes from its surroundings, so that tests set it.
struct Hooks {
  // Waits; nothing = sleeps.
  std::function<void(std::chrono::milliseconds)> wait;
  // A number in 0 to 1 that shortens a pause by up to half of it, so that many clients do not come
  // back at once; nothing = random.
  std::function<double()> jitter;
  // A fresh request_id; nothing = a random UUID.
  std::function<std::string()> new_request_id;
};

struct Options {
  // For one call, its repetitions included.
  std::chrono::milliseconds deadline{30'000};
  // For one stream from its first to its last message.
  std::chrono::milliseconds stream_deadline = std::chrono::hours(24);
  RetryPolicy retry;
  // Reads see this client's own earlier writes, on any replica: the position of the latest answer
  // is passed as min_position unless the request sets one or continues a list.
  bool read_your_writes = true;
  // Nothing = no encryption; TlsCredentials (lib/client/credentials.h) for TLS.
  std::shared_ptr<grpc::ChannelCredentials> credentials;
  // Asked before each attempt for the token that says who calls; nothing, or an empty answer =
  // none is sent. Whoever can read the connection can use the token: only with TLS, or where
  // nobody else is on the way.
  std::function<std::string()> bearer_token;
  Hooks hooks;
};

// For one call; the client's options where nothing is set.
struct CallOptions {
  std::chrono::milliseconds deadline{0};  // 0 = the client's
  int max_attempts = 0;                   // 0 = the client's
};

}  // namespace sambyd::client

#endif  // LIB_CLIENT_OPTIONS_H_
