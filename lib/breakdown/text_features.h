#ifndef LIB_BREAKDOWN_TEXT_FEATURES_H_
#define LIB_BREAKDOWN_TEXT_FEATURES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sambyd::breakdown {

// What the CPV model sees of a text: hashes of its words, pairs of neighbouring words and the
// character n-grams within words, which find the parts of Danish compounds ("vinduespudsning"
// shares "vindue" and "pudsning" with other words). Training and inference share this code.
struct TextFeature {
  std::uint32_t id = 0;  // hash of the kind and the characters
  std::uint32_t count = 0;
};

// The words of a text in lower case, with accents removed and the Swedish and German "ä" and "ö"
// written as the Danish and Norwegian "æ" and "ø", so that cognates meet. A word is a run of
// letters and digits with at least one letter; bytes that are not UTF-8 separate words. Words are
// cut to 40 characters. Only the first kMostTextBytes bytes of the text are read.
std::vector<std::u32string> FoldedWords(std::string_view text);

// The features of a text by ascending id, each once. Empty when the text has no word.
std::vector<TextFeature> ExtractFeatures(std::string_view text);

inline constexpr std::size_t kMostTextBytes = std::size_t{32} * 1024;

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_TEXT_FEATURES_H_
