#include "lib/storage/sealed.h"

#include <utility>

#include "lib/base/encryption.h"
#include "lib/base/status.h"
#include "lib/storage/document.h"
#include "lib/storage/engine.h"

namespace sambyd::storage {
namespace {

template <class EncryptionKey>
EncryptionKey NewKey() {
  EncryptionKey key;
  key.set_key(NewEncryptionKey());
  return key;
}

template <class Sealed, class EncryptionKey, class Message>
Sealed SealUnder(const EncryptionKey& key, std::string_view enterprise, const Message& message) {
  Sealed sealed;
  sealed.set_sealed(Encrypt(key.key(), enterprise, message.SerializeAsString()));
  return sealed;
}

template <class Message, class EncryptionKey, class Sealed>
std::optional<Message> OpenUnder(const EncryptionKey& key, std::string_view enterprise,
                                 const Sealed& sealed) {
  const auto bytes = Decrypt(key.key(), enterprise, sealed.sealed());
  Message message;
  if (!bytes || !message.ParseFromString(*bytes)) return std::nullopt;
  return message;
}

template <Document D>
absl::StatusOr<std::optional<D>> Find(const Snapshot& snapshot, const Key<D>& key) {
  auto document = snapshot.Get(key);
  if (absl::IsNotFound(document.status())) return std::optional<D>();
  if (!document.ok()) return document.status();
  return std::optional<D>(*std::move(document));
}

// The last document of each enterprise.
template <Document D>
absl::StatusOr<std::unordered_map<std::string, D>> LastOfEach(const Snapshot& snapshot) {
  std::unordered_map<std::string, D> documents;
  SAMBYD_RETURN_IF_ERROR(
      snapshot.Scan<D>(All<D>(), std::nullopt, [&](const Key<D>& key, D& document) {
        documents[OwnerOf(key.bytes).value_or("")] = std::move(document);
        return true;
      }));
  return documents;
}

absl::Status UnreadableStatement() { return Corrupt("a workforce statement cannot be decrypted"); }

}  // namespace

v1::EncryptionKey NewContactKey() { return NewKey<v1::EncryptionKey>(); }

v1::WorkforceEncryptionKey NewWorkforceKey() { return NewKey<v1::WorkforceEncryptionKey>(); }

v1::SealedContact SealContact(std::string_view enterprise, const v1::EncryptionKey& key,
                              const sambyd::v1::Contact& contact) {
  return SealUnder<v1::SealedContact>(key, enterprise, contact);
}

v1::SealedStatement SealStatement(std::string_view enterprise,
                                  const v1::WorkforceEncryptionKey& key,
                                  const sambyd::v1::WorkforceStatement& statement) {
  return SealUnder<v1::SealedStatement>(key, enterprise, statement);
}

std::optional<sambyd::v1::Contact> OpenContact(std::string_view enterprise,
                                               const v1::EncryptionKey& key,
                                               const v1::SealedContact& sealed) {
  return OpenUnder<sambyd::v1::Contact>(key, enterprise, sealed);
}

std::optional<sambyd::v1::WorkforceStatement> OpenStatement(std::string_view enterprise,
                                                            const v1::WorkforceEncryptionKey& key,
                                                            const v1::SealedStatement& sealed) {
  return OpenUnder<sambyd::v1::WorkforceStatement>(key, enterprise, sealed);
}

absl::StatusOr<std::optional<v1::EncryptionKey>> FindContactKey(const Snapshot& snapshot,
                                                                std::string_view enterprise) {
  return Find(snapshot, EncryptionKeyKey(enterprise));
}

absl::StatusOr<std::optional<v1::WorkforceEncryptionKey>> FindWorkforceKey(
    const Snapshot& snapshot, std::string_view enterprise) {
  return Find(snapshot, WorkforceEncryptionKeyKey(enterprise));
}

absl::StatusOr<std::optional<sambyd::v1::Contact>> FindContact(const Snapshot& snapshot,
                                                               std::string_view enterprise) {
  SAMBYD_ASSIGN_OR_RETURN(const auto sealed, Find(snapshot, ContactKey(enterprise)));
  if (!sealed) return std::optional<sambyd::v1::Contact>();
  SAMBYD_ASSIGN_OR_RETURN(const auto key, FindContactKey(snapshot, enterprise));
  auto contact = key ? OpenContact(enterprise, *key, *sealed) : std::nullopt;
  if (!contact) return Corrupt("a contact cannot be decrypted");
  return contact;
}

absl::StatusOr<sambyd::v1::WorkforceStatement> ReadStatement(const Snapshot& snapshot,
                                                             std::string_view enterprise,
                                                             const v1::SealedStatement& sealed) {
  SAMBYD_ASSIGN_OR_RETURN(const auto key, FindWorkforceKey(snapshot, enterprise));
  auto statement = key ? OpenStatement(enterprise, *key, sealed) : std::nullopt;
  if (!statement) return UnreadableStatement();
  return *std::move(statement);
}

absl::StatusOr<std::unordered_map<std::string, sambyd::v1::WorkforceStatement>>
ReadLatestStatements(const Snapshot& snapshot) {
  SAMBYD_ASSIGN_OR_RETURN(const auto keys, LastOfEach<v1::WorkforceEncryptionKey>(snapshot));
  SAMBYD_ASSIGN_OR_RETURN(const auto latest, LastOfEach<v1::SealedStatement>(snapshot));
  std::unordered_map<std::string, sambyd::v1::WorkforceStatement> statements;
  for (const auto& [enterprise, sealed] : latest) {
    const auto key = keys.find(enterprise);
    auto statement =
        key == keys.end() ? std::nullopt : OpenStatement(enterprise, key->second, sealed);
    if (!statement) return UnreadableStatement();
    statements.emplace(enterprise, *std::move(statement));
  }
  return statements;
}

}  // namespace sambyd::storage
