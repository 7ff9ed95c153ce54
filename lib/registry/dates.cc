#include "lib/registry/dates.h"

namespace sambyd::registry {

std::optional<domain::Date> FromProto(const v1::Date& date) {
  return domain::MakeDate(date.year(), date.month(), date.day());
}

v1::Date ToProto(domain::Date date) {
  v1::Date proto;
  proto.set_year(static_cast<int>(date.year()));
  proto.set_month(static_cast<int>(static_cast<unsigned>(date.month())));
  proto.set_day(static_cast<int>(static_cast<unsigned>(date.day())));
  return proto;
}

}  // namespace sambyd::registry
