#ifndef LIB_BASE_STATUS_H_
#define LIB_BASE_STATUS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Leaves the calling function when `expression`, an absl::Status, is not OK.
#define SAMBYD_RETURN_IF_ERROR(expression)                                \
  do {                                                                    \
    if (absl::Status sambyd_status = (expression); !sambyd_status.ok()) { \
      return sambyd_status;                                               \
    }                                                                     \
  } while (false)

// SAMBYD_ASSIGN_OR_RETURN(auto tender, store.Get(name)): declares and sets, or leaves with the
// error.
#define SAMBYD_ASSIGN_OR_RETURN(declaration, expression) \
  SAMBYD_ASSIGN_OR_RETURN_AT(SAMBYD_JOIN(sambyd_or_, __LINE__), declaration, expression)
#define SAMBYD_ASSIGN_OR_RETURN_AT(temporary, declaration, expression) \
  auto temporary = (expression);                                       \
  if (!temporary.ok()) return std::move(temporary).status();           \
  declaration = *std::move(temporary)
#define SAMBYD_JOIN(a, b) SAMBYD_JOIN_INNER(a, b)
#define SAMBYD_JOIN_INNER(a, b) a##b

#endif  // LIB_BASE_STATUS_H_
