#ifndef LIB_APPLICATION_RENDER_CONFLICT_H_
#define LIB_APPLICATION_RENDER_CONFLICT_H_

#include <string>
#include <vector>

#include "lib/application/match_subject.h"
#include "lib/consortium/conflict.h"
#include "lib/consortium/threshold_reading.h"
#include "lib/market/view.h"
#include "lib/registry/workforce.h"
#include "sambyd/v1/consortium.pb.h"

namespace sambyd::application {

// `disclosure` for figures about a group of enterprises: only where the counts of every member may
// be told, for otherwise the other members' could be taken off.
registry::Disclosure DisclosureOfGroup(const market::View& market,
                                       const std::vector<std::string>& ids,
                                       registry::Disclosure disclosure);

// A conflict in the words of the API; `market` is the one in which it was found.
v1::Conflict RenderConflict(const consortium::Conflict& conflict, const MatchSubject& subject,
                            const market::View& market, registry::Disclosure disclosure);

// One reading of the 30 % rule, with its figures where `disclosure` allows.
v1::ThresholdReading RenderReading(const consortium::Reading& reading,
                                   registry::Disclosure disclosure);

v1::Verdict ToProto(consortium::Verdict verdict);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_RENDER_CONFLICT_H_
