#include "lib/registry/staleness.h"

namespace sambyd::registry {

domain::Date StaleFrom(domain::Date as_of) { return domain::AddMonths(as_of, 12); }

bool IsStale(domain::Date as_of, domain::Date on) { return on >= StaleFrom(as_of); }

}  // namespace sambyd::registry
