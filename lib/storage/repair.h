#ifndef LIB_STORAGE_REPAIR_H_
#define LIB_STORAGE_REPAIR_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/storage/check.h"
#include "lib/storage/store.h"

namespace rocksdb {
class Env;
}

namespace sambyd::storage {

struct RepairReport {
  CheckReport before;
  // What was made anew: "indexes", "requests", "counts".
  std::vector<std::string> rebuilt;
  // What was not, and why not.
  std::vector<std::string> left;
  // What no repair mends stands here: damaged or lost documents and records.
  CheckReport after;
};

// Checks a data directory that nobody has open and, where something is wrong, makes anew what
// follows from other data: the indexes from the documents, the remembered requests from the log,
// the counts from both. Each is made only when all that it follows from can be read: nothing is
// guessed, and documents and log are never changed. Until it is done nobody else can open the
// directory; interrupted, it is run again. A directory of an older format is refused and left as
// it is: FAILED_PRECONDITION (STORAGE_FORMAT_TOO_OLD). NOT_FOUND when there is no database; else
// errors as Store::Open.
absl::StatusOr<RepairReport> Repair(const std::string& directory);

// The same through `env`.
absl::StatusOr<RepairReport> RepairIn(const StoreOptions& options, rocksdb::Env* env);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_REPAIR_H_
