#ifndef LIB_STORAGE_SNAPSHOT_H_
#define LIB_STORAGE_SNAPSHOT_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/storage/document.h"
#include "lib/storage/term.h"
#include "sambyd/storage/v1/record.pb.h"

namespace sambyd::storage {

struct Engine;

// The whole state at one position of the log, which later writes do not change. Thread-safe. It
// keeps the data directory open and old versions of documents on disk, so let go of it soon.
//
// Reads fail with DATA_LOSS (STORAGE_CORRUPT) when stored bytes do not decode, and with UNAVAILABLE
// (STORAGE_FAILED) when the disk cannot be read. Key<D> arguments named `after` mean "the first
// document behind this key", so that a page begins where the last one ended.
class Snapshot {
 public:
  // Made by Store::TakeSnapshot.
  Snapshot(std::shared_ptr<const Engine> engine, v1::StoreState state);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  // Position of the last record applied; 0 for an empty database.
  std::int64_t position() const { return state_.position(); }

  // Position of the oldest record that the log still holds; position() + 1 when it holds none.
  std::int64_t first_record() const { return state_.first_record(); }

  // Number of the last write of the engine that it sees.
  std::uint64_t SequenceNumber() const;

  // Number of stored documents of a kind.
  template <Document D>
  std::int64_t Count() const {
    return CountOf(kKindOf<D>);
  }

  // One document. NOT_FOUND when there is none.
  template <Document D>
  absl::StatusOr<D> Get(const Key<D>& key) const {
    D document;
    if (absl::Status status = GetInto(kKindOf<D>, key.bytes, document); !status.ok()) {
      return status;
    }
    return document;
  }

  template <Document D>
  absl::StatusOr<bool> Contains(const Key<D>& key) const {
    return ContainsKey(kKindOf<D>, key.bytes);
  }

  // Documents of `range` in the order of their keys, until `visit` returns false. The document is
  // the visitor's to take.
  template <Document D>
  absl::Status Scan(const KeyPrefix<D>& range, const std::optional<Key<D>>& after,
                    const std::function<bool(const Key<D>& key, D& document)>& visit) const {
    D document;
    return ScanInto(kKindOf<D>, range.bytes, after ? after->bytes : std::string(), document,
                    [&](std::string_view key) { return visit({std::string(key)}, document); });
  }

  // Ids of tenders that have `term`, in their order and each once, behind the id `after` ("" = from
  // the first), until `visit` returns false.
  absl::Status ScanTenders(const Term& term, std::string_view after,
                           const std::function<bool(std::string_view tender)>& visit) const;

  // Whether a tender has `term`: to test a second term while scanning a first.
  absl::StatusOr<bool> HasTerm(std::string_view tender, const Term& term) const;

  // Sorted ids of tenders of which some published lot has a deadline from `from` on and before
  // `before`; either may be open.
  absl::StatusOr<std::vector<std::string>> TendersWithDeadline(
      std::optional<std::chrono::sys_seconds> from,
      std::optional<std::chrono::sys_seconds> before) const;

  // The remembered answer to a request_id; nothing when it was never given or is forgotten.
  absl::StatusOr<std::optional<v1::RememberedRequest>> FindRequest(
      std::string_view request_id) const;

  // Records from position `from` on, in order, until `visit` returns false. OUT_OF_RANGE when the
  // log no longer holds the record at `from`.
  absl::Status ScanRecords(std::int64_t from,
                           const std::function<bool(v1::ChangeRecord& record)>& visit) const;

 private:
  struct View;  // the engine's own snapshot

  std::int64_t CountOf(v1::DocumentKind kind) const;
  absl::Status GetInto(v1::DocumentKind kind, const std::string& key,
                       google::protobuf::MessageLite& document) const;
  absl::StatusOr<bool> ContainsKey(v1::DocumentKind kind, const std::string& key) const;
  absl::Status ScanInto(v1::DocumentKind kind, const std::string& prefix, const std::string& after,
                        google::protobuf::MessageLite& document,
                        const std::function<bool(std::string_view key)>& visit) const;

  const std::unique_ptr<const View> view_;
  const v1::StoreState state_;
};

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_SNAPSHOT_H_
