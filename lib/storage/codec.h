#ifndef LIB_STORAGE_CODEC_H_
#define LIB_STORAGE_CODEC_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sambyd::storage {

// Order-preserving parts of keys: two keys made of the same kinds of parts compare byte by byte as
// their parts compare one after the other. docs/format/keys.md gives the bytes. Each Take function
// removes what the Append function of the same name wrote from the front of `in`, or leaves `in`
// alone and returns nothing.

// Any bytes; a text sorts before every longer text that begins with it.
void AppendText(std::string& out, std::string_view text);
std::optional<std::string> TakeText(std::string_view& in);

void AppendUint32(std::string& out, std::uint32_t number);
std::optional<std::uint32_t> TakeUint32(std::string_view& in);

void AppendInt64(std::string& out, std::int64_t number);
std::optional<std::int64_t> TakeInt64(std::string_view& in);

// A lot id: "LOT-0001", "LOT-0001.1", … "LOT-0001.9", "LOT-0001.10", then "LOT-0002". A last part
// that is "." and a number without leading zeros, from 1 to 2^32-1, counts as a number; lots below
// such a lot follow it in the same way. This is always the last part of a key.
void AppendLotId(std::string& out, std::string_view lot);
std::optional<std::string> TakeLotId(std::string_view& in);

// The first key after all keys that begin with `prefix`; empty when there is no such key.
std::string AfterPrefix(std::string_view prefix);

}  // namespace sambyd::storage

#endif  // LIB_STORAGE_CODEC_H_
