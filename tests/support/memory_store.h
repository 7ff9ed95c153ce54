#ifndef TESTS_SUPPORT_MEMORY_STORE_H_
#define TESTS_SUPPORT_MEMORY_STORE_H_

#include <functional>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include "lib/storage/engine.h"
#include "lib/storage/repair.h"
#include "lib/storage/store.h"
#include "tests/support/fault_file_system.h"

namespace sambyd::testing_support {

// A store whose files are in memory, and fail as files() plans.
class MemoryStore {
 public:
  explicit MemoryStore(std::size_t memory_budget = std::size_t{8} << 20U)
      : options_{.directory = "/store", .memory_budget = memory_budget} {
    Reopen();
  }

  FaultFileSystem& files() { return *files_; }

  storage::Store* operator->() { return store_.get(); }
  storage::Store& operator*() { return *store_; }

  absl::StatusOr<std::unique_ptr<storage::Store>> Open() {
    return storage::OpenStore(options_, env_.get());
  }

  void Close() { store_.reset(); }

  void Reopen() {
    Close();
    auto store = Open();
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  absl::StatusOr<storage::CheckReport> Check() {
    Close();
    const auto engine = storage::OpenEngineReadOnly(options_, env_.get());
    return engine.ok() ? storage::CheckEngine(**engine) : engine.status();
  }

  absl::StatusOr<storage::RepairReport> Repair() {
    Close();
    return storage::RepairIn(options_, env_.get());
  }

  // Changes the database behind the store's back and leaves it closed.
  void Tamper(const std::function<rocksdb::Status(storage::Engine& engine)>& change) {
    Close();
    const auto engine = storage::OpenEngine(options_, env_.get());
    ASSERT_TRUE(engine.ok()) << engine.status();
    const rocksdb::Status status = change(**engine);
    ASSERT_TRUE(status.ok()) << status.ToString();
  }
  void Overwrite(storage::Family family, const std::string& key, const std::string& value) {
    Tamper([&](storage::Engine& engine) {
      return engine.db->Put({}, engine.handle(family), key, value);
    });
  }
  void Erase(storage::Family family, const std::string& key) {
    Tamper(
        [&](storage::Engine& engine) { return engine.db->Delete({}, engine.handle(family), key); });
  }

 private:
  const storage::StoreOptions options_;
  const std::shared_ptr<FaultFileSystem> files_ = std::make_shared<FaultFileSystem>();
  const std::unique_ptr<rocksdb::Env> env_ = rocksdb::NewCompositeEnv(files_);
  std::unique_ptr<storage::Store> store_;
};

}  // namespace sambyd::testing_support

#endif  // TESTS_SUPPORT_MEMORY_STORE_H_
