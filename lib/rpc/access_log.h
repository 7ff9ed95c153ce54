#ifndef LIB_RPC_ACCESS_LOG_H_
#define LIB_RPC_ACCESS_LOG_H_

#include <chrono>
#include <string_view>

#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "lib/rpc/identity.h"
#include "lib/rpc/trace.h"

namespace sambyd::rpc {

// One call that has ended.
struct EndedCall {
  std::string_view method;  // "TenderService.GetTender"
  const Trace& trace;
  const Identity& caller;  // empty where it did not come to be known
  absl::StatusCode code;
  std::string_view reason;  // a ReasonName; empty where there is none
  std::chrono::nanoseconds took;
  const google::protobuf::Message* request;  // null for streams of requests
};

// Writes the call's line in the access log, which names the caller by its pseudonym and roles, and
// where it took as long as `slow` or longer another
// that tells the request's shape. Neither holds a value of the request. `slow` of 0 = none is slow.
void LogCall(const EndedCall& call, std::chrono::milliseconds slow);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_ACCESS_LOG_H_
