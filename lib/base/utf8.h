#ifndef LIB_BASE_UTF8_H_
#define LIB_BASE_UTF8_H_

#include <cstddef>
#include <optional>
#include <string_view>

namespace sambyd {

// Byte offset of the first sequence that is not UTF-8 (overlong forms, surrogates and values above
// U+10FFFF are not), or nothing when all of `bytes` is.
std::optional<std::size_t> FindInvalidUtf8(std::string_view bytes);

}  // namespace sambyd

#endif  // LIB_BASE_UTF8_H_
