#include "lib/breakdown/text_features.h"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "lib/base/utf8.h"

namespace sambyd::breakdown {
namespace {

constexpr std::size_t kMostWordLength = 40;
constexpr std::size_t kShortestGram = 3;
constexpr std::size_t kLongestGram = 5;
constexpr char32_t kWordEdge = U'|';
constexpr std::size_t kPlaceWords = 4;  // a preposition and the three words behind it

// "på kommunens skoler", "for outpatients": says where or for whom, not what. Folded.
constexpr std::array<std::u32string_view, 28> kPrepositions = {
    U"på", U"i",   U"ved",  U"hos",  U"til", U"fra",  U"mellem", U"at",     U"in", U"for",
    U"to", U"on",  U"from", U"an",   U"auf", U"bei",  U"im",     U"fur",    U"zu", U"zum",
    U"am", U"zur", U"vid",  U"till", U"før", U"från", U"across", U"between"};

enum class Kind : std::uint32_t { kWord = 1, kPair = 2, kGram = 3 };

// FNV-1a over the characters, one step a character.
class Hash {
 public:
  explicit Hash(Kind kind) { Add(static_cast<char32_t>(kind)); }
  void Add(char32_t c) { value_ = (value_ ^ c) * 0x100000001B3U; }
  void Add(std::u32string_view word) {
    for (const char32_t c : word) Add(c);
  }
  std::uint32_t id() const { return static_cast<std::uint32_t>(value_ ^ (value_ >> 32)); }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325U;
};

// The letter without its accents. The Scandinavian "å" is a letter of its own.
char32_t WithoutAccent(char32_t c) {
  switch (c) {
    case U'ä':
      return U'æ';
    case U'ö':
      return U'ø';
    case U'å':
      return c;
    default:
      break;
  }
  if (c < 0xC0) return c;
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2* normalizer = unorm2_getNFDInstance(&error);
  std::array<UChar, 8> parts{};
  if (U_FAILURE(error)) return c;
  const int length = unorm2_getRawDecomposition(normalizer, static_cast<UChar32>(c), parts.data(),
                                                static_cast<std::int32_t>(parts.size()), &error);
  if (U_FAILURE(error) || length < 1 || U16_IS_SURROGATE(parts[0])) return c;
  return WithoutAccent(parts[0]);
}

constexpr std::size_t kTableSize = 0x250;  // Latin with its extensions A and B

char32_t Fold(char32_t c) {
  static const std::array<char32_t, kTableSize> table = [] {
    std::array<char32_t, kTableSize> folded{};
    for (char32_t i = 0; i < kTableSize; ++i) {
      folded[i] = WithoutAccent(static_cast<char32_t>(u_tolower(static_cast<UChar32>(i))));
    }
    return folded;
  }();
  if (c < kTableSize) return table[c];
  return WithoutAccent(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
}

void AddGrams(std::u32string_view word, std::vector<std::uint32_t>& ids) {
  std::u32string edged(1, kWordEdge);
  edged.append(word).push_back(kWordEdge);
  for (std::size_t start = 0; start + kShortestGram <= edged.size(); ++start) {
    Hash hash(Kind::kGram);
    const std::size_t longest = std::min(kLongestGram, edged.size() - start);
    for (std::size_t length = 1; length <= longest; ++length) {
      hash.Add(edged[start + length - 1]);
      if (length >= kShortestGram) ids.push_back(hash.id());
    }
  }
}

}  // namespace

std::vector<std::u32string> FoldedWords(std::string_view text) {
  text = text.substr(0, kMostTextBytes);
  std::vector<std::u32string> words;
  std::u32string word;
  bool has_letter = false;
  const auto finish = [&] {
    if (has_letter) words.push_back(word.substr(0, kMostWordLength));
    word.clear();
    has_letter = false;
  };
  for (std::size_t at = 0; at < text.size();) {
    const UChar32 c = NextCharacter(text, at);
    if (c == 0xAD || (c >= 0 && u_charType(c) == U_NON_SPACING_MARK)) continue;
    const bool letter = c >= 0 && u_isalpha(c);
    const bool digit = c >= 0 && u_isdigit(c);
    if (!letter && !digit) {
      finish();
      continue;
    }
    has_letter = has_letter || letter;
    if (word.size() < kMostWordLength) word.push_back(Fold(static_cast<char32_t>(c)));
  }
  finish();
  return words;
}

std::vector<TextFeature> ExtractFeatures(std::string_view text) {
  const std::vector<std::u32string> words = FoldedWords(text);
  std::vector<TextFeature> all;
  std::vector<std::uint32_t> ids;  // of one word
  std::size_t place_words = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    ids.clear();
    const bool preposition = std::ranges::find(kPrepositions, words[i]) != kPrepositions.end();
    place_words = preposition ? kPlaceWords : place_words - std::min<std::size_t>(place_words, 1);
    Hash hash(Kind::kWord);
    hash.Add(words[i]);
    ids.push_back(hash.id());
    if (i > 0) {
      Hash pair(Kind::kPair);
      pair.Add(words[i - 1]);
      pair.Add(U' ');
      pair.Add(words[i]);
      ids.push_back(pair.id());
    }
    AddGrams(words[i], ids);
    // What is done counts twice, where and for whom once.
    const std::uint32_t count = place_words > 0 && i > 0 ? 1 : 2;
    for (const std::uint32_t id : ids) all.push_back({id, count});
  }
  std::ranges::sort(all, {}, &TextFeature::id);
  std::vector<TextFeature> features;
  for (const TextFeature& feature : all) {
    if (features.empty() || features.back().id != feature.id) features.push_back({feature.id, 0});
    features.back().count += feature.count;
  }
  return features;
}

}  // namespace sambyd::breakdown
