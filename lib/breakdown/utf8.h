#ifndef LIB_BREAKDOWN_UTF8_H_
#define LIB_BREAKDOWN_UTF8_H_

#include <cstdint>
#include <string_view>

namespace sambyd::breakdown {

// The character at the byte `at`, which moves past it; negative for bytes that are not UTF-8.
// `at` is inside the text.
std::int32_t NextCharacter(std::string_view text, std::int32_t& at);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_UTF8_H_
