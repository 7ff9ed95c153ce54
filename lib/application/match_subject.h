#ifndef LIB_APPLICATION_MATCH_SUBJECT_H_
#define LIB_APPLICATION_MATCH_SUBJECT_H_

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/consortium/lot_query.h"
#include "lib/storage/snapshot.h"
#include "sambyd/v1/consortium.pb.h"

namespace sambyd::application {

// A lot as the consortium engine is asked about it, with the names by which answers call its
// leaves: query.leaves[i] is leaves[i].
struct MatchSubject {
  consortium::LotQuery query;
  std::vector<std::string> leaves;
  bool reserved = false;  // under Art. 20
};

// A stored lot by its leaves. A leaf's yearly volume is its value spread over the contract's years
// (a contract of less than a year counts as one); without a value in DKK it is unknown.
absl::StatusOr<MatchSubject> SubjectOfLot(const storage::Snapshot& snapshot, std::string_view lot);

// A lot written out in the request.
absl::StatusOr<MatchSubject> SubjectOfInlineLot(const v1::InlineLot& lot);

// Puts the caller's options into the query, defaults where they are unset. `today` is the day for
// evidence where the caller names none.
absl::Status ApplyOptions(const v1::MatchOptions& options, std::chrono::sys_days today,
                          MatchSubject& subject);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_MATCH_SUBJECT_H_
