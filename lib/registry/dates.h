#ifndef LIB_REGISTRY_DATES_H_
#define LIB_REGISTRY_DATES_H_

#include <optional>

#include "lib/domain/date.h"
#include "sambyd/v1/common.pb.h"

namespace sambyd::registry {

// Nothing when there is no such day.
std::optional<domain::Date> FromProto(const v1::Date& date);

v1::Date ToProto(domain::Date date);

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_DATES_H_
