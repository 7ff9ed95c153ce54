#ifndef LIB_BREAKDOWN_TEXT_H_
#define LIB_BREAKDOWN_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sambyd::breakdown {

// The bytes [begin, end) of a text.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool empty() const { return begin >= end; }
  bool Contains(Range other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(Range other) const { return begin < other.end && other.begin < end; }
  friend auto operator<=>(const Range&, const Range&) = default;
};

// One text made ready for reading. Every form has the length of the original, so that an offset
// means the same in all of them.
class Text {
 public:
  // Accepts any bytes. What is not UTF-8, control characters and HTML become blanks; line-breaking
  // tags become line breaks and <li> a bullet; soft line breaks inside a sentence become blanks.
  explicit Text(std::string_view original);

  // As written, cleaned.
  std::string_view clean() const { return clean_; }
  // The same in lower case.
  std::string_view folded() const { return folded_; }
  std::size_t size() const { return clean_.size(); }

  std::string_view clean(Range range) const { return clean().substr(range.begin, Length(range)); }
  std::string_view folded(Range range) const { return folded().substr(range.begin, Length(range)); }

  // Kinds of the character that the byte belongs to. Offsets past the end are none of them.
  bool IsLetter(std::size_t at) const { return Has(at, kLetter); }
  bool IsUpper(std::size_t at) const { return Has(at, kUpper); }
  bool IsDigit(std::size_t at) const { return Has(at, kDigit); }
  bool IsBlank(std::size_t at) const { return Has(at, kBlank); }
  bool IsWordCharacter(std::size_t at) const { return Has(at, kLetter | kDigit); }

  // True where a word begins or ends, at both ends of the text, and before a capital that follows a
  // small letter, where a line break may have been lost.
  bool IsWordBoundary(std::size_t at) const {
    return at == 0 || at >= size() || IsWordCharacter(at - 1) != IsWordCharacter(at) ||
           IsLetter(at - 1) != IsLetter(at) || (IsUpper(at) && !IsUpper(at - 1));
  }

  // True on a boundary between characters.
  bool IsCharacterBoundary(std::size_t at) const {
    return at == 0 || at >= size() || (static_cast<unsigned char>(clean_[at]) & 0xC0) != 0x80;
  }

  // The first byte from `at` on that is no blank or ends the line.
  std::size_t SkipBlanks(std::size_t at) const {
    while (IsBlank(at) && clean_[at] != '\n') ++at;
    return at;
  }

  // Without blanks at both ends.
  Range Trim(Range range) const;

  // Number of letters in the range, counted up to `enough`.
  std::size_t Letters(Range range, std::size_t enough) const;

 private:
  static constexpr unsigned char kLetter = 1, kUpper = 2, kDigit = 4, kBlank = 8;
  static std::size_t Length(Range range) {
    return range.end > range.begin ? range.end - range.begin : 0;
  }
  bool Has(std::size_t at, unsigned kinds) const {
    return at < kinds_.size() && (kinds_[at] & kinds) != 0;
  }
  void JoinSoftLineBreaks();
  void ReadCharacters();

  std::string clean_;
  std::string folded_;
  std::vector<unsigned char> kinds_;
};

// Words of a range by the rules of Unicode (UAX 29, ICU), punctuation and blanks left out.
std::vector<Range> Words(const Text& text, Range range);

// Sentences of a range by the rules of Unicode, trimmed, with common abbreviations ("ca.", "nr.",
// "bl.a.") kept inside. A line break ends a sentence.
std::vector<Range> Sentences(const Text& text, Range range);

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_TEXT_H_
