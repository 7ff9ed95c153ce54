#ifndef LIB_REGISTRY_STALENESS_H_
#define LIB_REGISTRY_STALENESS_H_

#include "lib/domain/date.h"

namespace sambyd::registry {

// A workforce statement or a confirmed profile is in date for 12 months: what was true on 29
// February 2024 is stale from 28 February 2025. The law names no period; this one is Sambyd's.
domain::Date StaleFrom(domain::Date as_of);

// Whether what was true on `as_of` is stale on the day `on`.
bool IsStale(domain::Date as_of, domain::Date on);

}  // namespace sambyd::registry

#endif  // LIB_REGISTRY_STALENESS_H_
