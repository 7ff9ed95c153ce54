// Any bytes, read as parts of a key: what is taken is written back as the same bytes, nothing is
// taken from bytes that are no part, and the order of keys is that of their parts.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "lib/storage/codec.h"
#include "lib/storage/document.h"
#include "lib/storage/request.h"
#include "tests/fuzz/require.h"

using sambyd::testing::Require;

namespace {

template <typename Take, typename Append>
void CheckPart(std::string_view bytes, const Take& take, const Append& append) {
  std::string_view rest = bytes;
  const auto part = take(rest);
  if (!part) {
    Require(rest == bytes, "what is no part is left alone");
    return;
  }
  std::string again;
  append(again, *part);
  Require(again == bytes.substr(0, bytes.size() - rest.size()), "a part is written as it was read");
}

void CheckText(std::string_view a, std::string_view b) {
  std::string key_a;
  std::string key_b;
  sambyd::storage::AppendText(key_a, a);
  sambyd::storage::AppendText(key_b, b);
  Require((a < b) == (key_a < key_b), "texts keep their order");
  std::string_view rest = key_a;
  Require(sambyd::storage::TakeText(rest) == a && rest.empty(), "a text comes back");
}

void CheckLotId(std::string_view lot) {
  std::string key;
  sambyd::storage::AppendLotId(key, lot);
  std::string_view rest = key;
  Require(sambyd::storage::TakeLotId(rest) == lot && rest.empty(), "a lot id comes back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace storage = sambyd::storage;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckPart(bytes, storage::TakeText, storage::AppendText);
  CheckPart(bytes, storage::TakeUint32, storage::AppendUint32);
  CheckPart(bytes, storage::TakeInt64, storage::AppendInt64);
  CheckText(bytes.substr(0, size / 2), bytes.substr(size / 2));
  CheckLotId(bytes);
  std::string_view rest = bytes;
  storage::TakeLotId(rest);
  storage::OwnerOf(bytes);
  storage::PositionOfRequestKey(bytes);
  const std::string after = storage::AfterPrefix(bytes);
  Require(after.empty() || after > bytes, "the key after a prefix comes after it");
  Require(after.empty() || !after.starts_with(bytes) || bytes.empty(),
          "the key after a prefix does not have it");
  return 0;
}
