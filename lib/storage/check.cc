#include "lib/storage/check.h"

#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>
#include <utility>

#include <rocksdb/env.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status.h"
#include "lib/base/strings.h"
#include "lib/storage/codec.h"
#include "lib/storage/engine.h"
#include "lib/storage/envelope.h"
#include "lib/storage/posting.h"
#include "lib/storage/request.h"
#include "lib/storage/sealed.h"

namespace sambyd::storage {
namespace {

std::string NameOf(Family family, std::string_view key) {
  return absl::StrCat(kFamilyNames[static_cast<std::size_t>(family)], " \"",
                      absl::CHexEscape(ToAbsl(key)), "\"");
}

// The document that a posting came from: a tender, or a lot of one.
struct Source {
  v1::DocumentKind kind;
  std::string key;
};

std::optional<Source> SourceOf(const Posting& posting) {
  std::string_view rest = posting.key;
  const bool has_head = posting.family == Family::kByDeadline ? TakeInt64(rest).has_value()
                                                              : TakeText(rest).has_value();
  std::string_view behind_tender = rest;
  if (!has_head || !TakeText(behind_tender)) return std::nullopt;
  return Source{behind_tender.empty() ? v1::DOCUMENT_KIND_TENDER : v1::DOCUMENT_KIND_LOT,
                std::string(rest)};
}

template <Document D>
bool DecodesAs(const std::string& message) {
  return D().ParseFromString(message);
}

bool Decodes(v1::DocumentKind kind, const std::string& message) {
  switch (kind) {
    case v1::DOCUMENT_KIND_TENDER:
      return DecodesAs<sambyd::v1::Tender>(message);
    case v1::DOCUMENT_KIND_LOT:
      return DecodesAs<sambyd::v1::Lot>(message);
    case v1::DOCUMENT_KIND_NOTICE:
      return DecodesAs<sambyd::v1::Notice>(message);
    case v1::DOCUMENT_KIND_ENTERPRISE:
      return DecodesAs<sambyd::v1::Enterprise>(message);
    case v1::DOCUMENT_KIND_WORKFORCE:
      return DecodesAs<v1::SealedStatement>(message);
    case v1::DOCUMENT_KIND_CONTACT:
      return DecodesAs<v1::SealedContact>(message);
    case v1::DOCUMENT_KIND_ENCRYPTION_KEY:
      return DecodesAs<v1::EncryptionKey>(message);
    case v1::DOCUMENT_KIND_WORKFORCE_ENCRYPTION_KEY:
      return DecodesAs<v1::WorkforceEncryptionKey>(message);
    default:
      return false;
  }
}

class Checker {
 public:
  explicit Checker(const Engine& engine) : engine_(engine) {}

  absl::StatusOr<CheckReport> Run() {
    SAMBYD_ASSIGN_OR_RETURN(state_, ReadState(engine_, nullptr));
    report_.position = state_.position();
    report_.first_record = state_.first_record();
    report_.whole_log = state_.first_record() == 1;
    SAMBYD_RETURN_IF_ERROR(CheckLog());
    for (const v1::DocumentKind kind : kDocumentKinds) {
      SAMBYD_RETURN_IF_ERROR(CheckDocuments(kind));
    }
    TellLost();
    SAMBYD_RETURN_IF_ERROR(CheckIndexes());
    SAMBYD_RETURN_IF_ERROR(CheckRequests());
    return std::move(report_);
  }

 private:
  using DocumentName = std::pair<v1::DocumentKind, std::string>;
  struct NameHash {
    std::size_t operator()(const DocumentName& name) const {
      return std::hash<std::string>()(name.second) + static_cast<std::size_t>(name.first);
    }
  };
  // What the log says of a document last.
  struct LastChange {
    std::int64_t position = 0;
    bool removed = false;
    std::size_t hash = 0;  // of the message's bytes
  };
  // A remembered request: its id, and the hash of all that is remembered.
  using Remembered = std::pair<std::string, std::size_t>;

  static std::size_t HashOf(const std::string& bytes) { return std::hash<std::string>()(bytes); }

  void Problem(Family family, std::string_view key, std::string_view what) {
    ++report_.problem_count;
    if (report_.problems.size() == kMostProblems) return;
    report_.problems.push_back(absl::StrCat(NameOf(family, key), ": ", ToAbsl(what)));
  }

  // Goes on behind damaged blocks.
  absl::Status Scan(Family family, const EntryVisitor& visit) {
    std::string last;
    const EntryVisitor visit_and_note = [&](std::string_view key, std::string_view value) {
      last = key;
      return visit(key, value);
    };
    const absl::Status status = ScanEntries(engine_, nullptr, family, "", "", visit_and_note);
    if (!absl::IsDataLoss(status)) return status;
    const auto next = FirstKeyBehindDamage(family, last);
    Problem(family, last,
            absl::StrCat("a block is damaged: nothing behind this key can be read up to ",
                         next ? NameOf(family, *next) : "the end"));
    return next ? ScanEntries(engine_, nullptr, family, *next, "", visit) : absl::OkStatus();
  }

  // The first key from which on everything can be read; nothing when the last block is damaged.
  std::optional<std::string> FirstKeyBehindDamage(Family family, const std::string& last) const {
    std::optional<std::string> first;
    const std::unique_ptr<rocksdb::Iterator> entry(
        engine_.db->NewIterator({}, engine_.handle(family)));
    for (entry->SeekToLast(); entry->Valid() && entry->key().compare(last) > 0; entry->Prev()) {
      first = entry->key().ToString();
    }
    return first;
  }

  // What the log wrote last and no scan found.
  void TellLost() {
    for (const auto& [document, change] : last_changes_) {
      if (change.removed) continue;
      const Family family = *FamilyOf(document.first);
      const bool damaged = !Read(engine_, nullptr, family, document.second).ok();
      Problem(family, document.second,
              damaged ? "is lost in a damaged block" : "is in the log but not stored");
    }
  }

  absl::Status CheckLog() {
    std::int64_t expected = state_.first_record();
    SAMBYD_RETURN_IF_ERROR(Scan(
        Family::kLog, [&](std::string_view key, std::string_view value) -> absl::StatusOr<bool> {
          ++report_.records;
          std::string_view rest = key;
          const auto position = TakeInt64(rest);
          v1::ChangeRecord record;
          if (!position || !UnsealInto(value, record).ok() || record.position() != *position) {
            Problem(Family::kLog, key, "does not decode to the record of its position");
          } else if (*position != expected) {
            Problem(Family::kLog, key, absl::StrCat("follows a gap from ", expected));
          }
          NoteRecord(record);
          expected = position.value_or(expected) + 1;
          return true;
        }));
    if (expected != state_.position() + 1) {
      Problem(Family::kMeta, kStateKey,
              absl::StrCat("position ", state_.position(), ", but the log ends at ", expected - 1));
    }
    return absl::OkStatus();
  }

  void NoteRecord(const v1::ChangeRecord& record) {
    for (const v1::DocumentChange& change : record.changes()) {
      last_changes_[{change.kind(), change.key()}] = {record.position(), !change.has_document(),
                                                      HashOf(change.document())};
    }
    if (record.has_request()) {
      requests_[record.position()] = {record.request().request_id(),
                                      HashOf(record.request().SerializeAsString())};
    }
  }

  absl::Status CheckDocuments(v1::DocumentKind kind) {
    const Family family = *FamilyOf(kind);
    std::int64_t count = 0;
    const EntryVisitor visit = [&](std::string_view key,
                                   std::string_view value) -> absl::StatusOr<bool> {
      ++count;
      SAMBYD_RETURN_IF_ERROR(CheckDocument(kind, family, key, value));
      return true;
    };
    SAMBYD_RETURN_IF_ERROR(Scan(family, visit));
    report_.documents += count;
    const std::int64_t counted = state_.document_counts(static_cast<int>(kind));
    if (count != counted) {
      Problem(Family::kMeta, kStateKey,
              absl::StrCat("counts ", counted, " ", kFamilyNames[static_cast<std::size_t>(family)],
                           ", stored are ", count));
    }
    return absl::OkStatus();
  }

  absl::Status CheckDocument(v1::DocumentKind kind, Family family, std::string_view key,
                             std::string_view value) {
    const auto envelope = Unseal(value);
    if (!envelope.ok()) {
      Problem(family, key, "the envelope does not decode");
      last_changes_.erase({kind, std::string(key)});
      return absl::OkStatus();
    }
    if (!IsLeftOut(kind)) CompareWithLog(kind, family, key, *envelope);
    if (!Decodes(kind, envelope->message())) {
      Problem(family, key, "the message does not decode");
      return absl::OkStatus();
    }
    CheckSealed(kind, family, key);
    return CheckPostings(kind, family, key, envelope->message());
  }

  // What is encrypted and its key belong together.
  void CheckSealed(v1::DocumentKind kind, Family family, std::string_view key) {
    if (kind == v1::DOCUMENT_KIND_CONTACT && !ContactOpens(key)) {
      Problem(family, key, "the contact cannot be decrypted");
    } else if (kind == v1::DOCUMENT_KIND_WORKFORCE && !StatementOpens(key)) {
      Problem(family, key, "the workforce statement cannot be decrypted");
    } else if (kind == v1::DOCUMENT_KIND_ENCRYPTION_KEY && !HasAny(Family::kContacts, key)) {
      Problem(family, key, "no contact is stored for the key");
    } else if (kind == v1::DOCUMENT_KIND_WORKFORCE_ENCRYPTION_KEY &&
               !HasAny(Family::kWorkforce, key)) {
      Problem(family, key, "no workforce statement is stored for the key");
    }
  }

  bool ContactOpens(std::string_view key) const {
    const std::string enterprise = OwnerOf(key).value_or("");
    const auto sealed = Find<v1::SealedContact>(Family::kContacts, key);
    const auto opener =
        Find<v1::EncryptionKey>(Family::kEncryptionKeys, EncryptionKeyKey(enterprise).bytes);
    return sealed && opener && OpenContact(enterprise, *opener, *sealed);
  }

  bool StatementOpens(std::string_view key) const {
    const std::string enterprise = OwnerOf(key).value_or("");
    const auto sealed = Find<v1::SealedStatement>(Family::kWorkforce, key);
    const auto opener = Find<v1::WorkforceEncryptionKey>(
        Family::kWorkforceKeys, WorkforceEncryptionKeyKey(enterprise).bytes);
    return sealed && opener && OpenStatement(enterprise, *opener, *sealed);
  }

  // Whether a family has a key that begins with `prefix`; true when it cannot be read, which is
  // told elsewhere.
  bool HasAny(Family family, std::string_view prefix) const {
    bool any = false;
    const absl::Status read =
        ScanEntries(engine_, nullptr, family, std::string(prefix), "",
                    [&](std::string_view key, std::string_view) -> absl::StatusOr<bool> {
                      any = key.starts_with(prefix);
                      return false;
                    });
    return any || !read.ok();
  }

  template <typename Message>
  std::optional<Message> Find(Family family, std::string_view key) const {
    const auto stored = Read(engine_, nullptr, family, key);
    Message message;
    if (!stored.ok() || !*stored || !UnsealInto(**stored, message).ok()) return std::nullopt;
    return message;
  }

  // Forgets the log's entry of the document, so that what is left at the end is not stored.
  void CompareWithLog(v1::DocumentKind kind, Family family, std::string_view key,
                      const v1::Envelope& envelope) {
    const auto last = last_changes_.extract({kind, std::string(key)});
    if (last.empty()) {
      if (envelope.position() >= state_.first_record()) {
        Problem(family, key, "is stored but not in the log");
      } else if (envelope.position() < 1) {
        Problem(family, key, "has no position");
      }
    } else if (last.mapped().removed) {
      Problem(family, key, "is stored but removed in the log");
    } else if (last.mapped().position != envelope.position() ||
               last.mapped().hash != HashOf(envelope.message())) {
      Problem(family, key, "is not what the log wrote last");
    }
  }

  absl::Status CheckPostings(v1::DocumentKind kind, Family family, std::string_view key,
                             const std::string& message) {
    SAMBYD_ASSIGN_OR_RETURN(const auto postings, PostingsOf(kind, key, message));
    for (const Posting& posting : postings) {
      const auto stored = Read(engine_, nullptr, posting.family, posting.key);
      if (stored.ok() && *stored) {
        ++postings_right_;
      } else {
        Problem(family, key, absl::StrCat("is not found in ", NameOf(posting.family, posting.key)));
      }
    }
    return absl::OkStatus();
  }

  // All postings that documents ask for were found above, so that only a surplus is left to look
  // for, which is slow and rare.
  absl::Status CheckIndexes() {
    for (const Family family : kIndexFamilies) {
      SAMBYD_RETURN_IF_ERROR(
          Scan(family, [&](std::string_view, std::string_view) -> absl::StatusOr<bool> {
            ++report_.postings;
            return true;
          }));
    }
    if (report_.postings == postings_right_) return absl::OkStatus();
    for (const Family family : kIndexFamilies) {
      SAMBYD_RETURN_IF_ERROR(
          Scan(family, [&](std::string_view key, std::string_view) -> absl::StatusOr<bool> {
            SAMBYD_ASSIGN_OR_RETURN(const bool wanted, IsWanted({family, std::string(key)}));
            if (!wanted) Problem(family, key, "lists a document that does not ask for it");
            return true;
          }));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<bool> IsWanted(const Posting& posting) {
    const auto source = SourceOf(posting);
    if (!source) return false;
    const auto stored = Read(engine_, nullptr, *FamilyOf(source->kind), source->key);
    if (!stored.ok()) return true;  // its document is damaged, which was told
    if (!*stored) return false;
    const auto envelope = Unseal(**stored);
    if (!envelope.ok()) return false;
    const auto wanted = PostingsOf(source->kind, source->key, envelope->message());
    return wanted.ok() && std::binary_search(wanted->begin(), wanted->end(), posting);
  }

  absl::Status CheckRequests() {
    std::map<std::int64_t, Remembered> by_id;
    std::map<std::int64_t, std::string> by_position;
    SAMBYD_RETURN_IF_ERROR(
        Scan(Family::kRequests,
             [&](std::string_view key, std::string_view value) -> absl::StatusOr<bool> {
               if (const auto position = PositionOfRequestKey(key)) {
                 by_position.emplace(*position, value);
                 return true;
               }
               const auto envelope = Unseal(value);
               v1::RememberedRequest request;
               if (!envelope.ok() || !request.ParseFromString(envelope->message()) ||
                   RequestKey(request.request_id()) != key) {
                 Problem(Family::kRequests, key, "does not decode to the request of its id");
               } else {
                 by_id[envelope->position()] = {request.request_id(), HashOf(envelope->message())};
               }
               return true;
             }));
    report_.requests = static_cast<std::int64_t>(by_id.size());
    const bool found_by_position =
        std::ranges::equal(by_position, requests_, [](const auto& stored, const auto& logged) {
          return stored.first == logged.first && stored.second == logged.second.first;
        });
    if (by_id != requests_ || !found_by_position) {
      Problem(Family::kRequests, "", "the remembered requests are not those of the log");
    }
    return absl::OkStatus();
  }

  const Engine& engine_;
  v1::StoreState state_;
  CheckReport report_;
  std::unordered_map<DocumentName, LastChange, NameHash> last_changes_;
  std::map<std::int64_t, Remembered> requests_;  // by position, as the log has them
  std::int64_t postings_right_ = 0;
};

}  // namespace

absl::StatusOr<CheckReport> CheckEngine(const Engine& engine) { return Checker(engine).Run(); }

absl::StatusOr<CheckReport> Check(const std::string& directory) {
  SAMBYD_ASSIGN_OR_RETURN(const auto engine,
                          OpenEngineReadOnly({.directory = directory}, rocksdb::Env::Default()));
  return CheckEngine(*engine);
}

}  // namespace sambyd::storage
