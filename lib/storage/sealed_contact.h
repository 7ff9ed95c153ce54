#ifndef LIB_STORAGE_SEALED_CONTACT_H_
#define LIB_STORAGE_SEALED_CONTACT_H_

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "lib/storage/snapshot.h"
#include "sambyd/storage/v1/record.pb.h"
#include "sambyd/v1/enterprise.pb.h"

namespace sambyd::storage {

// Contacts are never stored but encrypted under a key of their enterprise. Whoever removes the key
// makes every copy unreadable, those in the change log and in remembered responses included.

v1::EncryptionKey NewKey();

v1::SealedContact SealContact(std::string_view enterprise, const v1::EncryptionKey& key,
                              const sambyd::v1::Contact& contact);

// Nothing when the key is not that of the enterprise, or the bytes are damaged.
std::optional<sambyd::v1::Contact> OpenContact(std::string_view enterprise,
                                               const v1::EncryptionKey& key,
                                               const v1::SealedContact& sealed);

// The key of an enterprise; nothing when it has no contact.
absl::StatusOr<std::optional<v1::EncryptionKey>> FindKey(const Snapshot& snapshot,
                                                         std::string_view enterprise);

// The contact of an enterprise; nothing when it has none. DATA_LOSS when it does not decrypt.
absl::StatusOr<std::optional<sambyd::v1::Contact>> FindContact(const Snapshot& snapshot,
                                                               std::string_view enterprise);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_SEALED_CONTACT_H_
