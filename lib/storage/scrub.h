#ifndef LIB_STORAGE_SCRUB_H_
#define LIB_STORAGE_SCRUB_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "lib/storage/engine.h"

namespace sambyd::storage {

// Rewrites families so that no file of the database, write-ahead logs included, holds what was
// removed from them at or before the write of this number. UNAVAILABLE (ERASURE_PENDING) while an
// older snapshot is open or the old files are not gone; trying again goes on. What was written
// since does not matter.
absl::Status ScrubFamilies(const Engine& engine, const std::vector<Family>& families,
                           std::uint64_t sequence);

// The families that hold contacts, workforce statements and their keys.
absl::Status ScrubKeys(const Engine& engine, std::uint64_t sequence);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_SCRUB_H_
