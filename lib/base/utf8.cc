#include "lib/base/utf8.h"

#include <cstdint>
#include <cstring>

namespace sambyd {
namespace {

constexpr std::size_t kLongestSequence = 4;

bool IsContinuation(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

// Length of the sequence at the start of `bytes`, or 0 when it is malformed.
std::size_t SequenceLength(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = at(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!IsContinuation(at(i))) return 0;
  }
  const unsigned char second = at(1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool surrogate = lead == 0xED && second >= 0xA0;
  const bool too_large = lead == 0xF4 && second >= 0x90;
  return overlong || surrogate || too_large ? 0 : length;
}

// True when the next eight bytes are there and all ASCII; most text is, and goes eight at a time.
bool StartsWithAscii(std::string_view bytes) {
  std::uint64_t word = 0;
  if (bytes.size() < sizeof word) return false;
  std::memcpy(&word, bytes.data(), sizeof word);
  return (word & 0x8080808080808080U) == 0;
}

}  // namespace

std::optional<std::size_t> FindInvalidUtf8(std::string_view bytes) {
  std::size_t offset = 0;
  while (offset < bytes.size()) {
    if (StartsWithAscii(bytes.substr(offset))) {
      offset += sizeof(std::uint64_t);
      continue;
    }
    const std::size_t length = SequenceLength(bytes.substr(offset));
    if (length == 0) return offset;
    offset += length;
  }
  return std::nullopt;
}

std::int32_t NextCharacter(std::string_view text, std::size_t& at) {
  const std::size_t length = SequenceLength(text.substr(at, kLongestSequence));
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at++);
  if (length == 0) return -1;
  if (length == 1) return lead;
  // The lead holds 5, 4 or 3 bits of the character, each byte behind it 6.
  std::int32_t character = lead & (0x7F >> length);
  for (std::size_t i = 1; i < length; ++i) character = (character << 6) | (byte(at++) & 0x3F);
  return character;
}

}  // namespace sambyd
