#ifndef LIB_BREAKDOWN_FIRST_BYTES_H_
#define LIB_BREAKDOWN_FIRST_BYTES_H_

#include <array>
#include <string_view>

namespace sambyd::breakdown {

// The bytes with which words begin: most places of a text are told from all of them at once.
class FirstBytes {
 public:
  // `text_of` gives the text of a word.
  template <class Words, class TextOf>
  constexpr FirstBytes(const Words& words, TextOf text_of) {
    for (const auto& word : words) {
      const std::string_view text = text_of(word);
      begins_[static_cast<unsigned char>(text.front())] = true;
    }
  }

  constexpr bool Hold(char byte) const { return begins_[static_cast<unsigned char>(byte)]; }

 private:
  std::array<bool, 256> begins_{};
};

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_FIRST_BYTES_H_
