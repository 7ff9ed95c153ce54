#ifndef LIB_RPC_WATCHED_FILE_H_
#define LIB_RPC_WATCHED_FILE_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "lib/base/log.h"
#include "lib/base/mutex.h"
#include "lib/base/status.h"

namespace sambyd::rpc {

// What tells one state of a file from another without reading it: device, file, size and times.
using FileStamp =
    std::tuple<std::uint64_t, std::uint64_t, std::int64_t, std::int64_t, std::int64_t>;

// Nothing when there is no such file. Follows symbolic links, by which Kubernetes swaps files.
std::optional<FileStamp> StampOf(const std::string& path);

// The bytes of a file. NOT_FOUND when it cannot be read.
absl::StatusOr<std::string> ReadWholeFile(const std::string& path);

// A file that is read again once it changed. What does not parse is logged and the last good state
// stays. Thread-safe.
template <class Content>
class WatchedFile {
 public:
  using Parse = std::function<absl::StatusOr<Content>(std::string_view bytes)>;

  // Reads the file a first time. Errors of reading and of `parse`.
  static absl::StatusOr<std::unique_ptr<WatchedFile>> Open(std::string path, Parse parse) {
    auto file = std::unique_ptr<WatchedFile>(new WatchedFile(std::move(path), std::move(parse)));
    const MutexLock lock(file->mutex_);
    SAMBYD_RETURN_IF_ERROR(file->Read());
    return file;
  }

  // The latest good state; looks at the file's stamp each time, which takes a microsecond.
  std::shared_ptr<const Content> Current() const EXCLUDES(mutex_) {
    const MutexLock lock(mutex_);
    if (StampOf(path_) != stamp_) {
      const absl::Status status = Read();
      Log(status.ok() ? Severity::kInfo : Severity::kError,
          status.ok() ? "file read again" : "file does not parse, its last good state stays",
          {{"path", path_}, {"error", status.ToString()}});
    }
    return content_;
  }

 private:
  WatchedFile(std::string path, Parse parse) : path_(std::move(path)), parse_(std::move(parse)) {}

  absl::Status Read() const REQUIRES(mutex_) {
    stamp_ = StampOf(path_);  // before reading: a change meanwhile is seen next time
    SAMBYD_ASSIGN_OR_RETURN(const std::string bytes, ReadWholeFile(path_));
    SAMBYD_ASSIGN_OR_RETURN(Content content, parse_(bytes));
    content_ = std::make_shared<const Content>(std::move(content));
    return absl::OkStatus();
  }

  const std::string path_;
  const Parse parse_;
  mutable Mutex mutex_;
  mutable std::optional<FileStamp> stamp_ GUARDED_BY(mutex_);
  mutable std::shared_ptr<const Content> content_ GUARDED_BY(mutex_);
};

}  // namespace sambyd::rpc

#endif  // LIB_RPC_WATCHED_FILE_H_
