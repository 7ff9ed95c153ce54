#ifndef LIB_BREAKDOWN_COMBINED_CLASSIFIER_H_
#define LIB_BREAKDOWN_COMBINED_CLASSIFIER_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/breakdown/classifier.h"

namespace sambyd::breakdown {

// Trade words first, the trained model where they say nothing: a named trade ("vinduespolering")
// is right more often than any model, and the model knows what no word list holds.
class CombinedClassifier final : public Classifier {
 public:
  // Both must outlive the object.
  CombinedClassifier(const Classifier& words, const Classifier& model);

  std::vector<CpvGuess> Classify(std::string_view text, std::string_view language,
                                 std::span<const domain::CpvCode> prior, int most) const override;
  std::string_view version() const override { return version_; }

 private:
  const Classifier& words_;
  const Classifier& model_;
  std::string version_;
};

// The keyword classifier combined with the model that ships with Sambyd. Made on first use, then
// shared by all callers; thread-safe.
const CombinedClassifier& ProductClassifier();

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_COMBINED_CLASSIFIER_H_
