#ifndef LIB_CHANGELOG_CHANGE_LOG_H_
#define LIB_CHANGELOG_CHANGE_LOG_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/clock.h"
#include "lib/storage/snapshot.h"
#include "sambyd/storage/v1/record.pb.h"

namespace sambyd::changelog {

// What makes a mutation idempotent.
struct RequestKey {
  // The caller's request_id.
  std::string id;
  // SHA-256 of the method's name and the request's bytes.
  std::string fingerprint;
};

// INVALID_ARGUMENT (REQUEST_ID_REUSED): another request came under this id.
absl::Status RequestIdReused(const std::string& id);

// What a mutation sees.
struct MutationContext {
  // The state that the mutation changes: every earlier record is in it.
  const storage::Snapshot& state;
  // Position of the record if one is written.
  std::int64_t position;
  // The record's time.
  Timestamp time;
};

// What a mutation wants.
struct Proposal {
  // New states of documents, each document at most once (storage::Put, storage::Remove). None =
  // nothing to write.
  std::vector<storage::v1::DocumentChange> changes;
  // The response message, serialized.
  std::string response;
};

// Decides a change; an error means that nothing is written. It runs alone and in log order, maybe
// on another caller's thread and never more than once. Do slow work (parsing, breaking down)
// before: all writers wait meanwhile. It must not throw and must not call the log.
using Mutation = std::function<absl::StatusOr<Proposal>(const MutationContext& context)>;

struct Committed {
  // Position of the record, or for a mutation with nothing to write the position of the state that
  // it saw. A replay of a request has the position of the state at the replay.
  std::int64_t position = 0;
  // As proposed, or as remembered from the first time.
  std::string response;
  // The request was answered before; the mutation did not run.
  bool replayed = false;
};

// Records that became durable together, and the state after the last of them.
struct CommittedGroup {
  std::span<const storage::v1::ChangeRecord> records;
  std::shared_ptr<const storage::Snapshot> snapshot;
};

// Told of every group, in log order and on one thread at a time, before its writers are answered,
// before WaitFor sees its position and before the next group is written. A reader that waits for a
// position with WaitFor therefore finds whatever the observer published for it: to publish a
// snapshot together with a view made from it, swap both here under one pointer.
using Observer = std::function<void(const CommittedGroup& group)>;

// The order of all writes. Thread-safe.
class ChangeLog {
 public:
  virtual ~ChangeLog() = default;

  // Runs `mutation` against the latest state, writes its record and returns when that is durable
  // and published. With `request` the response is remembered, also when there is nothing else to
  // write: the same request again gets it without running the mutation, and another request under
  // the same id is INVALID_ARGUMENT (REQUEST_ID_REUSED). Errors are not remembered.
  //
  // UNAVAILABLE (STORAGE_FAILED): a write failed; its outcome is unknown until the restart, repeat
  // it then with the same request. The mutation's own errors come back as they are.
  virtual absl::StatusOr<Committed> Commit(const std::optional<RequestKey>& request,
                                           const Mutation& mutation) = 0;

  // Returns when `position` is published; UNAVAILABLE (POSITION_NOT_REACHED) at the deadline.
  virtual absl::Status WaitFor(std::int64_t position,
                               std::chrono::steady_clock::time_point deadline) = 0;

  // The state after the last published group: durable, never ahead of an acknowledgement to come.
  virtual std::shared_ptr<const storage::Snapshot> Published() const = 0;

  // A write failed: every Commit fails until the restart, reads go on.
  virtual bool read_only() const = 0;
};

}  // namespace sambyd::changelog

#endif  // LIB_CHANGELOG_CHANGE_LOG_H_
