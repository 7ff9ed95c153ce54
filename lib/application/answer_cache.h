#ifndef LIB_APPLICATION_ANSWER_CACHE_H_
#define LIB_APPLICATION_ANSWER_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/base/thread_annotations.h"
#include "lib/base/mutex.h"

namespace sambyd::application {

// Answers that the same question would get again, as bytes: those of the latest position of the
// log asked about, the ones used last where memory does not suffice for all. Thread-safe.
class AnswerCache {
 public:
  using Answer = std::shared_ptr<const std::string>;

  struct Counts {
    std::int64_t hits = 0;
    std::int64_t misses = 0;
    std::int64_t bytes = 0;
  };

  // Holds `most_bytes` at most, keys and bookkeeping included; 0 = nothing, and nothing is counted.
  explicit AnswerCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // Nothing where the answer is not held.
  Answer Find(std::int64_t position, const std::string& key) EXCLUDES(mutex_);

  // Forgets what was held of earlier positions. What is too large, or of a position that is over,
  // is not kept.
  void Keep(std::int64_t position, std::string key, std::string answer) EXCLUDES(mutex_);

  Counts counts() const EXCLUDES(mutex_);

 private:
  struct Entry {
    std::string key;
    Answer answer;
  };

  static std::size_t BytesOf(std::string_view key, std::string_view answer);
  void MoveTo(std::int64_t position) REQUIRES(mutex_);
  void MakeRoom(std::size_t bytes) REQUIRES(mutex_);

  const std::size_t most_bytes_;
  mutable Mutex mutex_;
  std::int64_t position_ GUARDED_BY(mutex_) = -1;
  std::list<Entry> entries_ GUARDED_BY(mutex_);  // the one used last in front
  std::unordered_map<std::string_view, std::list<Entry>::iterator> places_ GUARDED_BY(mutex_);
  std::size_t bytes_ GUARDED_BY(mutex_) = 0;
  std::int64_t hits_ GUARDED_BY(mutex_) = 0;
  std::int64_t misses_ GUARDED_BY(mutex_) = 0;
};

}  // namespace sambyd::application

#endif  // LIB_APPLICATION_ANSWER_CACHE_H_
