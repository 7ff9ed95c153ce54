#include "lib/application/answer_cache.h"

#include <utility>

namespace sambyd::application {
namespace {

// List node, map node and the two strings themselves.
constexpr std::size_t kBookkeeping = 256;

}  // namespace

std::size_t AnswerCache::BytesOf(std::string_view key, std::string_view answer) {
  return key.size() + answer.size() + kBookkeeping;
}

AnswerCache::Answer AnswerCache::Find(std::int64_t position, const std::string& key) {
  if (most_bytes_ == 0) return nullptr;
  const MutexLock lock(mutex_);
  const auto place = position == position_ ? places_.find(key) : places_.end();
  if (place == places_.end()) {
    ++misses_;
    return nullptr;
  }
  ++hits_;
  entries_.splice(entries_.begin(), entries_, place->second);
  return entries_.front().answer;
}

void AnswerCache::Keep(std::int64_t position, std::string key, std::string answer) {
  const std::size_t bytes = BytesOf(key, answer);
  if (bytes > most_bytes_) return;
  const MutexLock lock(mutex_);
  MoveTo(position);
  if (position < position_ || places_.contains(key)) return;
  MakeRoom(bytes);
  entries_.push_front({std::move(key), std::make_shared<const std::string>(std::move(answer))});
  places_[entries_.front().key] = entries_.begin();
  bytes_ += bytes;
}

AnswerCache::Counts AnswerCache::counts() const {
  const MutexLock lock(mutex_);
  return {.hits = hits_, .misses = misses_, .bytes = static_cast<std::int64_t>(bytes_)};
}

void AnswerCache::MoveTo(std::int64_t position) {
  if (position <= position_) return;
  position_ = position;
  places_.clear();
  entries_.clear();
  bytes_ = 0;
}

void AnswerCache::MakeRoom(std::size_t bytes) {
  while (bytes_ + bytes > most_bytes_) {
    const Entry& oldest = entries_.back();
    bytes_ -= BytesOf(oldest.key, *oldest.answer);
    places_.erase(oldest.key);
    entries_.pop_back();
  }
}

}  // namespace sambyd::application
