#include "lib/storage/apply.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/storage/codec.h"
#include "lib/storage/envelope.h"
#include "lib/storage/posting.h"
#include "lib/storage/request.h"

namespace sambyd::storage {
namespace {

class Preparation {
 public:
  Preparation(const Engine& engine, const v1::ChangeRecord& record, v1::StoreState& state,
              rocksdb::WriteBatch& batch)
      : engine_(engine), record_(record), state_(state), batch_(batch) {}

  absl::Status Run() {
    if (record_.position() != state_.position() + 1) {
      return absl::InternalError(absl::StrCat("record ", record_.position(), " after ",
                                              state_.position(), ": the log has a gap"));
    }
    SAMBYD_RETURN_IF_ERROR(ForgetOldRecords());
    for (const v1::DocumentChange& change : record_.changes()) {
      SAMBYD_RETURN_IF_ERROR(ApplyChange(change));
    }
    if (record_.has_request()) PutRequest(engine_, record_, batch_);
    Put(Family::kLog, LogKey(record_.position()), Sealed(WithoutKeys().SerializeAsString()));
    state_.set_position(record_.position());
    Put(Family::kMeta, kStateKey, state_.SerializeAsString());
    return absl::OkStatus();
  }

 private:
  static std::string LogKey(std::int64_t position) {
    std::string key;
    AppendInt64(key, position);
    return key;
  }

  // What the log keeps.
  v1::ChangeRecord WithoutKeys() const {
    v1::ChangeRecord kept = record_;
    auto& changes = *kept.mutable_changes();
    changes.erase(
        std::remove_if(changes.begin(), changes.end(),
                       [](const v1::DocumentChange& change) { return IsLeftOut(change.kind()); }),
        changes.end());
    return kept;
  }

  std::string Sealed(std::string_view message) const { return Seal(record_.position(), message); }

  void Put(Family family, const std::string& key, const std::string& value) {
    batch_.Put(engine_.handle(family), key, value);
  }

  void Delete(Family family, const std::string& key) { batch_.Delete(engine_.handle(family), key); }

  absl::Status ForgetOldRecords() {
    const std::int64_t first = state_.first_record();
    const std::int64_t kept = std::min(record_.first_kept_record(), record_.position());
    if (kept <= first) return absl::OkStatus();
    batch_.DeleteRange(engine_.handle(Family::kLog), LogKey(first), LogKey(kept));
    const std::string begin = RequestPositionKey(first);
    const std::string end = RequestPositionKey(kept);
    SAMBYD_RETURN_IF_ERROR(
        ScanEntries(engine_, nullptr, Family::kRequests, begin, end,
                    [this](std::string_view, std::string_view request_id) -> absl::StatusOr<bool> {
                      Delete(Family::kRequests, RequestKey(request_id));
                      return true;
                    }));
    batch_.DeleteRange(engine_.handle(Family::kRequests), begin, end);
    state_.set_first_record(kept);
    return absl::OkStatus();
  }

  absl::Status ApplyChange(const v1::DocumentChange& change) {
    const auto family = FamilyOf(change.kind());
    if (!family || change.key().empty()) {
      return absl::InvalidArgumentError("a change names no document");
    }
    if (!changed_.emplace(change.kind(), change.key()).second) {
      return absl::InvalidArgumentError("a record changes one document twice");
    }
    SAMBYD_ASSIGN_OR_RETURN(const auto old, Read(engine_, nullptr, *family, change.key()));
    SAMBYD_RETURN_IF_ERROR(UpdateIndexes(change, old));
    const int delta = (change.has_document() ? 1 : 0) - (old ? 1 : 0);
    const int kind = static_cast<int>(change.kind());
    state_.set_document_counts(kind, state_.document_counts(kind) + delta);
    if (change.has_document()) {
      Put(*family, change.key(), Sealed(change.document()));
    } else if (old) {
      Delete(*family, change.key());
    }
    return absl::OkStatus();
  }

  // Postings of the old document that the new one lacks go, those that it adds come.
  absl::Status UpdateIndexes(const v1::DocumentChange& change,
                             const std::optional<std::string>& old) {
    std::vector<Posting> before;
    std::vector<Posting> after;
    if (old) {
      SAMBYD_ASSIGN_OR_RETURN(const v1::Envelope envelope, Unseal(*old));
      SAMBYD_ASSIGN_OR_RETURN(before, PostingsOf(change.kind(), change.key(), envelope.message()));
    }
    if (change.has_document()) {
      SAMBYD_ASSIGN_OR_RETURN(after, PostingsOf(change.kind(), change.key(), change.document()));
    }
    std::vector<Posting> gone;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                        std::back_inserter(gone));
    for (const Posting& posting : gone) Delete(posting.family, posting.key);
    std::vector<Posting> added;
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                        std::back_inserter(added));
    for (const Posting& posting : added) Put(posting.family, posting.key, "");
    return absl::OkStatus();
  }

  const Engine& engine_;
  const v1::ChangeRecord& record_;
  v1::StoreState& state_;
  rocksdb::WriteBatch& batch_;
  std::set<std::pair<v1::DocumentKind, std::string>> changed_;
};

}  // namespace

absl::Status Prepare(const Engine& engine, const v1::ChangeRecord& record, v1::StoreState& state,
                     rocksdb::WriteBatch& batch) {
  return Preparation(engine, record, state, batch).Run();
}

}  // namespace sambyd::storage
