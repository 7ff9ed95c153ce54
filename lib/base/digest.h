#ifndef LIB_BASE_DIGEST_H_
#define LIB_BASE_DIGEST_H_

#include <string>
#include <string_view>

namespace sambyd {

// SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace sambyd

#endif  // LIB_BASE_DIGEST_H_
