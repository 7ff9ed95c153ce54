#ifndef SERVICES_SAMBYDD_SEARCH_CALLS_H_
#define SERVICES_SAMBYDD_SEARCH_CALLS_H_

#include <chrono>
#include <string_view>

#include "lib/application/circumstances.h"
#include "lib/application/published.h"
#include "lib/application/search_slots.h"
#include "lib/base/clock.h"
#include "lib/base/status.h"
#include "lib/rpc/funnel.h"
#include "services/sambydd/caller_of.h"
#include "services/sambydd/read_call.h"

namespace sambyd::server {

// Serves reads that search: each ends with its caller's deadline or when the caller goes away.
// Thread-safe.
class SearchCalls {
 public:
  // All must outlive it.
  SearchCalls(const rpc::Funnel& funnel, const application::Reader& reader,
              application::SearchSlots& slots, const Clock& clock)
      : funnel_(funnel), reader_(reader), slots_(slots), clock_(clock) {}

  // Answers at once with answer(published, circumstances) -> absl::StatusOr<Response>.
  template <class Request, class Response, class Answer>
  grpc::Status Serve(grpc::ServerContext* context, std::string_view method, const Request* request,
                     Response* response, const Answer& answer) const {
    return ServeRead(funnel_, reader_, context, method, request, response,
                     [&](const rpc::Call& call, const application::Published& published) {
                       return answer(published, In(call));
                     });
  }

  // The same when one of the search slots is free.
  template <class Request, class Response, class Answer>
  grpc::Status ServeInSlot(grpc::ServerContext* context, std::string_view method,
                           const Request* request, Response* response, const Answer& answer) const {
    return Serve(context, method, request, response,
                 [&](const application::Published& published,
                     const application::Circumstances& circumstances) -> absl::StatusOr<Response> {
                   SAMBYD_ASSIGN_OR_RETURN(const auto slot, slots_.Take(circumstances.stop));
                   return answer(published, circumstances);
                 });
  }

 private:
  // Ends a search in time for its best answer to reach the caller.
  application::Circumstances In(const rpc::Call& call) const {
    constexpr std::chrono::milliseconds kAnswerTime{20};
    return {.now = clock_.Now(),
            .caller = CallerOf(call.identity()),
            .stop = [&call, deadline = call.deadline() - kAnswerTime] {
              return std::chrono::system_clock::now() >= deadline || call.cancelled();
            }};
  }

  const rpc::Funnel& funnel_;
  const application::Reader& reader_;
  application::SearchSlots& slots_;
  const Clock& clock_;
};

}  // namespace sambyd::server

#endif  // SERVICES_SAMBYDD_SEARCH_CALLS_H_
