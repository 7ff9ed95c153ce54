#include "lib/base/encryption.h"

#include <gtest/gtest.h>

namespace sambyd {
namespace {

const std::string kKey = NewEncryptionKey();

TEST(EncryptionTest, WhatWasEncryptedIsDecryptedWithItsKeyAndContextAlone) {
  const std::string encrypted = Encrypt(kKey, "DK1", "kontakt@example.dk");
  EXPECT_EQ(encrypted.find("kontakt"), std::string::npos);
  EXPECT_EQ(Decrypt(kKey, "DK1", encrypted), "kontakt@example.dk");
  EXPECT_EQ(Decrypt(NewEncryptionKey(), "DK1", encrypted), std::nullopt);
  EXPECT_EQ(Decrypt(kKey, "DK2", encrypted), std::nullopt);
  EXPECT_EQ(Decrypt("", "DK1", encrypted), std::nullopt);
}

TEST(EncryptionTest, NoByteCanBeChangedOrTakenAway) {
  const std::string encrypted = Encrypt(kKey, "", "text");
  for (std::size_t i = 0; i < encrypted.size(); ++i) {
    std::string changed = encrypted;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(Decrypt(kKey, "", changed), std::nullopt) << i;
    EXPECT_EQ(Decrypt(kKey, "", encrypted.substr(0, i)), std::nullopt) << i;
  }
}

TEST(EncryptionTest, NothingCanBeEncryptedToo) {
  EXPECT_EQ(Decrypt(kKey, "", Encrypt(kKey, "", "")), "");
}

TEST(EncryptionTest, KeysAndEncryptedTextsAreNeverTheSameTwice) {
  EXPECT_NE(NewEncryptionKey(), NewEncryptionKey());
  EXPECT_NE(Encrypt(kKey, "", "text"), Encrypt(kKey, "", "text"));
}

// AES-256-GCM, test case 16 of the specification that NIST published (McGrew and Viega).
TEST(EncryptionTest, IsTheAlgorithmThatItSays) {
  const auto bytes = [](std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
      out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    }
    return out;
  };
  const std::string key = bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
  const std::string context = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  const std::string text = bytes(
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
      "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
  const std::string encrypted = bytes(
      "cafebabefacedbaddecaf888"
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
      "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
      "76fc6ece0f4e1768cddf8853bb2d551b");
  EXPECT_EQ(Decrypt(key, context, encrypted), text);
}

}  // namespace
}  // namespace sambyd
