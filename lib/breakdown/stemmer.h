#ifndef LIB_BREAKDOWN_STEMMER_H_
#define LIB_BREAKDOWN_STEMMER_H_

#include <string>
#include <string_view>
#include <vector>

#include "lib/breakdown/text.h"

namespace sambyd::breakdown {

// The languages that are read word by word.
enum class Language { kDanish, kEnglish, kGerman, kSwedish, kNorwegian };

// From ISO 639-3 or 639-1 in any case ("DAN", "da"); Danish for every other language.
Language LanguageOf(std::string_view code);

// The stems of the words of a text (Snowball), each once, sorted; numbers and single letters left
// out. Thread-safe.
std::vector<std::string> UniqueStems(const Text& text, Language language);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_STEMMER_H_
