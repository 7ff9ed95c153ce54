#include "tests/support/fault_file_system.h"

#include <array>
#include <functional>
#include <utility>

namespace sambyd::testing_support {

using rocksdb::FSWritableFile;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

class FaultFileSystem::WritableFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  WritableFile(std::unique_ptr<FSWritableFile>&& file, std::string name, FaultFileSystem& system)
      : FSWritableFileOwnerWrapper(std::move(file)), name_(std::move(name)), system_(system) {}

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* context) override {
    std::size_t size = data.size();
    const IOStatus status = system_.BeforeAppend(name_, size);
    const IOStatus written = target()->Append(Slice(data.data(), size), options, context);
    return status.ok() ? written : status;
  }
  IOStatus Append(const Slice& data, const IOOptions& options, const rocksdb::DataVerificationInfo&,
                  IODebugContext* context) override {
    return Append(data, options, context);
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* context) override {
    const IOStatus status = system_.BeforeSync(name_);
    return status.ok() ? target()->Sync(options, context) : status;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* context) override {
    return Sync(options, context);
  }
  bool IsSyncThreadSafe() const override { return true; }

 private:
  const std::string name_;
  FaultFileSystem& system_;
};

FaultFileSystem::FaultFileSystem()
    : FaultFileSystem(std::unique_ptr<rocksdb::Env>(rocksdb::NewMemEnv(rocksdb::Env::Default()))) {}

FaultFileSystem::FaultFileSystem(std::unique_ptr<rocksdb::Env> memory)
    : FileSystemWrapper(memory->GetFileSystem()), memory_(std::move(memory)) {}

void FaultFileSystem::Plan(std::optional<Fault> fault) {
  const MutexLock lock(mutex_);
  plan_ = std::move(fault);
  fault_happened_ = false;
}

bool FaultFileSystem::fault_happened() const {
  const MutexLock lock(mutex_);
  return fault_happened_;
}

void FaultFileSystem::Crash() {
  const MutexLock lock(mutex_);
  crashed_ = true;
}

void FaultFileSystem::Restart(std::mt19937& random) {
  const MutexLock lock(mutex_);
  crashed_ = false;
  const auto seed = static_cast<std::uint32_t>(random());
  for (auto& [name, extent] : extents_) {
    // Each file draws for itself: which other files there are depends on the background's pace.
    std::mt19937 draw(seed ^ static_cast<std::uint32_t>(std::hash<std::string>()(name)));
    const std::size_t unsynced = extent.size - extent.synced;
    const std::array<std::size_t, 3> choices = {0, draw() % (unsynced + 1), unsynced};
    const std::size_t kept = extent.synced + choices[draw() % choices.size()];
    if (kept < extent.size) {
      std::string bytes;
      rocksdb::ReadFileToString(memory_.get(), name, &bytes);
      rocksdb::WriteStringToFile(memory_.get(), bytes.substr(0, kept), name);
    }
    extent = {.size = kept, .synced = kept};
  }
}

void FaultFileSystem::FlipAByteOf(const std::string& suffix) {
  const MutexLock lock(mutex_);
  for (const auto& [name, extent] : extents_) {
    if (!name.ends_with(suffix)) continue;
    std::string bytes;
    rocksdb::ReadFileToString(memory_.get(), name, &bytes);
    bytes.at(10) = static_cast<char>(bytes.at(10) ^ 1);
    rocksdb::WriteStringToFile(memory_.get(), bytes, name);
  }
}

IOStatus FaultFileSystem::NewWritableFile(const std::string& name,
                                          const rocksdb::FileOptions& options,
                                          std::unique_ptr<FSWritableFile>* file,
                                          IODebugContext* context) {
  {
    const MutexLock lock(mutex_);
    if (crashed_) return IOStatus::IOError("crashed");
    extents_[name] = {};
  }
  std::unique_ptr<FSWritableFile> memory_file;
  IOStatus status = target()->NewWritableFile(name, options, &memory_file, context);
  if (status.ok()) *file = std::make_unique<WritableFile>(std::move(memory_file), name, *this);
  return status;
}

IOStatus FaultFileSystem::RenameFile(const std::string& from, const std::string& to,
                                     const IOOptions& options, IODebugContext* context) {
  const MutexLock lock(mutex_);
  if (crashed_) return IOStatus::IOError("crashed");
  if (auto entry = extents_.extract(from); !entry.empty()) extents_[to] = entry.mapped();
  return target()->RenameFile(from, to, options, context);
}

IOStatus FaultFileSystem::GetChildren(const std::string& directory, const IOOptions& options,
                                      std::vector<std::string>* names, IODebugContext* context) {
  const MutexLock lock(mutex_);
  if (Happens(Fault::Operation::kList, directory)) return IOStatus::IOError("planned");
  return target()->GetChildren(directory, options, names, context);
}

IOStatus FaultFileSystem::DeleteFile(const std::string& name, const IOOptions& options,
                                     IODebugContext* context) {
  const MutexLock lock(mutex_);
  if (crashed_) return IOStatus::IOError("crashed");
  extents_.erase(name);
  return target()->DeleteFile(name, options, context);
}

bool FaultFileSystem::Happens(Fault::Operation operation, const std::string& name) {
  if (!plan_ || plan_->operation != operation) return false;
  if (name.find(plan_->name_part) == std::string::npos) return false;
  --plan_->occurrence;
  const bool happens = plan_->occurrence == 0 || (plan_->lasting && plan_->occurrence < 0);
  fault_happened_ = fault_happened_ || happens;
  return happens;
}

IOStatus FaultFileSystem::BeforeAppend(const std::string& name, std::size_t& size) {
  const MutexLock lock(mutex_);
  const std::size_t wanted = std::exchange(size, 0);
  if (crashed_) return IOStatus::IOError("crashed");
  if (!Happens(Fault::Operation::kAppend, name)) {
    extents_[name].size += size = wanted;
    return IOStatus::OK();
  }
  if (plan_->effect == Fault::Effect::kNoSpace) return IOStatus::NoSpace("planned");
  if (plan_->effect == Fault::Effect::kShortWrite) extents_[name].size += size = wanted / 2;
  return IOStatus::IOError("planned");
}

IOStatus FaultFileSystem::BeforeSync(const std::string& name) {
  const MutexLock lock(mutex_);
  if (crashed_) return IOStatus::IOError("crashed");
  Extent& extent = extents_[name];
  if (Happens(Fault::Operation::kSync, name)) {
    extent.sync_failed = true;
    return IOStatus::IOError("planned");
  }
  if (!extent.sync_failed) extent.synced = extent.size;
  return IOStatus::OK();
}

}  // namespace sambyd::testing_support
