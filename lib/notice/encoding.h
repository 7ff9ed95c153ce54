#ifndef LIB_NOTICE_ENCODING_H_
#define LIB_NOTICE_ENCODING_H_

#include <cstddef>
#include <string_view>

namespace sambyd::notice {

// Offset of the first byte that is not part of a well-formed UTF-8 character (no overlong forms, no
// surrogates, nothing beyond U+10FFFF); text.size() where all is well.
std::size_t FirstInvalidUtf8(std::string_view text);

// True for the code points that XML 1.0 allows in a document (production [2], Char).
bool IsXmlChar(char32_t code_point);

}  // namespace sambyd::notice

#endif  // LIB_NOTICE_ENCODING_H_
