#ifndef LIB_BREAKDOWN_LINEAR_CLASSIFIER_H_
#define LIB_BREAKDOWN_LINEAR_CLASSIFIER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lib/breakdown/classifier.h"
#include "lib/breakdown/cpv_model.h"
#include "lib/domain/cpv.h"

namespace sambyd::breakdown {

// A class of the CPV with its probability, and the most likely code within it. Probabilities have
// 16 bits of fraction (fixed_point.h).
struct RankedClass {
  domain::CpvCode code;
  std::int64_t probability = 0;
  domain::CpvCode detail;               // `code` itself when nothing finer is likelier
  std::int64_t detail_probability = 0;  // given that the class is right
};

// The linear model over words and character n-grams that tools/train-classifier trains. Knows
// Danish, English, German, Swedish and Norwegian best and recognises them itself, so `language` is
// not looked at. A guess is a class (four digits), or a finer code where the text says it clearly.
// Reads the first 32 KiB of the text.
class LinearClassifier final : public Classifier {
 public:
  explicit LinearClassifier(CpvModel model);

  std::vector<CpvGuess> Classify(std::string_view text, std::string_view language,
                                 std::span<const domain::CpvCode> prior, int most) const override;
  std::string_view version() const override { return model_.version; }

  // The `most` likeliest classes, likeliest first, before calibration. Empty when nothing in the
  // text is known.
  std::vector<RankedClass> Rank(std::string_view text, std::span<const domain::CpvCode> prior,
                                int most) const;

 private:
  std::optional<std::size_t> Find(std::uint32_t feature_id) const;
  std::vector<std::int64_t> NodeScores(std::string_view text) const;
  std::vector<std::int64_t> ChildProbabilities(std::span<const std::int64_t> scores,
                                               std::size_t level, std::uint32_t first,
                                               std::uint32_t count) const;
  void CollectClasses(std::span<const std::int64_t> scores, std::size_t level, std::uint32_t node,
                      std::int64_t probability, std::vector<RankedClass>& classes) const;
  void FindDetail(std::span<const std::int64_t> scores, RankedClass& ranked) const;

  CpvModel model_;
  std::array<std::size_t, CpvModel::kLevels> first_nodes_;
  std::vector<std::uint32_t> first_of_bucket_;  // of features, by the highest bits of their ids
};

// The classifier with the model that ships with Sambyd. Read on first use (about 0.1 s), then
// shared by all callers; thread-safe.
const LinearClassifier& DefaultClassifier();

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_LINEAR_CLASSIFIER_H_
