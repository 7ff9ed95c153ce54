#ifndef LIB_APPLICATION_RENDER_CONFLICT_H_
#define LIB_APPLICATION_RENDER_CONFLICT_H_

#include "lib/application/match_subject.h"
#include "lib/consortium/conflict.h"
#include "lib/consortium/threshold_reading.h"
#include "lib/registry/workforce.h"
#include "sambyd/v1/consortium.pb.h"

namespace sambyd::application {

// A conflict in the words of the API; exact counts only where `disclosure` allows.
v1::Conflict RenderConflict(const consortium::Conflict& conflict, const MatchSubject& subject,
                            registry::Disclosure disclosure);

// One reading of the 30 % rule.
v1::ThresholdReading RenderReading(const consortium::Reading& reading,
                                   registry::Disclosure disclosure);

v1::Verdict ToProto(consortium::Verdict verdict);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_RENDER_CONFLICT_H_
