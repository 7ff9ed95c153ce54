#include "lib/breakdown/keyword_classifier.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>

#include "lib/breakdown/cues.h"
#include "lib/breakdown/keywords.h"
#include "lib/breakdown/stemmer.h"
#include "lib/breakdown/text.h"

namespace sambyd::breakdown {
namespace {

// The first trade word of a text; a later one is right less often. An upper bound: the combined
// classifier lowers it where the trained model reads the text otherwise.
constexpr int kMentionConfidence = 9500;
constexpr int kMentionStep = 2000;
constexpr int kGoodsInPassing = 4000;
constexpr std::uint32_t kFirstService = 45'000'000;
constexpr int kHighestLabelConfidence = 5000;
constexpr int kLowestLabelConfidence = 1200;

// Longer texts are judged by their beginning, which bounds the time.
constexpr std::size_t kLongestText = 2000;

// The most specific of the notice's own codes within `code`, where it has one.
domain::CpvCode Refine(domain::CpvCode code, std::span<const domain::CpvCode> prior) {
  for (const domain::CpvCode own : prior) {
    if (own != code && code.Covers(own)) return own;
  }
  return code;
}

bool Buys(const Text& text) {
  return std::ranges::any_of(FindCues(text, {0, text.size()}),
                             [](const CueMatch& match) { return match.cue == Cue::kSupply; });
}

void AddGuess(std::vector<CpvGuess>& guesses, CpvGuess guess) {
  const auto same = std::ranges::find(guesses, guess.code, &CpvGuess::code);
  if (same == guesses.end()) {
    guesses.push_back(guess);
  } else {
    same->confidence_bp = std::max(same->confidence_bp, guess.confidence_bp);
  }
}

}  // namespace

// CPV labels by the stems of their words, weighted by rarity. Weights are integers so that the
// order of summation cannot matter.
class KeywordClassifier::LabelIndex {
 public:
  LabelIndex() {
    const auto entries = domain::AllCpvEntries();
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
      AddLabel(danish_, entries[i].label_da, Language::kDanish, i);
      AddLabel(english_, entries[i].label_en, Language::kEnglish, i);
    }
    lengths_da_ = Lengths(danish_);
    lengths_en_ = Lengths(english_);
  }

  std::vector<CpvGuess> Rank(const Text& text, Language language,
                             std::span<const domain::CpvCode> prior) const {
    const bool english = language == Language::kEnglish;
    const Postings& postings = english ? english_ : danish_;
    const auto& lengths = english ? lengths_en_ : lengths_da_;
    std::map<std::uint32_t, std::int64_t> scores;
    std::int64_t whole = 1;
    for (const std::string& stem : UniqueStems(text, language)) {
      const auto found = postings.find(stem);
      if (found == postings.end()) continue;
      const std::int64_t weight = Weight(found->second.size());
      whole += weight;
      for (const std::uint32_t label : found->second) scores[label] += weight;
    }
    std::vector<CpvGuess> guesses;
    for (const auto& [label, score] : scores) {
      const std::int64_t match = 10'000 * score / std::max<std::int64_t>(whole, lengths[label]);
      const domain::CpvCode code = domain::AllCpvEntries()[label].code;
      const bool expected =
          std::ranges::any_of(prior, [&](auto own) { return own.Prefix(2) == code.Prefix(2); });
      const auto confidence =
          static_cast<int>(match * kHighestLabelConfidence / 10'000) * (expected ? 10 : 7) / 10;
      if (confidence >= kLowestLabelConfidence) guesses.push_back({code, confidence});
    }
    return guesses;
  }

 private:
  using Postings = std::unordered_map<std::string, std::vector<std::uint32_t>>;

  // 16 · log2(labels / labels with the stem), rounded down.
  static std::int64_t Weight(std::size_t labels_with_stem) {
    const double rarity =
        static_cast<double>(domain::AllCpvEntries().size()) / static_cast<double>(labels_with_stem);
    return static_cast<std::int64_t>(16.0 * std::log2(rarity));
  }

  static void AddLabel(Postings& postings, std::string_view label, Language language,
                       std::uint32_t id) {
    for (const std::string& stem : UniqueStems(Text(label), language)) postings[stem].push_back(id);
  }

  static std::vector<std::int64_t> Lengths(const Postings& postings) {
    std::vector<std::int64_t> lengths(domain::AllCpvEntries().size(), 1);
    for (const auto& [stem, labels] : postings) {
      for (const std::uint32_t label : labels) lengths[label] += Weight(labels.size());
    }
    return lengths;
  }

  Postings danish_;
  Postings english_;
  std::vector<std::int64_t> lengths_da_;
  std::vector<std::int64_t> lengths_en_;
};

KeywordClassifier::KeywordClassifier() : labels_(std::make_unique<LabelIndex>()) {}
KeywordClassifier::~KeywordClassifier() = default;

std::vector<CpvGuess> KeywordClassifier::Classify(std::string_view text, std::string_view language,
                                                  std::span<const domain::CpvCode> prior,
                                                  int most) const {
  const Text read(text.substr(0, kLongestText));
  std::vector<CpvGuess> guesses;
  int confidence = kMentionConfidence;
  const bool services = !prior.empty() && prior.front().number() >= kFirstService;
  const bool buys = !services || Buys(read);
  for (const Mention& mention : FindMentions(read, {0, read.size()})) {
    // Goods in a service are mostly what the work is done to.
    const int most_sure = mention.IsGoods() && !buys ? kGoodsInPassing : confidence;
    AddGuess(guesses, {Refine(mention.code, prior), most_sure});
    confidence = std::max(confidence - kMentionStep, kLowestLabelConfidence);
  }
  if (guesses.empty()) guesses = labels_->Rank(read, LanguageOf(language), prior);
  std::ranges::sort(guesses, [](const CpvGuess& a, const CpvGuess& b) {
    return a.confidence_bp != b.confidence_bp ? a.confidence_bp > b.confidence_bp : a.code < b.code;
  });
  guesses.resize(std::min(guesses.size(), static_cast<std::size_t>(std::max(most, 0))));
  return guesses;
}

}  // namespace sambyd::breakdown
