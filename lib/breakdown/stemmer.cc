#include "lib/breakdown/stemmer.h"

#include <algorithm>
#include <array>
#include <memory>

#include <libstemmer.h>

namespace sambyd::breakdown {
namespace {

constexpr std::size_t kLongestStemmed = 100;

struct StemmerCloser {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, StemmerCloser>;

// A Snowball stemmer keeps its last word, so each thread has its own.
sb_stemmer* StemmerOf(Language language) {
  thread_local std::array<Stemmer, 5> stemmers;
  static constexpr std::array<const char*, 5> kNames = {"danish", "english", "german", "swedish",
                                                        "norwegian"};
  const auto index = static_cast<std::size_t>(language);
  if (!stemmers[index]) stemmers[index].reset(sb_stemmer_new(kNames[index], "UTF_8"));
  return stemmers[index].get();
}

std::string Stem(sb_stemmer* stemmer, std::string_view word) {
  const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stem = sb_stemmer_stem(stemmer, symbols, static_cast<int>(word.size()));
  if (stem == nullptr) return std::string(word);
  return {reinterpret_cast<const char*>(stem),
          static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

}  // namespace

Language LanguageOf(std::string_view code) {
  const auto is = [&](std::string_view two, std::string_view three) {
    std::string lower(code);
    std::ranges::transform(lower, lower.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower == two || lower == three;
  };
  if (is("en", "eng")) return Language::kEnglish;
  if (is("de", "deu") || is("ger", "ger")) return Language::kGerman;
  if (is("sv", "swe")) return Language::kSwedish;
  if (is("no", "nor") || is("nb", "nob") || is("nn", "nno")) return Language::kNorwegian;
  return Language::kDanish;
}

std::vector<std::string> UniqueStems(const Text& text, Language language) {
  sb_stemmer* const stemmer = StemmerOf(language);
  std::vector<std::string> stems;
  for (const Range word : Words(text, {0, text.size()})) {
    if (word.end - word.begin > kLongestStemmed || text.Letters(word, 2) < 2) continue;
    stems.push_back(Stem(stemmer, text.folded(word)));
  }
  std::ranges::sort(stems);
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  return stems;
}

}  // namespace sambyd::breakdown
