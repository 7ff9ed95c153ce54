#include "lib/storage/snapshot.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/status.h"
#include "lib/storage/codec.h"
#include "lib/storage/engine.h"
#include "lib/storage/envelope.h"
#include "lib/storage/posting.h"
#include "lib/storage/request.h"

namespace sambyd::storage {
namespace {

// The smallest key behind `key`.
std::string Behind(std::string_view key) { return std::string(key).append(1, '\0'); }

absl::StatusOr<Family> Known(v1::DocumentKind kind) {
  if (const auto family = FamilyOf(kind)) return *family;
  return absl::InternalError(absl::StrCat("document kind ", static_cast<int>(kind)));
}

}  // namespace

struct Snapshot::View {
  explicit View(std::shared_ptr<const Engine> of)
      : engine(std::move(of)), snapshot(engine->db->GetSnapshot()) {}
  ~View() { engine->db->ReleaseSnapshot(snapshot); }

  absl::StatusOr<std::optional<std::string>> Read(Family family, std::string_view key) const {
    return storage::Read(*engine, snapshot, family, key);
  }
  absl::Status Scan(Family family, const std::string& begin, const std::string& end,
                    const EntryVisitor& visit) const {
    return ScanEntries(*engine, snapshot, family, begin, end, visit);
  }

  const std::shared_ptr<const Engine> engine;
  const rocksdb::Snapshot* const snapshot;
};

Snapshot::Snapshot(std::shared_ptr<const Engine> engine, v1::StoreState state)
    : view_(std::make_unique<View>(std::move(engine))), state_(std::move(state)) {}

Snapshot::~Snapshot() = default;

std::uint64_t Snapshot::SequenceNumber() const { return view_->snapshot->GetSequenceNumber(); }

std::int64_t Snapshot::CountOf(v1::DocumentKind kind) const {
  return state_.document_counts(static_cast<int>(kind));
}

absl::Status Snapshot::GetInto(v1::DocumentKind kind, const std::string& key,
                               google::protobuf::MessageLite& document) const {
  SAMBYD_ASSIGN_OR_RETURN(const Family family, Known(kind));
  SAMBYD_ASSIGN_OR_RETURN(const auto stored, view_->Read(family, key));
  if (!stored) return NotFound(OwnerOf(key).value_or(""));
  return UnsealInto(*stored, document);
}

absl::StatusOr<bool> Snapshot::ContainsKey(v1::DocumentKind kind, const std::string& key) const {
  SAMBYD_ASSIGN_OR_RETURN(const Family family, Known(kind));
  SAMBYD_ASSIGN_OR_RETURN(const auto stored, view_->Read(family, key));
  return stored.has_value();
}

absl::Status Snapshot::ScanInto(v1::DocumentKind kind, const std::string& prefix,
                                const std::string& after, google::protobuf::MessageLite& document,
                                const std::function<bool(std::string_view key)>& visit) const {
  SAMBYD_ASSIGN_OR_RETURN(const Family family, Known(kind));
  const std::string begin = after.empty() ? prefix : std::max(prefix, Behind(after));
  return view_->Scan(family, begin, AfterPrefix(prefix),
                     [&](std::string_view key, std::string_view value) -> absl::StatusOr<bool> {
                       SAMBYD_RETURN_IF_ERROR(UnsealInto(value, document));
                       return visit(key);
                     });
}

absl::Status Snapshot::ScanTenders(
    const Term& term, std::string_view after,
    const std::function<bool(std::string_view tender)>& visit) const {
  const std::string prefix = TermPrefix(term.text);
  std::string begin = prefix;
  if (!after.empty()) begin = AfterPrefix(begin.append(TenderKey(after).bytes));
  std::string last;
  return view_->Scan(FamilyOf(term.index), begin, AfterPrefix(prefix),
                     [&](std::string_view key, std::string_view) -> absl::StatusOr<bool> {
                       const auto tender = OwnerOf(key.substr(prefix.size()));
                       if (!tender) return Corrupt("an index key");
                       if (*tender == last) return true;
                       last = *tender;
                       return visit(last);
                     });
}

absl::StatusOr<bool> Snapshot::HasTerm(std::string_view tender, const Term& term) const {
  const std::string prefix = TermPrefix(term.text).append(TenderKey(tender).bytes);
  bool found = false;
  SAMBYD_RETURN_IF_ERROR(
      view_->Scan(FamilyOf(term.index), prefix, AfterPrefix(prefix),
                  [&](std::string_view, std::string_view) -> absl::StatusOr<bool> {
                    found = true;
                    return false;
                  }));
  return found;
}

absl::StatusOr<std::vector<std::string>> Snapshot::TendersWithDeadline(
    std::optional<std::chrono::sys_seconds> from,
    std::optional<std::chrono::sys_seconds> before) const {
  std::string begin;
  std::string end;
  if (from) AppendInt64(begin, from->time_since_epoch().count());
  if (before) AppendInt64(end, before->time_since_epoch().count());
  std::vector<std::string> tenders;
  if (from && before && *before <= *from) return tenders;
  SAMBYD_RETURN_IF_ERROR(
      view_->Scan(Family::kByDeadline, begin, end,
                  [&](std::string_view key, std::string_view) -> absl::StatusOr<bool> {
                    if (!TakeInt64(key)) return Corrupt("an index key");
                    auto tender = OwnerOf(key);
                    if (!tender) return Corrupt("an index key");
                    tenders.push_back(*std::move(tender));
                    return true;
                  }));
  std::sort(tenders.begin(), tenders.end());
  tenders.erase(std::unique(tenders.begin(), tenders.end()), tenders.end());
  return tenders;
}

absl::StatusOr<std::optional<v1::RememberedRequest>> Snapshot::FindRequest(
    std::string_view request_id) const {
  std::optional<v1::RememberedRequest> found;
  SAMBYD_ASSIGN_OR_RETURN(const auto stored,
                          view_->Read(Family::kRequests, RequestKey(request_id)));
  if (stored) SAMBYD_RETURN_IF_ERROR(UnsealInto(*stored, found.emplace()));
  return found;
}

absl::Status Snapshot::ScanRecords(
    std::int64_t from, const std::function<bool(v1::ChangeRecord& record)>& visit) const {
  if (from < first_record()) {
    return absl::OutOfRangeError(
        absl::StrCat("the log begins at ", first_record(), ", not at ", from));
  }
  std::string begin;
  AppendInt64(begin, from);
  v1::ChangeRecord record;
  return view_->Scan(Family::kLog, begin, "",
                     [&](std::string_view, std::string_view value) -> absl::StatusOr<bool> {
                       SAMBYD_RETURN_IF_ERROR(UnsealInto(value, record));
                       return visit(record);
                     });
}

}  // namespace sambyd::storage
