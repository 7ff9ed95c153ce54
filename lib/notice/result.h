#ifndef LIB_NOTICE_RESULT_H_
#define LIB_NOTICE_RESULT_H_

#include <pugixml.hpp>

#include "absl/status/status.h"
#include "lib/notice/copy_budget.h"
#include "lib/notice/organizations.h"
#include "lib/notice/path.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::notice {

// Adds the winners of a result, direct award or modification notice to its lots:
// LotResult -> LotTender -> TenderingParty -> Tenderer and SubContractor -> Organization.
//
// A lot result names the tenders it speaks of, sometimes all that were received. Those that a
// settled contract of the notice names have won; where no contract names any of them, all have. A
// result that says that there is no winner, or withholds whether there is one (BT-142), has none.
// References that lead nowhere are left out with a warning.
absl::Status ReadAwards(pugi::xml_node extension, const Organizations& organizations,
                        const Path& path, CopyBudget& budget, v1::Notice* notice);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_RESULT_H_
