#ifndef TESTS_SUPPORT_FAULT_FILE_SYSTEM_H_
#define TESTS_SUPPORT_FAULT_FILE_SYSTEM_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include "lib/base/mutex.h"

namespace sambyd::testing_support {

// One planned failure of the file system.
struct Fault {
  enum class Operation { kAppend, kSync, kList };
  enum class Effect { kError, kNoSpace, kShortWrite };

  Operation operation = Operation::kAppend;
  Effect effect = Effect::kError;
  // Only files whose name has this part: ".log" for write-ahead logs, ".sst", "MANIFEST"; of kList
  // directories.
  std::string name_part;
  // Fails at this occurrence of the operation, from 1, and at every later one when lasting.
  std::int64_t occurrence = 1;
  bool lasting = false;
};

// Files in memory that fail as planned and that lose at a crash what was not synced. A failed sync
// loses what it should have synced, even if a later one succeeds. Files made, renamed and removed
// stay so. Thread-safe.
class FaultFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  FaultFileSystem();

  const char* Name() const override { return "FaultFileSystem"; }

  // Replaces the plan; nothing = no faults.
  void Plan(std::optional<Fault> fault) EXCLUDES(mutex_);
  bool fault_happened() const EXCLUDES(mutex_);

  // Until Restart every write fails, as after the loss of power.
  void Crash() EXCLUDES(mutex_);
  // Files keep what was synced and of what followed all, nothing or a random part.
  void Restart(std::mt19937& random) EXCLUDES(mutex_);

  // Damages every file whose name ends so, near its beginning.
  void FlipAByteOf(const std::string& suffix) EXCLUDES(mutex_);

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* context) override EXCLUDES(mutex_);
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* context) override EXCLUDES(mutex_);
  rocksdb::IOStatus GetChildren(const std::string& directory, const rocksdb::IOOptions& options,
                                std::vector<std::string>* names,
                                rocksdb::IODebugContext* context) override EXCLUDES(mutex_);
  rocksdb::IOStatus DeleteFile(const std::string& name, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* context) override EXCLUDES(mutex_);

 private:
  class WritableFile;
  struct Extent {
    std::size_t size = 0;
    std::size_t synced = 0;
    bool sync_failed = false;
  };

  FaultFileSystem(std::unique_ptr<rocksdb::Env> memory);

  // How many of `size` bytes to write before answering with the status.
  rocksdb::IOStatus BeforeAppend(const std::string& name, std::size_t& size) EXCLUDES(mutex_);
  rocksdb::IOStatus BeforeSync(const std::string& name) EXCLUDES(mutex_);
  bool Happens(Fault::Operation operation, const std::string& name) REQUIRES(mutex_);

  const std::unique_ptr<rocksdb::Env> memory_;
  mutable Mutex mutex_;
  std::optional<Fault> plan_ GUARDED_BY(mutex_);
  bool fault_happened_ GUARDED_BY(mutex_) = false;
  bool crashed_ GUARDED_BY(mutex_) = false;
  std::map<std::string, Extent> extents_ GUARDED_BY(mutex_);
};

}  // namespace sambyd::testing_support

#endif  // TESTS_SUPPORT_FAULT_FILE_SYSTEM_H_
