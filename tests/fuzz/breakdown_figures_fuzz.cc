// Any bytes: figures lie in the text in its order, and their values are not negative.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lib/breakdown/figures.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const sambyd::breakdown::Text text(std::string_view(reinterpret_cast<const char*>(data), size));
  for (const auto& figure : sambyd::breakdown::FindFigures(text, {0, text.size()})) {
    if (figure.range.begin >= figure.range.end || figure.range.end > text.size()) std::abort();
    if (figure.value < 0) std::abort();
  }
  return 0;
}
