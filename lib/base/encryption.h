#ifndef LIB_BASE_ENCRYPTION_H_
#define LIB_BASE_ENCRYPTION_H_

#include <optional>
#include <string>
#include <string_view>

namespace sambyd {

// Authenticated encryption with AES-256-GCM of OpenSSL. The process ends when OpenSSL has no
// randomness or memory to give: nothing is ever written that is less than encrypted.

// 32 random bytes.
std::string NewEncryptionKey();

// A random nonce of 12 bytes, `text` encrypted, and a tag of 16 bytes. `context` is authenticated
// with it: whoever decrypts must give the same. One key is good for 2^32 texts.
std::string Encrypt(std::string_view key, std::string_view context, std::string_view text);

// The text; nothing when key or context is another or the bytes were changed.
std::optional<std::string> Decrypt(std::string_view key, std::string_view context,
                                   std::string_view encrypted);

}  // namespace sambyd

#endif  // LIB_BASE_ENCRYPTION_H_
