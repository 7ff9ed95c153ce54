#ifndef LIB_APPLICATION_DAYS_H_
#define LIB_APPLICATION_DAYS_H_

#include <chrono>
#include <string_view>

#include "absl/status/statusor.h"
#include "sambyd/v1/common.pb.h"

namespace sambyd::application {

// The day of a request field; INVALID_ARGUMENT naming the field when there is no such day.
absl::StatusOr<std::chrono::sys_days> DayGiven(const v1::Date& date, std::string_view field);

v1::Date ToProto(std::chrono::sys_days day);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_DAYS_H_
