#ifndef LIB_NOTICE_PERIOD_H_
#define LIB_NOTICE_PERIOD_H_

#include <pugixml.hpp>

#include "absl/status/status.h"
#include "lib/notice/path.h"
#include "sambyd/v1/lot.pb.h"

namespace sambyd::notice {

// Sets lot->period from the PlannedPeriod of a lot's project (BT-36, BT-536 to 538) and leaves it
// alone where there is none. A month counts 30 days, a year 365, a week 7. Warns of other units,
// whose length is not converted, and of an end before the start.
absl::Status ReadPeriod(pugi::xml_node project, const Path& path, v1::Lot* lot);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_PERIOD_H_
