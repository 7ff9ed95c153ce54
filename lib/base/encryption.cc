#include "lib/base/encryption.h"

#include <cstddef>
#include <cstdlib>
#include <memory>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include "lib/base/log.h"

namespace sambyd {
namespace {

constexpr std::size_t kKeySize = 32;
constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* Bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void Require(bool done) {
  if (done) return;
  Log(Severity::kError, "encryption failed");
  std::abort();
}

std::string Random(std::size_t size) {
  std::string bytes(size, '\0');
  Require(RAND_bytes(Bytes(bytes), static_cast<int>(size)) == 1);
  return bytes;
}

Context NewContext() {
  Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  Require(context != nullptr);
  return context;
}

}  // namespace

std::string NewEncryptionKey() { return Random(kKeySize); }

std::string Encrypt(std::string_view key, std::string_view context, std::string_view text) {
  Require(key.size() == kKeySize);
  std::string encrypted = Random(kNonceSize);
  encrypted.resize(kNonceSize + text.size() + kTagSize);
  unsigned char* const out = Bytes(encrypted) + kNonceSize;
  const Context cipher = NewContext();
  int size = 0;
  Require(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(key),
                             Bytes(encrypted)) == 1);
  Require(EVP_EncryptUpdate(cipher.get(), nullptr, &size, Bytes(context),
                            static_cast<int>(context.size())) == 1);
  Require(EVP_EncryptUpdate(cipher.get(), out, &size, Bytes(text), static_cast<int>(text.size())) ==
          1);
  Require(EVP_EncryptFinal_ex(cipher.get(), out + text.size(), &size) == 1);
  Require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, int{kTagSize},
                              out + text.size()) == 1);
  return encrypted;
}

std::optional<std::string> Decrypt(std::string_view key, std::string_view context,
                                   std::string_view encrypted) {
  if (key.size() != kKeySize || encrypted.size() < kNonceSize + kTagSize) return std::nullopt;
  const std::string_view nonce = encrypted.substr(0, kNonceSize);
  std::string tag(encrypted.substr(encrypted.size() - kTagSize));
  const std::string_view body =
      encrypted.substr(kNonceSize, encrypted.size() - kNonceSize - kTagSize);
  std::string text(body.size(), '\0');
  const Context cipher = NewContext();
  int size = 0;
  Require(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, Bytes(key), Bytes(nonce)) ==
          1);
  Require(EVP_DecryptUpdate(cipher.get(), nullptr, &size, Bytes(context),
                            static_cast<int>(context.size())) == 1);
  Require(EVP_DecryptUpdate(cipher.get(), Bytes(text), &size, Bytes(body),
                            static_cast<int>(body.size())) == 1);
  Require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, int{kTagSize}, Bytes(tag)) == 1);
  if (EVP_DecryptFinal_ex(cipher.get(), Bytes(text) + text.size(), &size) != 1) return std::nullopt;
  return text;
}

}  // namespace sambyd
