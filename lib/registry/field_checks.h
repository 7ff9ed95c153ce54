#ifndef LIB_REGISTRY_FIELD_CHECKS_H_
#define LIB_REGISTRY_FIELD_CHECKS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "lib/base/error.h"
#include "lib/domain/date.h"
#include "sambyd/v1/common.pb.h"

namespace sambyd::registry {

// Collects everything that is wrong with one document, so that its author can mend it in one go.
class FieldChecks {
 public:
  void Missing(std::string_view field, std::string_view want);
  void Invalid(std::string_view field, std::string_view got, std::string_view want);
  void OutOfRange(std::string_view field, std::string_view got, std::string_view want);

  // `value` must be least to most.
  void Range(std::string_view field, std::int64_t value, std::int64_t least, std::int64_t most);

  // A list may have at most `most` entries.
  void AtMost(std::string_view field, int size, int most);

  // Text must be at most `most_bytes` of UTF-8 without control characters.
  void Text(std::string_view field, std::string_view value, std::size_t most_bytes);

  // The day must exist. Returns it when it does.
  std::optional<domain::Date> Day(std::string_view field, const v1::Date& value);

  // The day must exist and not lie after `today`.
  std::optional<domain::Date> PastDay(std::string_view field, const v1::Date& value,
                                      domain::Date today);

  // OK, or INVALID_ARGUMENT with every violation found and the reason of the first.
  absl::Status ToStatus() &&;

 private:
  void Add(Reason reason, std::string_view field, std::string_view got, std::string_view want);

  Reason first_reason_ = Reason::kUnspecified;
  std::vector<Violation> violations_;
};

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_FIELD_CHECKS_H_
