#ifndef LIB_STORAGE_DOCUMENT_H_
#define LIB_STORAGE_DOCUMENT_H_

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "sambyd/storage/v1/record.pb.h"
#include "sambyd/v1/enterprise.pb.h"
#include "sambyd/v1/lot.pb.h"
#include "sambyd/v1/tender.pb.h"

namespace sambyd::storage {

// The kind of each message that is stored as a document.
template <typename Message>
inline constexpr v1::DocumentKind kKindOf = v1::DOCUMENT_KIND_UNSPECIFIED;
template <>
inline constexpr v1::DocumentKind kKindOf<sambyd::v1::Tender> = v1::DOCUMENT_KIND_TENDER;
template <>
inline constexpr v1::DocumentKind kKindOf<sambyd::v1::Lot> = v1::DOCUMENT_KIND_LOT;
template <>
inline constexpr v1::DocumentKind kKindOf<sambyd::v1::Notice> = v1::DOCUMENT_KIND_NOTICE;
template <>
inline constexpr v1::DocumentKind kKindOf<sambyd::v1::Enterprise> = v1::DOCUMENT_KIND_ENTERPRISE;
template <>
inline constexpr v1::DocumentKind kKindOf<v1::SealedStatement> = v1::DOCUMENT_KIND_WORKFORCE;
template <>
inline constexpr v1::DocumentKind kKindOf<v1::SealedContact> = v1::DOCUMENT_KIND_CONTACT;
template <>
inline constexpr v1::DocumentKind kKindOf<v1::EncryptionKey> = v1::DOCUMENT_KIND_ENCRYPTION_KEY;
template <>
inline constexpr v1::DocumentKind kKindOf<v1::WorkforceEncryptionKey> =
    v1::DOCUMENT_KIND_WORKFORCE_ENCRYPTION_KEY;

template <typename Message>
concept Document = kKindOf<Message>
!= v1::DOCUMENT_KIND_UNSPECIFIED;

// Where one document stands among those of its kind; keys compare as documents are scanned.
template <Document D>
struct Key {
  std::string bytes;
  friend auto operator<=>(const Key&, const Key&) = default;
};

// All keys that begin with these bytes.
template <Document D>
struct KeyPrefix {
  std::string bytes;
};

// Ids are the last segments of resource names: "tenders/{tender}" has the id {tender}.
Key<sambyd::v1::Tender> TenderKey(std::string_view tender);
// Lots of a tender in the order of AppendLotId (lib/storage/codec.h): each published lot followed
// by its derived children.
Key<sambyd::v1::Lot> LotKey(std::string_view tender, std::string_view lot);
// `notice` is the notice identifier without its version.
Key<sambyd::v1::Notice> NoticeKey(std::string_view tender, std::string_view notice);
Key<sambyd::v1::Enterprise> EnterpriseKey(std::string_view enterprise);
// Statements of an enterprise by day, the latest last.
Key<v1::SealedStatement> WorkforceKey(std::string_view enterprise, std::chrono::sys_days as_of);
Key<v1::SealedContact> ContactKey(std::string_view enterprise);
Key<v1::EncryptionKey> EncryptionKeyKey(std::string_view enterprise);
Key<v1::WorkforceEncryptionKey> WorkforceEncryptionKeyKey(std::string_view enterprise);

KeyPrefix<sambyd::v1::Lot> LotsOf(std::string_view tender);
KeyPrefix<sambyd::v1::Notice> NoticesOf(std::string_view tender);
KeyPrefix<v1::SealedStatement> WorkforceOf(std::string_view enterprise);

// Every document of a kind.
template <Document D>
KeyPrefix<D> All() {
  return {};
}

// The first id of a key: of the tender for tenders, lots and notices, else of the enterprise.
// Nothing when the bytes are no key.
std::optional<std::string> OwnerOf(std::string_view key);

// What a record says when it writes `document`, whether or not one is stored under `key`.
template <Document D>
v1::DocumentChange Put(const Key<D>& key, const D& document) {
  v1::DocumentChange change;
  change.set_kind(kKindOf<D>);
  change.set_key(key.bytes);
  document.SerializeToString(change.mutable_document());
  return change;
}

// What a record says when it removes the document under `key`; none need be stored there.
template <Document D>
v1::DocumentChange Remove(const Key<D>& key) {
  v1::DocumentChange change;
  change.set_kind(kKindOf<D>);
  change.set_key(key.bytes);
  return change;
}

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_DOCUMENT_H_
