#ifndef LIB_STORAGE_SEALED_H_
#define LIB_STORAGE_SEALED_H_

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "lib/storage/snapshot.h"
#include "sambyd/storage/v1/record.pb.h"
#include "sambyd/v1/enterprise.pb.h"
#include "sambyd/v1/workforce.pb.h"

namespace sambyd::storage {

// Contacts and workforce statements are never stored but encrypted, under two keys of their
// enterprise: one for its contact, one for all its statements. Whoever removes a key makes every
// copy unreadable, those in the change log and in remembered responses included.

v1::EncryptionKey NewContactKey();
v1::WorkforceEncryptionKey NewWorkforceKey();

v1::SealedContact SealContact(std::string_view enterprise, const v1::EncryptionKey& key,
                              const sambyd::v1::Contact& contact);
v1::SealedStatement SealStatement(std::string_view enterprise,
                                  const v1::WorkforceEncryptionKey& key,
                                  const sambyd::v1::WorkforceStatement& statement);

// Nothing when the key is not that of the enterprise, or the bytes are damaged.
std::optional<sambyd::v1::Contact> OpenContact(std::string_view enterprise,
                                               const v1::EncryptionKey& key,
                                               const v1::SealedContact& sealed);
std::optional<sambyd::v1::WorkforceStatement> OpenStatement(std::string_view enterprise,
                                                            const v1::WorkforceEncryptionKey& key,
                                                            const v1::SealedStatement& sealed);

// The keys of an enterprise; nothing when it has no contact, or no statement.
absl::StatusOr<std::optional<v1::EncryptionKey>> FindContactKey(const Snapshot& snapshot,
                                                                std::string_view enterprise);
absl::StatusOr<std::optional<v1::WorkforceEncryptionKey>> FindWorkforceKey(
    const Snapshot& snapshot, std::string_view enterprise);

// The contact of an enterprise; nothing when it has none. DATA_LOSS when it does not decrypt.
absl::StatusOr<std::optional<sambyd::v1::Contact>> FindContact(const Snapshot& snapshot,
                                                               std::string_view enterprise);

// A stored statement of an enterprise. DATA_LOSS when it does not decrypt.
absl::StatusOr<sambyd::v1::WorkforceStatement> ReadStatement(const Snapshot& snapshot,
                                                             std::string_view enterprise,
                                                             const v1::SealedStatement& sealed);

// The statement of the latest day of every enterprise, by its id; errors as ReadStatement.
absl::StatusOr<std::unordered_map<std::string, sambyd::v1::WorkforceStatement>>
ReadLatestStatements(const Snapshot& snapshot);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_SEALED_H_
