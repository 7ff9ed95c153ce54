#ifndef LIB_APPLICATION_MATCH_SUBJECT_H_
#define LIB_APPLICATION_MATCH_SUBJECT_H_

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/application/caller.h"
#include "lib/consortium/lot_query.h"
#include "lib/storage/snapshot.h"
#include "sambyd/v1/assessment.pb.h"
#include "sambyd/v1/consortium.pb.h"
#include "sambyd/v1/lot.pb.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::application {

// A lot as the consortium engine is asked about it, with the names by which answers call its
// leaves: query.leaves[i] is leaves[i].
struct MatchSubject {
  consortium::LotQuery query;
  std::vector<std::string> leaves;
  bool reserved = false;  // under Art. 20
  // The lot is reserved and nobody said how the 30 % rule is to be read: query.policy is a way to
  // search, and no answer to whether a group may bid.
  bool policy_assumed = false;
};

// A stored lot by its leaves. A leaf's yearly volume is its value spread over the contract's years
// (a contract of less than a year counts as one); without a value in DKK it is unknown.
absl::StatusOr<MatchSubject> SubjectOfLot(const storage::Snapshot& snapshot, std::string_view lot,
                                          const Caller& caller);

// The same for leaves at hand, of a tender that says what they leave open. FIELD_OUT_OF_RANGE for
// none or more than 16, FAILED_PRECONDITION (FIELD_REQUIRED) where a CPV code is missing.
absl::StatusOr<MatchSubject> SubjectOfLeaves(const std::vector<v1::Lot>& leaves,
                                             const v1::Tender& tender);

// What of the lot itself made SubjectOfLeaves fail; nothing for other errors.
std::optional<v1::UnassessedLot::Cause> CauseOf(const absl::Status& status);

// Says that a lot was left out.
v1::UnassessedLot LeftOut(const v1::Lot& lot, v1::UnassessedLot::Cause cause);

// A lot written out in the request.
absl::StatusOr<MatchSubject> SubjectOfInlineLot(const v1::InlineLot& lot);

// The day on which statements and certificates must be in date: the caller's, or `today`.
absl::StatusOr<std::chrono::sys_days> EvidenceDay(const v1::MatchOptions& options,
                                                  std::chrono::sys_days today);

// Puts the caller's options into the query, defaults where they are unset. `today` as in
// EvidenceDay.
absl::Status ApplyOptions(const v1::MatchOptions& options, std::chrono::sys_days today,
                          MatchSubject& subject);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_MATCH_SUBJECT_H_
