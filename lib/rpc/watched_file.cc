#include "lib/rpc/watched_file.h"

#include <fstream>
#include <sstream>

#include <sys/stat.h>

#include "absl/strings/str_cat.h"

namespace sambyd::rpc {
namespace {

std::int64_t Nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

std::optional<FileStamp> StampOf(const std::string& path) {
  struct stat state {};
  if (::stat(path.c_str(), &state) != 0) return std::nullopt;
  return FileStamp(state.st_dev, state.st_ino, state.st_size, Nanoseconds(state.st_mtim),
                   Nanoseconds(state.st_ctim));
}

absl::StatusOr<std::string> ReadWholeFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (file) bytes << file.rdbuf();
  if (!file || bytes.view().empty()) {
    return absl::NotFoundError(absl::StrCat("cannot read ", path, ", or it is empty"));
  }
  return std::move(bytes).str();
}

}  // namespace sambyd::rpc
