#include "lib/breakdown/combined_classifier.h"

#include <algorithm>

#include "lib/breakdown/keyword_classifier.h"
#include "lib/breakdown/linear_classifier.h"

namespace sambyd::breakdown {
namespace {

// A guess of the keyword classifier at or above this comes from a trade word, below it from the
// labels of the CPV list, which the model outdoes.
constexpr int kTradeWord = 6000;

// How often a trade word was right on texts that were new to both, by the digits it shares with
// what the model makes of the text and by the model's confidence (docs/evaluation.md).
constexpr int kSure = 7000;
constexpr int kSameClassSure = 9500, kSameClass = 8000, kSameGroup = 7500, kSameDivision = 5500;
constexpr int kOpposed = 4500;

// From this confidence on the model's code is taken where it lies within the trade word's.
constexpr int kFiner = 4000;

int Agreement(domain::CpvCode word, const CpvGuess& learned) {
  const auto share = [&](int digits) { return word.Prefix(digits) == learned.code.Prefix(digits); };
  if (share(4)) return learned.confidence_bp >= kSure ? kSameClassSure : kSameClass;
  if (share(3)) return kSameGroup;
  return share(2) ? kSameDivision : kOpposed;
}

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
  const std::vector<CpvGuess> learned = model_.Classify(text, language, prior, std::max(most, 1));
  if (!learned.empty()) {
    for (CpvGuess& guess : guesses) {
      guess.confidence_bp = std::min(guess.confidence_bp, Agreement(guess.code, learned.front()));
    }
    // "undervisning" names a division, the model knows which.
    if (!guesses.empty() && guesses.front().code.SignificantDigits() == 2 &&
        guesses.front().code.Covers(learned.front().code) &&
        learned.front().confidence_bp >= kFiner) {
      guesses.front().code = learned.front().code;
    }
  }
  for (const CpvGuess& guess : learned) {
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
