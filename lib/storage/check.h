#ifndef LIB_STORAGE_CHECK_H_
#define LIB_STORAGE_CHECK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace sambyd::storage {

// What a check of a data directory found.
struct CheckReport {
  // Position of the last record, and of the first that the log holds.
  std::int64_t position = 0;
  std::int64_t first_record = 1;
  // Entries looked at.
  std::int64_t records = 0;
  std::int64_t documents = 0;
  std::int64_t postings = 0;
  std::int64_t requests = 0;
  // The log is complete from position 1, so that every document was compared with its replay; else
  // only what the records held wrote and removed.
  bool whole_log = false;
  // One line each, the first kMostProblems; keys only, never contents.
  std::vector<std::string> problems;
  // All problems, listed or not.
  std::int64_t problem_count = 0;

  bool ok() const { return problem_count == 0; }
};

inline constexpr std::size_t kMostProblems = 100;

// Reads everything and changes nothing: the log has no gaps and ends at the stored position; every
// envelope and message decodes; documents are what the log's records left; indexes agree with
// documents in both directions; counts and remembered requests are right. Checksums of all blocks
// read are verified on the way. Needs memory for the keys of the documents that the log's records
// name. Errors as Store::Open.
absl::StatusOr<CheckReport> Check(const std::string& directory);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_CHECK_H_
