#ifndef LIB_BREAKDOWN_CLASSIFIER_H_
#define LIB_BREAKDOWN_CLASSIFIER_H_

#include <span>
#include <string_view>
#include <vector>

#include "lib/domain/cpv.h"

namespace sambyd::breakdown {

// One answer of a classifier. Confidence is in basis points (0 to 10,000) and calibrated: of the
// answers given with 7,000, about 70 % are right at the code's own level.
struct CpvGuess {
  domain::CpvCode code;
  int confidence_bp = 0;
};

// Says which CPV codes a short text is about. Implementations are immutable after construction,
// thread-safe and deterministic: the same arguments give the same answer on every machine.
class Classifier {
 public:
  virtual ~Classifier() = default;

  // At most `most` guesses by falling confidence, ties by ascending code; empty when the text says
  // nothing. A guess may be a division or group where the text supports no finer code. `text` is
  // valid UTF-8. `language` is an ISO 639-3 code in capitals as in eForms ("DAN"), empty when
  // unknown. `prior` holds the notice's own codes, the main one first: a hint, not a cage.
  virtual std::vector<CpvGuess> Classify(std::string_view text, std::string_view language,
                                         std::span<const domain::CpvCode> prior,
                                         int most) const = 0;

  // Names the rules or the model, e.g. "keyword-1". It changes whenever an answer can change.
  virtual std::string_view version() const = 0;
};

}  // namespace sambyd::breakdown

#endif  // LIB_BREAKDOWN_CLASSIFIER_H_
