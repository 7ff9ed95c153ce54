#ifndef LIB_APPLICATION_MERGE_LOTS_H_
#define LIB_APPLICATION_MERGE_LOTS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "sambyd/v1/lot.pb.h"
#include "sambyd/v1/tender_service.pb.h"

namespace sambyd::application {

// INVALID_ARGUMENT unless the others are 1 to 100 names of lots, each once and none of them `name`.
absl::Status CheckMerge(std::string_view name, const v1::MergeLots& merge);

// One lot of two or more parts of `parent`, which are marked as merged into it: the titles of all,
// the first one's main CPV code and the others' as additional ones, all places and all evidence,
// their value together where each has one, and the period that holds all of theirs.
v1::Lot MergeLots(const v1::Lot& parent, std::uint32_t number,
                  const std::vector<v1::Lot*>& sources);

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_MERGE_LOTS_H_
