#ifndef LIB_APPLICATION_REMAINDER_H_
#define LIB_APPLICATION_REMAINDER_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "sambyd/v1/lot.pb.h"

namespace sambyd::application {

// NoSplit.code of a lot of which the buyer rejected every part.
inline constexpr char kRejectedCode[] = "REJECTED";

// What the parts of a lot but its remainder leave of its value, negative where they exceed it.
// Nothing when the lot has no value.
std::optional<std::int64_t> LeftOver(const v1::Lot& parent, const std::vector<v1::Lot>& children);

// Parts that are no remainder.
std::int64_t CountParts(const std::vector<v1::Lot>& children);

// The remainder among the children, the last where the text itself names a rest too; null where
// there is none.
const v1::Lot* RemainderOf(const std::vector<v1::Lot>& children);

// Whether a remainder must stand beside the parts: something is left over or was rejected, the
// remainder has words of its own, or there is a single part.
bool NeedsRemainder(const v1::Lot& parent, const std::vector<v1::Lot>& children);

// Adds, changes or removes the remainder, so that the parts partition the value of `parent`
// (LeftOver is not negative), keeps children in the order of their numbers and says in
// `parent.no_split` when the buyer has rejected every part.
void SettleRemainder(v1::Lot& parent, std::vector<v1::Lot>& children);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_REMAINDER_H_
