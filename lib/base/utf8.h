#ifndef LIB_BASE_UTF8_H_
#define LIB_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sambyd {

// Byte offset of the first sequence that is not UTF-8 (overlong forms, surrogates and values above
// U+10FFFF are not), or nothing when all of `bytes` is.
std::optional<std::size_t> FindInvalidUtf8(std::string_view bytes);

// The character at the byte `at`, which moves past it; negative, and one byte further, for bytes
// that are not UTF-8. `at` is inside the text.
std::int32_t NextCharacter(std::string_view text, std::size_t& at);

}  // namespace sambyd

#endif  // LIB_BASE_UTF8_H_
