// Any bytes: the segments lie in the text, do not overlap and begin and end between characters.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lib/breakdown/segmenter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const sambyd::breakdown::Text text(std::string_view(reinterpret_cast<const char*>(data), size));
  std::size_t at = 0;
  for (const auto& segment : sambyd::breakdown::FindSegments(text)) {
    const auto range = segment.range;
    if (range.begin < at || range.end <= range.begin || range.end > text.size()) std::abort();
    if (!text.IsCharacterBoundary(range.begin) || !text.IsCharacterBoundary(range.end)) {
      std::abort();
    }
    at = range.end;
  }
  return 0;
}
