#include "lib/rpc/access_log.h"

#include <cstdint>
#include <string>

#include "lib/base/log.h"
#include "lib/base/strings.h"
#include "lib/rpc/shape.h"

namespace sambyd::rpc {

void LogCall(const EndedCall& call, std::chrono::milliseconds slow) {
  const std::string code = absl::StatusCodeToString(call.code);
  const std::int64_t micros = std::chrono::floor<std::chrono::microseconds>(call.took).count();
  Log(Severity::kInfo, "rpc",
      {{"method", call.method},
       {"code", code},
       {"reason", call.reason},
       {"caller", PseudonymOf(call.caller)},
       {"roles", NamesOf(call.caller.roles)},
       {"micros", micros},
       {"request_id", call.trace.request_id},
       {"trace_id", call.trace.trace_id},
       {"span_id", call.trace.span_id}});
  if (slow.count() == 0 || call.took < slow) return;
  Log(Severity::kWarning, "slow call",
      {{"method", call.method},
       {"code", code},
       {"micros", micros},
       {"request_id", call.trace.request_id},
       {"trace_id", call.trace.trace_id},
       {"request_bytes", std::uint64_t{call.request == nullptr ? 0 : call.request->ByteSizeLong()}},
       {"shape", call.request == nullptr ? std::string("stream") : ShapeOf(*call.request)}});
}

}  // namespace sambyd::rpc
