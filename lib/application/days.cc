#include "lib/application/days.h"

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/registry/dates.h"

namespace sambyd::application {

absl::StatusOr<std::chrono::sys_days> DayGiven(const v1::Date& date, std::string_view field) {
  const auto day = registry::FromProto(date);
  if (day) return std::chrono::sys_days(*day);
  return InvalidField(field, absl::StrCat(date.year(), "-", date.month(), "-", date.day()),
                      "a day that exists");
}

v1::Date ToProto(std::chrono::sys_days day) { return registry::ToProto(domain::Date(day)); }

}  // namespace sambyd::application
