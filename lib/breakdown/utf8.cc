#include "lib/breakdown/utf8.h"

#include <unicode/utf8.h>

namespace sambyd::breakdown {

// ICU's macro converts between char and uint8_t.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"

std::int32_t NextCharacter(std::string_view text, std::int32_t& at) {
  std::int32_t c = 0;
  U8_NEXT(text.data(), at, static_cast<std::int32_t>(text.size()), c);
  return c;
}

#pragma GCC diagnostic pop

}  // namespace sambyd::breakdown
