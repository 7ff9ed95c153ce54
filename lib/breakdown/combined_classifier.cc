#include "lib/breakdown/combined_classifier.h"

#include <algorithm>

#include "lib/breakdown/keyword_classifier.h"
#include "lib/breakdown/linear_classifier.h"

namespace sambyd::breakdown {
namespace {

// A guess of the keyword classifier at or above this comes from a trade word, below it from the
// labels of the CPV list, which the model outdoes.
constexpr int kTradeWord = 6000;

}  // namespace

CombinedClassifier::CombinedClassifier(const Classifier& words, const Classifier& model)
    : words_(words),
      model_(model),
      version_(std::string(words.version()) + "+" + std::string(model.version())) {}

std::vector<CpvGuess> CombinedClassifier::Classify(std::string_view text, std::string_view language,
                                                   std::span<const domain::CpvCode> prior,
                                                   int most) const {
  std::vector<CpvGuess> guesses = words_.Classify(text, language, prior, most);
  std::erase_if(guesses, [](const CpvGuess& guess) { return guess.confidence_bp < kTradeWord; });
  for (const CpvGuess& guess : model_.Classify(text, language, prior, most)) {
    const bool known = std::ranges::find(guesses, guess.code, &CpvGuess::code) != guesses.end();
    const int behind = guesses.empty() ? guess.confidence_bp : guesses.back().confidence_bp;
    if (!known) guesses.push_back({guess.code, std::min(guess.confidence_bp, behind)});
  }
  guesses.resize(std::min(guesses.size(), static_cast<std::size_t>(std::max(most, 0))));
  return guesses;
}

const CombinedClassifier& ProductClassifier() {
  static const KeywordClassifier words;
  static const CombinedClassifier combined(words, DefaultClassifier());
  return combined;
}

}  // namespace sambyd::breakdown
