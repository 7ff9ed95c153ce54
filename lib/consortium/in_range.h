#ifndef LIB_CONSORTIUM_IN_RANGE_H_
#define LIB_CONSORTIUM_IN_RANGE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "lib/base/error.h"

namespace sambyd::consortium {

// FIELD_OUT_OF_RANGE for a number of a question that is not within `least` and `most`.
inline absl::Status InRange(std::string_view field, std::int64_t got, std::int64_t least,
                            std::int64_t most) {
  if (least <= got && got <= most) return absl::OkStatus();
  return InvalidField(field, std::to_string(got),
                      std::to_string(least) + " to " + std::to_string(most),
                      Reason::kFieldOutOfRange);
}

}  // namespace sambyd::consortium

#endif  // LIB_CONSORTIUM_IN_RANGE_H_
