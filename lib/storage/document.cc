#include "lib/storage/document.h"

#include "lib/storage/codec.h"

namespace sambyd::storage {
namespace {

std::string TextKey(std::string_view id) {
  std::string key;
  AppendText(key, id);
  return key;
}

}  // namespace

Key<sambyd::v1::Tender> TenderKey(std::string_view tender) { return {TextKey(tender)}; }

Key<sambyd::v1::Lot> LotKey(std::string_view tender, std::string_view lot) {
  std::string key = TextKey(tender);
  AppendLotId(key, lot);
  return {std::move(key)};
}

Key<sambyd::v1::Notice> NoticeKey(std::string_view tender, std::string_view notice) {
  std::string key = TextKey(tender);
  AppendText(key, notice);
  return {std::move(key)};
}

Key<sambyd::v1::Enterprise> EnterpriseKey(std::string_view enterprise) {
  return {TextKey(enterprise)};
}

Key<v1::SealedStatement> WorkforceKey(std::string_view enterprise, std::chrono::sys_days as_of) {
  std::string key = TextKey(enterprise);
  AppendInt64(key, as_of.time_since_epoch().count());
  return {std::move(key)};
}

Key<v1::SealedContact> ContactKey(std::string_view enterprise) { return {TextKey(enterprise)}; }

Key<v1::EncryptionKey> EncryptionKeyKey(std::string_view enterprise) {
  return {TextKey(enterprise)};
}

Key<v1::WorkforceEncryptionKey> WorkforceEncryptionKeyKey(std::string_view enterprise) {
  return {TextKey(enterprise)};
}

KeyPrefix<sambyd::v1::Lot> LotsOf(std::string_view tender) { return {TextKey(tender)}; }

KeyPrefix<sambyd::v1::Notice> NoticesOf(std::string_view tender) { return {TextKey(tender)}; }

KeyPrefix<v1::SealedStatement> WorkforceOf(std::string_view enterprise) {
  return {TextKey(enterprise)};
}

std::optional<std::string> OwnerOf(std::string_view key) { return TakeText(key); }

}  // namespace sambyd::storage
