#ifndef LIB_RPC_TRACE_H_
#define LIB_RPC_TRACE_H_

#include <optional>
#include <string>
#include <string_view>

namespace sambyd::rpc {

// Metadata keys by which callers name a call, and trailing metadata in which it comes back.
inline constexpr char kTraceparentKey[] = "traceparent";
inline constexpr char kRequestIdKey[] = "x-request-id";

// Names by which a call is found again in the logs of everyone whom it passes through.
struct Trace {
  std::string request_id;
  std::string trace_id;  // 32 lower-case hexadecimal digits
  std::string span_id;   // 16 of them: this server's part of the trace
  bool sampled = false;  // the caller's wish

  // As W3C Trace Context writes it, with this server as the parent.
  std::string Traceparent() const;
};

// The trace of a call with this metadata; empty = not given. A valid traceparent (W3C Trace Context
// level 1) keeps its trace id and any other is replaced by a new trace. A request id of 1 to 64
// letters, digits, '-', '_' and '.' is kept and any other replaced.
Trace TraceOf(std::string_view traceparent, std::string_view request_id);

}  // namespace sambyd::rpc

#endif  // LIB_RPC_TRACE_H_
