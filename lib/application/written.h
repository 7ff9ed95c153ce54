#ifndef LIB_APPLICATION_WRITTEN_H_
#define LIB_APPLICATION_WRITTEN_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "lib/application/request_key.h"
#include "lib/base/status.h"
#include "lib/changelog/change_log.h"

namespace sambyd::application {

// What a command did and where in the log.
template <class Response>
struct Written {
  Response response;
  std::int64_t position = 0;
};

// Commits a mutation whose proposal holds a serialized Response.
template <class Response>
absl::StatusOr<Written<Response>> CommitTyped(changelog::ChangeLog& log,
                                              const std::optional<changelog::RequestKey>& key,
                                              const changelog::Mutation& mutation) {
  SAMBYD_ASSIGN_OR_RETURN(const changelog::Committed committed, log.Commit(key, mutation));
  return Written<Response>{ParseResponse<Response>(committed), committed.position};
}

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_WRITTEN_H_
