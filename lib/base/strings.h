#ifndef LIB_BASE_STRINGS_H_
#define LIB_BASE_STRINGS_H_

#include <string_view>

#include "absl/strings/string_view.h"

namespace sambyd {

// Debian builds Abseil with its own string_view, which does not convert to or from the standard
// one. Sambyd's signatures use std types only; these two cross over where Abseil is called.
inline absl::string_view ToAbsl(std::string_view text) { return {text.data(), text.size()}; }
inline std::string_view ToStd(absl::string_view text) { return {text.data(), text.size()}; }

// Of ASCII alone, whatever the locale.
inline bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsAsciiUpper(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace sambyd

#endif  // LIB_BASE_STRINGS_H_
