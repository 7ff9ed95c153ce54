#ifndef LIB_BREAKDOWN_KEYWORD_CLASSIFIER_H_
#define LIB_BREAKDOWN_KEYWORD_CLASSIFIER_H_

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "lib/breakdown/classifier.h"

namespace sambyd::breakdown {

// A classifier without training: the trade words of keywords.tsv, and where they say nothing the
// Danish and English labels of the CPV list, compared by word stems.
class KeywordClassifier final : public Classifier {
 public:
  KeywordClassifier();
  ~KeywordClassifier() override;

  std::vector<CpvGuess> Classify(std::string_view text, std::string_view language,
                                 std::span<const domain::CpvCode> prior, int most) const override;
  std::string_view version() const override { return "keyword-1"; }

 private:
  class LabelIndex;
  std::unique_ptr<const LabelIndex> labels_;
};

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_KEYWORD_CLASSIFIER_H_
