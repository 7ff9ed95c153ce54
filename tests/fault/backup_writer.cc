// Commits and writes backups in turn until it is killed.
//
//   backup_writer DATA BACKUPS
//
// Each backup that is done is one line "id position" on standard output, written at once.

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include <unistd.h>

#include "lib/storage/store.h"
#include "tests/support/store_model.h"

namespace sambyd::storage {
namespace {

constexpr int kRecordsBetweenBackups = 40;

int Run(const std::string& directory, const BackupTarget& target) {
  // Little memory, so that there are many tables.
  const auto store = Store::Open({.directory = directory, .memory_budget = std::size_t{2} << 20U});
  if (!store.ok()) {
    std::fprintf(stderr, "%s\n", store.status().ToString().c_str());
    return 1;
  }
  std::int64_t position = (*store)->TakeSnapshot()->position();
  std::mt19937 random(static_cast<std::uint32_t>(position));
  while (true) {
    for (int i = 0; i < kRecordsBetweenBackups; ++i) {
      v1::ChangeRecord record;
      record.set_position(++position);
      for (auto& change : testing_support::RandomChanges(random)) *record.add_changes() = change;
      if (!(*store)->Apply(record).ok()) std::abort();
    }
    if (!(*store)->Sync().ok()) std::abort();
    const auto backup = (*store)->CreateBackup(target);
    if (!backup.ok()) std::abort();
    const std::string line =
        std::to_string(backup->id) + " " + std::to_string(backup->position) + "\n";
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0) std::abort();
  }
}

}  // namespace
}  // namespace sambyd::storage

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: backup_writer DATA BACKUPS\n");
    return 2;
  }
  return sambyd::storage::Run(argv[1], {.directory = argv[2], .keep = 2});
}
