#include "lib/storage/sealed_contact.h"

#include "lib/base/encryption.h"
#include "lib/base/status.h"
#include "lib/storage/document.h"
#include "lib/storage/engine.h"

namespace sambyd::storage {
namespace {

template <Document D>
absl::StatusOr<std::optional<D>> Find(const Snapshot& snapshot, const Key<D>& key) {
  auto document = snapshot.Get(key);
  if (absl::IsNotFound(document.status())) return std::optional<D>();
  if (!document.ok()) return document.status();
  return std::optional<D>(*std::move(document));
}

}  // namespace

v1::EncryptionKey NewKey() {
  v1::EncryptionKey key;
  key.set_key(NewEncryptionKey());
  return key;
}

v1::SealedContact SealContact(std::string_view enterprise, const v1::EncryptionKey& key,
                              const sambyd::v1::Contact& contact) {
  v1::SealedContact sealed;
  sealed.set_sealed(Encrypt(key.key(), enterprise, contact.SerializeAsString()));
  return sealed;
}

std::optional<sambyd::v1::Contact> OpenContact(std::string_view enterprise,
                                               const v1::EncryptionKey& key,
                                               const v1::SealedContact& sealed) {
  const auto bytes = Decrypt(key.key(), enterprise, sealed.sealed());
  sambyd::v1::Contact contact;
  if (!bytes || !contact.ParseFromString(*bytes)) return std::nullopt;
  return contact;
}

absl::StatusOr<std::optional<v1::EncryptionKey>> FindKey(const Snapshot& snapshot,
                                                         std::string_view enterprise) {
  return Find(snapshot, EncryptionKeyKey(enterprise));
}

absl::StatusOr<std::optional<sambyd::v1::Contact>> FindContact(const Snapshot& snapshot,
                                                               std::string_view enterprise) {
  SAMBYD_ASSIGN_OR_RETURN(const auto sealed, Find(snapshot, ContactKey(enterprise)));
  if (!sealed) return std::optional<sambyd::v1::Contact>();
  SAMBYD_ASSIGN_OR_RETURN(const auto key, FindKey(snapshot, enterprise));
  auto contact = key ? OpenContact(enterprise, *key, *sealed) : std::nullopt;
  if (!contact) return Corrupt("a contact cannot be decrypted");
  return contact;
}

}  // namespace sambyd::storage
