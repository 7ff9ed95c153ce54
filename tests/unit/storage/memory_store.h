#ifndef TESTS_UNIT_STORAGE_MEMORY_STORE_H_
#define TESTS_UNIT_STORAGE_MEMORY_STORE_H_

#include <functional>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include "lib/storage/engine.h"
#include "lib/storage/store.h"

namespace sambyd::storage {

// A store whose files are in memory.
class MemoryStore {
 public:
  MemoryStore() { Reopen(); }

  Store* operator->() { return store_.get(); }

  absl::StatusOr<std::unique_ptr<Store>> Open() { return OpenStore(kOptions, env_.get()); }

  void Close() { store_.reset(); }

  void Reopen() {
    Close();
    auto store = Open();
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  absl::StatusOr<CheckReport> Check() {
    Close();
    const auto engine = OpenEngineReadOnly(kOptions, env_.get());
    return engine.ok() ? CheckEngine(**engine) : engine.status();
  }

  // Changes the database behind the store's back and leaves it closed.
  void Tamper(const std::function<rocksdb::Status(Engine& engine)>& change) {
    Close();
    const auto engine = OpenEngine(kOptions, env_.get());
    ASSERT_TRUE(engine.ok()) << engine.status();
    const rocksdb::Status status = change(**engine);
    ASSERT_TRUE(status.ok()) << status.ToString();
  }
  void Overwrite(Family family, const std::string& key, const std::string& value) {
    Tamper([&](Engine& engine) { return engine.db->Put({}, engine.handle(family), key, value); });
  }
  void Erase(Family family, const std::string& key) {
    Tamper([&](Engine& engine) { return engine.db->Delete({}, engine.handle(family), key); });
  }

  static inline const StoreOptions kOptions = {.directory = "/store",
                                               .memory_budget = std::size_t{8} << 20U};

 private:
  const std::unique_ptr<rocksdb::Env> env_{rocksdb::NewMemEnv(rocksdb::Env::Default())};
  std::unique_ptr<Store> store_;
};

}  // namespace sambyd::storage

#endif  // TESTS_UNIT_STORAGE_MEMORY_STORE_H_
