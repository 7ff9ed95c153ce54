#ifndef TOOLS_EVALUATE_CLASSIFIER_SCORES_H_
#define TOOLS_EVALUATE_CLASSIFIER_SCORES_H_

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "lib/breakdown/classifier.h"
#include "lib/domain/cpv.h"
#include "tools/train-classifier/samples.h"

namespace sambyd::evaluation {

// How often the first guess, and one of the first three distinct ones, was right at each level.
struct Scores {
  struct Level {
    int samples = 0;  // whose code is at least this long
    int first = 0;
    int among_three = 0;
  };
  std::array<Level, 3> levels;  // division, group, class
};

inline constexpr std::array<int, 3> kLevelDigits = {2, 3, 4};

// Answers by stated confidence: tenth i holds those with [1000 i, 1000 (i + 1)) basis points.
struct Reliability {
  struct Tenth {
    int answers = 0;
    int right = 0;
    long long stated = 0;  // sum of the confidences
  };
  std::array<Tenth, 10> tenths;
};

// The held-out samples of one language, or of all when `language` is empty, each classified with
// its own prior or with none. Samples without a prior are left out where a prior is asked for.
Scores Measure(const breakdown::Classifier& classifier,
               const std::vector<training::Sample>& samples, std::string_view language,
               bool with_prior);

// The first answers' confidence against their truth, at the answered code's own level.
Reliability MeasureReliability(const breakdown::Classifier& classifier,
                               const std::vector<training::Sample>& samples, bool with_prior);

// The code of a notice about other work than `code`, to measure what a prior may spoil: building
// works, or cleaning for what is building work itself.
domain::CpvCode ForeignNotice(domain::CpvCode code);

// The share in basis points; 0 of nothing.
int BasisPoints(int part, int whole);

}  // namespace sambyd::evaluation

#endif  // TOOLS_EVALUATE_CLASSIFIER_SCORES_H_
